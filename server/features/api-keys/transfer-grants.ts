import type { AppContext } from "../../app-context.js";
import { invalidateKey } from "./invalidate-key.js";
import { copyGrants } from "./store.js";

/** Lets the keys that name one account name another instead, for two that turned out to be one person. */
export async function transferGrants(app: AppContext, { from, to }: { from: string; to: string }): Promise<void> {
  // Those of the account itself go with it.
  for (const keyId of await copyGrants(app.db, { from, to })) await invalidateKey(app, keyId);
}
