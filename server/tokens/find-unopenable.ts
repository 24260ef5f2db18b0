import { sealedUnder } from "../lib/seal.js";
import type { World } from "../world.js";
import { selectSealed } from "./store.js";

const BATCH = 1_000;
const BATCHES_MAX = 10_000;

/** The accounts whose token is sealed under a key that is not among SECRET_KEYS. */
export async function findUnopenable(world: World): Promise<string[]> {
  const known = new Set(world.config.secretKeys.map(({ id }) => id));
  const found: string[] = [];
  let after = "";
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const rows = await selectSealed(world.db, { after, limit: BATCH });
    for (const { accountId, sealed } of rows) if (!known.has(sealedUnder(sealed) ?? "")) found.push(accountId);
    after = rows.at(-1)?.accountId ?? after;
    if (rows.length < BATCH) break;
  }
  return found;
}
