import type { AppContext } from "../../app-context.js";
import { type FeedDefinition, findDefinition } from "./feed-definition.js";
import { countFeeds, selectAccountTags, selectDefinitions, selectFeedsOf, selectVersions } from "./store.js";

/** One page of the feeds, newest first. */
export async function listFeeds(app: AppContext, page: { first: number; offset: number }): Promise<FeedDefinition[]> {
  return await selectDefinitions(app.db, { ...page, sandbox: app.config.mode === "sandbox" });
}

export async function feedCount(app: AppContext): Promise<number> {
  return await countFeeds(app.db, app.config.mode === "sandbox");
}

/** In the given order, without those that do not exist. */
export async function listFeedsById(app: AppContext, ids: readonly string[]): Promise<FeedDefinition[]> {
  const found = await Promise.all(ids.map((id) => findDefinition(app, { id })));
  return found.filter((feed) => feed !== null);
}

/** The feeds with the account as a source, by itself or by one of its tags. */
export async function feedsOfAccount(app: AppContext, accountId: string): Promise<FeedDefinition[]> {
  const sandbox = app.config.mode === "sandbox";
  const tags = await selectAccountTags(app.db, accountId);
  return await selectFeedsOf(app.db, { accountId, tags, sandbox });
}

/** The newest versions of a feed, newest first. */
export async function listVersions(app: AppContext, feedId: string, first: number) {
  return await selectVersions(app.db, feedId, first);
}
