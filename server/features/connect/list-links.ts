import type { World } from "../../app-context.js";
import type { ConnectLinkRow } from "../../db/schema/connect-links.js";
import { countLinks, selectLinks } from "./link-store.js";

/** One page of this mode's links, newest first and those made at once as they were given, also those that are over. */
export async function listLinks(world: World, page: { first: number; offset: number }): Promise<ConnectLinkRow[]> {
  return await selectLinks(world.db, { ...page, sandbox: world.config.mode === "sandbox" });
}

/** How many links there are in all. */
export async function linkCount(world: World): Promise<number> {
  return await countLinks(world.db, world.config.mode === "sandbox");
}
