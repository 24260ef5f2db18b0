import type { AppContext } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { addAccounts, copyGrants } from "./store.js";
import { invalidateKey } from "./verify-key.js";

/** Adds an account to the key that connected it, if the key has a list of accounts. */
export async function grantAccount(app: AppContext, viewer: Viewer, accountId: string): Promise<void> {
  if (viewer.kind !== "CLIENT" || viewer.accountIds === null || viewer.accountIds.includes(accountId)) return;
  await addAccounts(app.db, viewer.keyId, [accountId]);
  await invalidateKey(app, viewer.keyId);
}

/** Moves the keys' access from one account to another: both are the same person. */
export async function transferGrants(app: AppContext, { from, to }: { from: string; to: string }): Promise<void> {
  // The deletion of the account removes its grants.
  for (const keyId of await copyGrants(app.db, { from, to })) await invalidateKey(app, keyId);
}
