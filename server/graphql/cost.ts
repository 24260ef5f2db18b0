import type { GraphQLSchema } from "graphql";
import { FIRST_MAX } from "../features/media/media-filter.js";

/** A field where it is asked, with the arguments as they came. */
export interface CostedField {
  schema: GraphQLSchema;
  typeName: string;
  name: string;
  args: Readonly<Record<string, unknown>>;
}

/** A statement. */
const READ = 10;
/** A list within one: its own look into the index, for each account. */
const LIST = 40;
/** Reading posts of all accounts until enough are found, or to count them: as many rows as there may be. */
const SCAN = 20_000;
/** The same of one account. */
const ACCOUNT_SCAN = 50;
/** A mutation writes, waits for locks and leaves an audit log entry. */
const WRITE = 1_000;
/** Accounts that a key is reckoned to name. */
export const NAMED = 20;

/** What weighs more than a number or a word does: one is some hundred bytes, or a row that is looked at. */
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
  "AccountList.totalCount": 500,
  "ServerStatus.posts": 500,
};

/** Objects in lists that do not say how many they hold. */
export const LISTS: Readonly<Record<string, number>> = {
  "Media.children": 5,
  "Media.alsoBy": 3,
  "ApiKey.accounts": NAMED,
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

/** What a field costs by itself, each time. Parts of albums have no captions of their own, mostly. */
export function ownCost(field: CostedField, { isPart }: { isPart: boolean }): number {
  const { typeName, name } = field;
  if (typeName === "Mutation") return WRITE;
  if (isPostList(field)) return LIST + scanOf(field);
  if (typeName === "Query") return READ + (name === "accounts" && searches(field) ? 500 : 0);
  if ("first" in field.args) return LIST;
  return isPart ? 1 : (LEAVES[`${typeName}.${name}`] ?? 1);
}

/** What `totalCount` of a connection costs: all that the list holds is counted. */
export function countCost(connection: CostedField): number {
  return scansAll(connection) ? SCAN : ACCOUNT_SCAN * accountsOf(connection);
}

/** How often at most what stands below a field is in the answer. */
export function timesOf({ schema, typeName, name, args }: CostedField): number {
  if (typeName === "__Schema" && name === "types") return Object.keys(schema.getTypeMap()).length;
  const listed = LISTS[`${typeName}.${name}`];
  if (listed) return listed;
  const times = args.first ?? args.days;
  // What is beyond the bounds is refused where it stands, as bad input.
  return typeof times === "number" ? Math.min(Math.max(times, 1), FIRST_MAX) : 1;
}

/** A list of posts: of all accounts, of some that are named, or of one. */
export function isPostList({ typeName, name }: CostedField): boolean {
  return (typeName === "Query" || typeName === "Account") && (name === "media" || name === "mediaConnection");
}

function scanOf(field: CostedField): number {
  const isAll = scansAll(field);
  const isSorted = String(field.args.orderBy).startsWith("MOST");
  // The order of one account is an index; that of all is merged from each account's.
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

/** How many accounts a list is of; none named is all of them. */
function accountsOf({ typeName, args }: CostedField): number {
  if (typeName === "Account") return 1;
  return [args.accountIds, args.usernames].reduce<number>((sum, value) => sum + countOf(value), 0);
}

/** One value stands for a list of one. */
function countOf(value: unknown): number {
  if (value == null) return 0;
  return Array.isArray(value) ? value.length : 1;
}
