import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { type FeedDefinition, findDefinition } from "./feed-definition.js";
import { nameAccounts } from "./name-accounts.js";
import { countFeeds, selectAccountTags, selectDefinitions, selectFeedsOf, selectVersions } from "./store.js";

export interface FeedSearch {
  /** Part of the title or slug. */
  search?: string | null | undefined;
}

const SEARCH_MAX = 200;

/**
 * One page of the feeds, newest first.
 * @throws {ApiError} BAD_USER_INPUT when the search is too long
 */
export async function listFeeds(
  app: AppContext,
  page: FeedSearch & { first: number; offset: number },
): Promise<FeedDefinition[]> {
  const { first, offset } = page;
  return await selectDefinitions(app.db, { first, offset, ...selectionOf(app, page) });
}

export async function feedCount(app: AppContext, search: FeedSearch = {}): Promise<number> {
  return await countFeeds(app.db, selectionOf(app, search));
}

function selectionOf(app: AppContext, { search }: FeedSearch) {
  const text = (search ?? "").trim();
  if (text.length > SEARCH_MAX) {
    throw new ApiError("BAD_USER_INPUT", `\`search\` is longer than ${SEARCH_MAX} characters.`);
  }
  return { sandbox: app.config.mode === "sandbox", search: text === "" ? null : text };
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
  const versions = await selectVersions(app.db, feedId, first);
  const summaries = await nameAccounts(
    app,
    versions.map(({ summary }) => summary),
  );
  return versions.map((version, place) => ({ ...version, summary: summaries[place] ?? version.summary }));
}
