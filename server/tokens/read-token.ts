import { Refusal } from "../lib/errors.js";
import { unseal } from "../lib/seal.js";
import type { Secret } from "../lib/secret.js";
import type { World } from "../world.js";
import { placeOf } from "./save-token.js";
import { selectToken } from "./store.js";
import type { TokenRow } from "./table.js";
import { tokenHealth } from "./token-health.js";

/**
 * One account's token, opened for a call. The only place where tokens are unsealed.
 *
 * @throws {Refusal} RECONNECT_REQUIRED when it is gone, past its date or refused by Instagram: no call can succeed
 */
export async function readToken(world: World, accountId: string): Promise<Secret> {
  const row = await selectToken(world.db, accountId);
  return await openToken(world, accountId, row);
}

/** The same for a row that is already at hand. */
export async function openToken(world: World, accountId: string, row: TokenRow | null): Promise<Secret> {
  const sealed = row?.sealed;
  if (!row || !sealed) throw new Refusal("RECONNECT_REQUIRED", "This account's token is gone.");
  const health = tokenHealth({ ...row, usable: true }, world.clock.now());
  if (health === "EXPIRED") throw new Refusal("RECONNECT_REQUIRED", "This account's token has expired.");
  if (health === "REVOKED")
    throw new Refusal("RECONNECT_REQUIRED", "Instagram no longer accepts this account's token.");
  return await unseal(world.config.secretKeys, sealed, placeOf(accountId));
}
