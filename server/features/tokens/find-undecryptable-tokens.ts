import type { AppContext } from "../../app-context.js";
import { InstagramError } from "../../instagram/errors.js";
import { sealedUnder } from "../../lib/seal.js";
import { openSealed } from "./read-token.js";
import { selectSealed } from "./store.js";

const BATCH = 1_000;
const NAMED_MAX = 100;

export interface UndecryptableTokens {
  lookedAtCount: number;
  count: number;
  keyIds: string[];
  accountIds: string[];
}

/** Decrypts stored tokens, up to a maximum, to check the keys: a key's id proves nothing. */
export async function findUndecryptableTokens(
  app: AppContext,
  { tokensMax }: { tokensMax: number },
): Promise<UndecryptableTokens> {
  const found: UndecryptableTokens = { lookedAtCount: 0, count: 0, keyIds: [], accountIds: [] };
  const keyIds = new Set<string>();
  let after = "";
  while (found.lookedAtCount < tokensMax) {
    const limit = Math.min(BATCH, tokensMax - found.lookedAtCount);
    const rows = await selectSealed(app.db, { after, limit });
    const opened = await Promise.all(rows.map(({ accountId, sealed }) => isOpenable(app, accountId, sealed)));
    for (const { accountId, sealed } of rows.filter((_, place) => !opened[place])) {
      found.count++;
      if (found.accountIds.length < NAMED_MAX) found.accountIds.push(accountId);
      if (keyIds.size < NAMED_MAX) keyIds.add(sealedUnder(sealed) ?? "none");
    }
    found.lookedAtCount += rows.length;
    after = rows.at(-1)?.accountId ?? after;
    if (rows.length < limit) break;
  }
  return { ...found, keyIds: [...keyIds].sort() };
}

async function isOpenable(app: AppContext, accountId: string, sealed: string): Promise<boolean> {
  try {
    await openSealed(app, accountId, sealed);
    return true;
  } catch (error) {
    // A token moved from another account's row is not a problem of keys.
    return !(error instanceof InstagramError);
  }
}
