import type { AppContext } from "../../app-context.js";
import { type ContentSources, EVERYTHING } from "../../db/content-changes.js";
import type { BatchLoader } from "../../request-context.js";
import { ANONYMOUS, type Viewer } from "../../viewer.js";
import { scopeKey } from "../feed/compile.js";
import { queryParams } from "../feed/query-params.js";
import type { FeedRow } from "../feed/read-accounts.js";
import { type Compiled, runStatement, Statement } from "../feed/statement.js";
import type { FeedPlace } from "./feed-cursor.js";
import type { FeedDefinition } from "./feed-definition.js";
import { type FeedScope, feedScopeOf } from "./feed-scope.js";
import type { FeedPostSelection } from "./feed-selection.js";
import { listedPosts } from "./feed-statement.js";
import { postRows } from "./post-rows.js";
import { readTogether } from "./read-together.js";

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
  const compiled = statementOf(feed, page, scope);
  const content = { sources: sourcesOf(feed, page.selection) };
  return await runStatement<FeedPostPage>(app.reads, { ...compiled, content }, queryParams(app, scope.accessScope));
}

/** First pages of a feed: as many statements as a process remembers for its settings. */
const STATEMENTS_MAX = 8;
const statements = new WeakMap<FeedDefinition, Map<string, Compiled>>();

function statementOf(feed: FeedDefinition, page: FeedPage, scope: FeedScope): Compiled {
  if (page.after) return buildStatement(feed, page, scope);
  const known = statements.get(feed) ?? new Map<string, Compiled>();
  statements.set(feed, known);
  const key = `${numberOf(page.selection)} ${page.first} ${scope.isLimited} ${scopeKey(scope.accessScope)}`;
  const compiled = known.get(key) ?? buildStatement(feed, page, scope);
  if (known.size >= STATEMENTS_MAX) known.clear();
  known.set(key, compiled);
  return compiled;
}

let selectionCount = 0;
const selectionNumbers = new WeakMap<FeedPostSelection, number>();

/** Equal queries share a selection. */
function numberOf(selection: FeedPostSelection): number {
  const number = selectionNumbers.get(selection) ?? ++selectionCount;
  selectionNumbers.set(selection, number);
  return number;
}

function buildStatement(feed: FeedDefinition, page: FeedPage, scope: FeedScope): Compiled {
  const s = new Statement();
  return s.finish(`${pageOf(s, feed, { page, scope })} as answer`, { isHeavy: isHeavy(feed) });
}

function pageOf(s: Statement, feed: FeedDefinition, { page, scope }: { page: FeedPage; scope: FeedScope }): string {
  const { first, after, selection } = page;
  const ctes = listedPosts(s, feed, scope.accessScope);
  const beyond = after
    ? `where place > coalesce((select place from listed where id = ${s.value(after.mediaId)}), ${s.value(after.place - 1)}::int)`
    : "";
  const listed = `(select * from listed ${beyond} order by place limit ${s.value(first + 1)}::int)`;
  const rows = postRows(s, selection, { ...scope, listed });
  return `with ${ctes} select json_build_object('rows', ${rows}, 'totalCount', (select count(*) from listed))`;
}

const FEEDS_MAX = 5;

/** The first pages of the feeds of a list: one statement for five feeds. */
export function feedPagesLoader(
  { first, selection }: Omit<FeedPage, "after">,
  path: string,
): BatchLoader<FeedDefinition, FeedPostPage> {
  return {
    name: `feedPages:${path}`,
    load({ app, viewer }, feeds) {
      const scope = feedScopeOf(viewer, app.config);
      const query = (s: Statement, feed: FeedDefinition) =>
        pageOf(s, feed, { page: { first, after: null, selection }, scope });
      return readTogether(app, feeds, { accessScope: scope.accessScope, feedsMax: FEEDS_MAX, query, isHeavy });
    },
  };
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

/** From this many accounts on, rules that pass few posts may take long. */
const FAR = 20;

function isHeavy({ settings: { rules, sources } }: FeedDefinition): boolean {
  return sources.some((source) => "tag" in source) || (rules.length > 0 && sources.length > FAR);
}

/** Who has a tag, and who shares a post, changes with any account. */
function sourcesOf({ id, settings }: FeedDefinition, { media, alsoBy }: FeedPostSelection): ContentSources {
  const accountIds = settings.sources.flatMap((source) => ("accountId" in source ? [source.accountId] : []));
  const isAcross = accountIds.length < settings.sources.length || alsoBy !== null || Boolean(media?.alsoBy);
  return isAcross ? EVERYTHING : [id, ...accountIds];
}
