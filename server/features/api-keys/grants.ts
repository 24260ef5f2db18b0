import type { AppContext } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { invalidateKey } from "./invalidate-key.js";
import { addAccounts, copyGrants } from "./store.js";

/** A key with a list gains the account that it connected; anybody else gains nothing by it. */
export async function grantAccount(app: AppContext, viewer: Viewer, accountId: string): Promise<void> {
  if (viewer.kind !== "CLIENT" || viewer.accountIds === null || viewer.accountIds.includes(accountId)) return;
  await addAccounts(app.db, viewer.keyId, [accountId]);
  await invalidateKey(app, viewer.keyId);
}

/** Lets the keys that name one account name another instead, for two that turned out to be one person. */
export async function transferGrants(app: AppContext, { from, to }: { from: string; to: string }): Promise<void> {
  // Those of the account itself go with it.
  for (const keyId of await copyGrants(app.db, { from, to })) await invalidateKey(app, keyId);
}
