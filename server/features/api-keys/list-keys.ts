import type { AppContext } from "../../app-context.js";
import { type KeyView, keyView } from "./key-view.js";
import { countKeys, selectKeys } from "./store.js";

/** One page of this mode's keys, newest first, also those that are revoked. */
export async function listKeys(app: AppContext, page: { first: number; offset: number }): Promise<KeyView[]> {
  const rows = await selectKeys(app.db, { ...page, sandbox: app.config.mode === "sandbox" });
  return rows.map(keyView);
}

/** How many keys there are in all. */
export async function keyCount(app: AppContext): Promise<number> {
  return await countKeys(app.db, app.config.mode === "sandbox");
}
