import type { World } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { invalidateKey } from "./invalidate-key.js";
import { addAccounts } from "./store.js";

/** A key with a list gains the account that it connected; anybody else gains nothing by it. */
export async function grantAccount(world: World, viewer: Viewer, accountId: string): Promise<void> {
  if (viewer.kind !== "CLIENT" || viewer.accountIds === null || viewer.accountIds.includes(accountId)) return;
  await addAccounts(world.db, viewer.keyId, [accountId]);
  await invalidateKey(world, viewer.keyId);
}
