import type { AppContext } from "../../app-context.js";
import type { ConnectLinkRow } from "../../db/schema/connect-links.js";
import { countLinks, selectLinks } from "./link-store.js";

/** One page of this mode's links, newest first and those made at once as they were given, also those that are over. */
export async function listLinks(app: AppContext, page: { first: number; offset: number }): Promise<ConnectLinkRow[]> {
  return await selectLinks(app.db, { ...page, sandbox: app.config.mode === "sandbox" });
}

/** How many links there are in all. */
export async function linkCount(app: AppContext): Promise<number> {
  return await countLinks(app.db, app.config.mode === "sandbox");
}
