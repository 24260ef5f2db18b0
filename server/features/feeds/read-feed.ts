import type { AppContext } from "../../app-context.js";
import { type ContentSources, EVERYTHING } from "../../db/content-changes.js";
import { ANONYMOUS, type Viewer } from "../../viewer.js";
import { queryParams } from "../feed/query-params.js";
import type { FeedRow } from "../feed/read-accounts.js";
import { runStatement, Statement } from "../feed/statement.js";
import type { FeedPlace } from "./feed-cursor.js";
import type { FeedDefinition } from "./feed-definition.js";
import { feedScopeOf } from "./feed-scope.js";
import type { FeedPostSelection } from "./feed-selection.js";
import { listedPosts } from "./feed-statement.js";
import { postRows } from "./post-rows.js";

export interface FeedPostPage {
  /** One more than `first` if there is a next page. */
  rows: FeedPostView[];
  totalCount: number;
}

export interface FeedPostView {
  place: number;
  pinned: boolean;
  media: FeedRow;
  alsoBy: FeedRow[];
}

export interface FeedPage {
  first: number;
  after: FeedPlace | null;
  selection: FeedPostSelection;
}

/** A page of what a feed shows, with its posts, children and pictures: one statement. */
export async function readFeedPosts(
  app: AppContext,
  viewer: Viewer,
  { feed, page }: { feed: FeedDefinition; page: FeedPage },
): Promise<FeedPostPage> {
  const scope = feedScopeOf(viewer, app.config);
  const { first, after, selection } = page;
  const s = new Statement();
  const ctes = listedPosts(s, feed, scope.accessScope);
  const beyond = after
    ? `where place > coalesce((select place from listed where id = ${s.value(after.mediaId)}), ${s.value(after.place - 1)}::int)`
    : "";
  const listed = `(select * from listed ${beyond} order by place limit ${s.value(first + 1)}::int)`;
  const rows = postRows(s, selection, { ...scope, listed });
  const text = `with ${ctes} select json_build_object('rows', ${rows},
    'totalCount', (select count(*) from listed)) as answer`;
  const compiled = s.finish(text, { isHeavy: isHeavy(feed) });
  const content = { sources: sourcesOf(feed, selection) };
  return await runStatement<FeedPostPage>(app.reads, { ...compiled, content }, queryParams(app, scope.accessScope));
}

/** A stored copy of a post. */
export interface PostKey {
  accountId: string;
  mediaId: string;
}

export interface ListedPost extends PostKey {
  place: number;
}

/** The whole list, without the posts themselves. */
export async function readListedPosts(app: AppContext, feed: FeedDefinition): Promise<ListedPost[]> {
  const { accessScope } = feedScopeOf(ANONYMOUS, app.config);
  const s = new Statement();
  const text = `with ${listedPosts(s, feed, accessScope)} select (select coalesce(json_agg(json_build_object(
    'accountId', account_id, 'mediaId', id, 'place', place) order by place), '[]'::json) from listed) as answer`;
  const compiled = s.finish(text, { isHeavy: isHeavy(feed) });
  return await runStatement<ListedPost[]>(app.reads, compiled, queryParams(app, accessScope));
}

/** Rules may pass few of many posts. */
function isHeavy({ settings }: FeedDefinition): boolean {
  return settings.rules.length > 0 || settings.sources.some((source) => "tag" in source);
}

/** Who has a tag, and who shares a post, changes with any account. */
function sourcesOf({ id, settings }: FeedDefinition, { media, alsoBy }: FeedPostSelection): ContentSources {
  const accountIds = settings.sources.flatMap((source) => ("accountId" in source ? [source.accountId] : []));
  const isAcross = accountIds.length < settings.sources.length || alsoBy !== null || Boolean(media?.alsoBy);
  return isAcross ? EVERYTHING : [id, ...accountIds];
}
