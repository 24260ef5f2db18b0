import type { World } from "../../app-context.js";
import { type KeyView, keyView } from "./key-view.js";
import { countKeys, selectKeys } from "./store.js";

/** One page of this mode's keys, newest first, also those that are revoked. */
export async function listKeys(world: World, page: { first: number; offset: number }): Promise<KeyView[]> {
  const rows = await selectKeys(world.db, { ...page, sandbox: world.config.mode === "sandbox" });
  return rows.map(keyView);
}

/** How many keys there are in all. */
export async function keyCount(world: World): Promise<number> {
  return await countKeys(world.db, world.config.mode === "sandbox");
}
