import type { GraphQLSchema } from "graphql";
import { FIRST_MAX } from "../features/media/media-filter.js";

export interface CostedField {
  schema: GraphQLSchema;
  typeName: string;
  name: string;
  args: Readonly<Record<string, unknown>>;
}

const READ = 10;
/** Inside a statement: one index lookup per account. */
const LIST = 40;
/** Posts of all accounts, for matches or a count: proportional to all rows. */
const SCAN = 20_000;
const ACCOUNT_SCAN = 50;
/** Searches of accounts and of feeds. */
const SEARCH = 500;
const SEARCHED: ReadonlySet<string> = new Set(["accounts", "feeds"]);
/** The rules of a feed may pass few of many posts. */
const FEED_SCAN = 500;
const FEED_SCANS: ReadonlySet<string> = new Set(["posts", "counts", "judgedPosts"]);
const WRITE = 1_000;
export const KEY_ACCOUNTS_ESTIMATE = 20;

/** Leaves that cost more than a number or a short text: some hundred bytes, or a row lookup. */
export const LEAVES: Readonly<Record<string, number>> = {
  "Media.caption": 20,
  "Media.hashtags": 5,
  "Media.mentions": 5,
  "Image.alt": 20,
  "Image.palette": 3,
  "Account.note": 50,
  "Account.tags": 5,
  "Account.postCount": 10,
  "Profile.biography": 3,
  "AccountList.totalCount": SEARCH,
  "Account.feeds": 100,
  "FeedList.totalCount": 100,
  "ServerStatus.posts": 500,
  "Feed.stale": READ,
  "Feed.syncedAt": READ,
  "Feed.accountCount": READ,
  "Feed.unhealthyAccounts": READ,
};

export const LISTS: Readonly<Record<string, number>> = {
  "Media.children": 5,
  "Media.alsoBy": 3,
  "Feed.sources": 10,
  "Feed.rules": 10,
  "Feed.pins": 20,
  "Feed.unhealthyAccounts": 10,
  "FeedPost.alsoBy": 3,
  "FeedPreview.posts": 25,
  "FeedPreview.entered": 10,
  "FeedPreview.left": 10,
  "FeedPreview.moved": 10,
  "ApiKey.feeds": 5,
  "Account.feeds": 5,
  "ApiKey.accounts": KEY_ACCOUNTS_ESTIMATE,
  "Account.apiKeys": 5,
  "ServerSettings.settings": 50,
  "ServerStatus.jobRuns": 20,
  "__Schema.directives": 6,
  "__Type.fields": 8,
  "__Type.enumValues": 3,
  "__Type.inputFields": 2,
  "__Field.args": 2,
  "__Directive.args": 2,
};

/** Alone, once. Album parts usually have no caption. */
export function ownCost(field: CostedField, { isPart }: { isPart: boolean }): number {
  const { typeName, name } = field;
  if (typeName === "Mutation") return WRITE;
  if (isPostList(field)) return LIST + scanOf(field);
  if (typeName === "Feed" && FEED_SCANS.has(name)) return LIST + FEED_SCAN;
  if (typeName === "Query") return READ + (SEARCHED.has(name) && searches(field) ? SEARCH : 0);
  if ("first" in field.args) return LIST;
  return isPart ? 1 : (LEAVES[`${typeName}.${name}`] ?? 1);
}

export function countCost(connection: CostedField): number {
  return scansAll(connection) ? SCAN : ACCOUNT_SCAN * accountsOf(connection);
}

export function timesOf({ schema, typeName, name, args }: CostedField): number {
  if (typeName === "__Schema" && name === "types") return Object.keys(schema.getTypeMap()).length;
  const listed = LISTS[`${typeName}.${name}`];
  if (listed) return listed;
  const times = args.first ?? args.days;
  // Out-of-range values are rejected as bad input elsewhere.
  return typeof times === "number" ? Math.min(Math.max(times, 1), FIRST_MAX) : 1;
}

export function isPostList({ typeName, name }: CostedField): boolean {
  return (typeName === "Query" || typeName === "Account") && (name === "media" || name === "mediaConnection");
}

function scanOf(field: CostedField): number {
  const isAll = scansAll(field);
  const isSorted = String(field.args.orderBy).startsWith("MOST");
  // One account's order is an index; the order of all accounts is merged from each account's index.
  if (isSorted && isAll) return SCAN;
  if (searches(field) || field.args.isSharedToFeed === false) return isAll ? SCAN : ACCOUNT_SCAN * accountsOf(field);
  if (field.args.type != null || field.args.productType != null) return isAll ? 500 : ACCOUNT_SCAN;
  return isAll ? 0 : accountsOf(field);
}

function searches({ args }: CostedField): boolean {
  const filter = args.filter as { search?: unknown } | null | undefined;
  // Few reels are hidden from the profile grid.
  const isRare = args.isSharedToFeed === false || null;
  return [args.search, args.hashtag, args.withoutHashtag, filter?.search, isRare].some((value) => value != null);
}

function scansAll(field: CostedField): boolean {
  return field.typeName === "Query" && accountsOf(field) === 0;
}

function accountsOf({ typeName, args }: CostedField): number {
  if (typeName === "Account") return 1;
  return [args.accountIds, args.usernames].reduce<number>((sum, value) => sum + countOf(value), 0);
}

/** GraphQL coerces a single value to a list of one. */
function countOf(value: unknown): number {
  if (value == null) return 0;
  return Array.isArray(value) ? value.length : 1;
}
