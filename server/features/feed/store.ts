import { type ContentSources, EVERYTHING, nameSource } from "../../db/content-changes.js";
import type { Reader } from "../../db/reads.js";
import type { AccessScope } from "../../viewer.js";
import { accountJson, accountsFrom, ownId, visibleAccounts } from "./account-columns.js";
import type { AccountPage } from "./account-filter.js";
import { type AccountRows, selectListedAccounts } from "./account-list.js";
import { compile, scopeKey } from "./compile.js";
import {
  anchor,
  listSelect,
  MEDIA_ORDERS,
  mediaConditions,
  mediaListJson,
  mediaSelect,
  rowsOf,
  wholeList,
} from "./media-columns.js";
import { countPosts, floorOf, isNarrowed, isSparse } from "./merged-lists.js";
import { isOneAccount, named, onlyAccount, rightBearer } from "./named-accounts.js";
import type { AccountSelection, MediaList, MediaSelection } from "./selection.js";
import { firstCopyOnly } from "./shared-posts.js";
import { shown } from "./shown.js";
import { type QueryParams, runStatement, Statement } from "./statement.js";

/** The statement's JSON object: selected fields, and lists under `list:<response key>`. */
export type FeedRow = Record<string, unknown>;

export type AccountLookup = "id" | "username" | "first";

/** One account with its lists, or null. Uses the primary key, accounts_username_idx or accounts_connected_idx. */
export async function selectAccount(
  reads: Reader,
  query: AccountQuery & { lookup: AccountLookup },
): Promise<FeedRow | null> {
  const { selection, accessScope, lookup, input } = query;
  const compiled = compile(selection, `account:${lookup}:${scopeKey(accessScope)}`, (s) => {
    if (lookup === "id") s.account = `${s.input("lookup")}::text`;
    const json = accountWithLists(s, selection, accessScope);
    const where = `${visibleAccounts(s, accessScope)}${LOOKUPS[lookup].where(s)}`;
    return `select (select ${json} from ${accountsFrom(s)} where ${where} order by ${LOOKUPS[lookup].order} limit 1) as answer`;
  });
  const content = { sources: isAcross(selection) ? EVERYTHING : lookupSources(lookup, input), foundIn: accountIds };
  const row = await runStatement<FeedRow | null>(reads, { ...compiled, content }, input);
  return row && nameLists(row, selection);
}

/** The id of an account that is looked up by something else. Of tables that a distributed Postgres has on each machine. */
export async function selectAccountId(
  reads: Reader,
  { accessScope, lookup, input }: Omit<AccountQuery, "selection"> & { lookup: AccountLookup },
): Promise<string | null> {
  const s = new Statement();
  const where = `${visibleAccounts(s, accessScope)}${LOOKUPS[lookup].where(s)}`;
  const text = `select (select a.id from accounts a where ${where} order by ${LOOKUPS[lookup].order} limit 1) as answer`;
  return await runStatement(reads, { ...s.finish(text), content: { sources: lookupSources(lookup, input) } }, input);
}

function accountIds(rows: readonly unknown[]): string[] {
  return (rows as { answer: FeedRow | null }[]).flatMap(({ answer }) => (answer ? [String(answer.id)] : []));
}

/** Who is connected first changes only with everything. */
function lookupSources(lookup: AccountLookup, { lookup: value = "" }: QueryParams): ContentSources {
  if (lookup === "first") return [];
  return [lookup === "id" ? value : nameSource(value)];
}

/** Whether the answer also depends on accounts that are not requested. */
function isAcross({ lists }: AccountSelection): boolean {
  return lists.some(({ media }) => media.alsoBy !== null);
}

export async function selectAccountsById(reads: Reader, query: AccountQuery): Promise<FeedRow[]> {
  const { selection, accessScope, input } = query;
  const compiled = compile(selection, `ids:${scopeKey(accessScope)}`, (s) => {
    const json = accountWithLists(s, selection, accessScope);
    const where = `${visibleAccounts(s, accessScope)} and a.id = any(${s.input("ids")}::text[])`;
    return `select (select coalesce(json_agg(${json}), '[]'::json) from ${accountsFrom(s)} where ${where}) as answer`;
  });
  const sources = isAcross(selection) ? EVERYTHING : (input.ids ?? EVERYTHING);
  const rows = await runStatement<FeedRow[]>(reads, { ...compiled, content: { sources } }, input);
  return rows.map((row) => nameLists(row, selection));
}

/** One page of accounts, with their lists, and, if requested, the number of all. */
export async function selectAccountPage(
  reads: Reader,
  query: AccountQuery & { page: AccountPage; counted: boolean; search: string | null },
): Promise<AccountRows<FeedRow>> {
  const { selection, accessScope } = query;
  const json = (s: Statement) => accountWithLists(s, selection, accessScope);
  const found = await selectListedAccounts<FeedRow>(reads, { ...query, json });
  return { ...found, nodes: found.nodes.map((row) => nameLists(row, selection)) };
}

/**
 * The first posts of several accounts in one order, shared ones once. Reads each account's first posts by its own index and
 * merges them. Only for all accounts in time order is one scan of media_newest_idx cheaper.
 */
export function selectMedia(reads: Reader, query: MediaQuery & { list: MediaList }): Promise<FeedRow[] | FeedPage> {
  const { list, accessScope, input } = query;
  const s = new Statement();
  s.account = onlyAccount(s, input);
  const select = listSelect(s, list, accessScope);
  const requested = (alias: string) => named(s, input, { alias, accessScope });
  const scope = { accessScope, holder: requested("holder") };
  const once = isOneAccount(input) ? "true" : firstCopyOnly(s, accessScope, requested);
  const conditions = `${mediaConditions(s, list, scope)} and ${once}`;
  const { by } = MEDIA_ORDERS[list.filter.order];
  const rowCount = rowsOf(list);
  const first = s.value(rowCount);
  const where = `${visibleAccounts(s, accessScope)} and ${requested("a")}${s.account ? ` and a.id = ${s.account}` : ""}`;
  const accounts = accountsFrom(s);
  const isFar = isReachingFar(query);
  const isMost = list.filter.order.startsWith("MOST");
  const hasFloor = isFar && isMost && !isSparse(list);
  const floor = hasFloor ? floorOf(s, { list, accounts, posts: conditions, where }, rowCount) : null;
  const isAll = accessScope.accountIds === null && !(input.ids ?? input.usernames);
  const areAllRequested = !isAll || isMost;
  const posts = areAllRequested
    ? `cross join lateral (select * from media m where m.account_id = ${s.idIn("a.id")} and ${conditions}
        ${floor ? `and ${floor.condition}` : ""} order by ${by} limit ${first}) m`
    : `join media m on m.account_id = a.id and ${conditions}`;
  const rows = `(${floor?.with ?? ""} select coalesce(json_agg(r), '[]'::json) from (
    select ${select} from ${floor ? `${floor.name} cross join` : ""} ${accounts} ${posts} where ${where} order by ${by} limit ${first}) r)`;
  const isHeavy = isFar && isNarrowed(list);
  const content = { sources: mediaSources(query) };
  if (!list.connection) {
    return runStatement<FeedRow[]>(reads, { ...s.finish(`select ${rows} as answer`, { isHeavy }), content }, input);
  }
  // An unused parameter has no type: the whole list is described only if it is counted.
  const whole = () => ({ list, accounts, posts: mediaConditions(s, wholeList(list), scope), where });
  const counted = list.connection.counted ? countPosts(whole(), { once, isAll }) : "null";
  // A count of zero skips the search.
  const found = list.connection.counted ? `case when total.n = 0 then '[]'::json else ${rows} end` : rows;
  const text = `select json_build_object('rows', ${found}, 'totalCount', total.n) as answer from (select ${counted} as n offset 0) total`;
  return runStatement<FeedPage>(reads, { ...s.finish(text, { isHeavy }), content }, input);
}

function mediaSources({ list, input }: { list: MediaList; input: QueryParams }): ContentSources {
  const isNamedById = input.ids && !input.usernames && list.media.alsoBy === null;
  return (isNamedById && input.ids) || EVERYTHING;
}

/** From this many accounts on, searching their posts may take long. */
const FAR = 20;

function isReachingFar({ accessScope, input: { ids, usernames } }: MediaQuery): boolean {
  if (ids || usernames) return (ids?.length ?? 0) + (usernames?.length ?? 0) > FAR;
  return accessScope.accountIds === null || accessScope.accountIds.length > FAR;
}

/** One page of a connection, with one more row if there is a next page. */
export interface FeedPage {
  rows: FeedRow[];
  totalCount: number | null;
}

/**
 * One post, or by its id also an album part, or null; of copies the one that lists show. Uses index media_id_idx or
 * media_shortcode_idx.
 */
export function selectMediaItem(
  reads: Reader,
  query: MediaQuery & { selection: MediaSelection; lookup: keyof typeof MEDIA_LOOKUPS },
): Promise<FeedRow | null> {
  const { selection, accessScope, lookup, input } = query;
  const compiled = compile(selection, `item:${lookup}:${scopeKey(accessScope)}`, (s) => {
    const select = mediaSelect(s, selection, { accessScope, alias: "m" });
    return `select (select row_to_json(r) from (select ${select} from ${accountsFrom(s)} join media m on m.account_id = a.id
      where ${MEDIA_LOOKUPS[lookup](s)} and ${shown("m", accessScope)} and ${visibleAccounts(s, accessScope)}
      and (m.parent_id is null or exists (select 1 from media album
        where album.account_id = m.account_id and album.id = m.parent_id and ${shown("album", accessScope)}))
      order by m.hidden, a.connected_at, a.id limit 1) r) as answer`;
  });
  return runStatement<FeedRow | null>(reads, { ...compiled, content: { sources: EVERYTHING } }, input);
}

/** Whether a post, removed or not, was ever visible among the named accounts. Uses index media_id_idx. */
export function selectAnchorExists(reads: Reader, query: MediaQuery & { id: string }): Promise<boolean> {
  const { id, accessScope, input } = query;
  const s = new Statement();
  const text = `select exists (${anchor(s, id, { accessScope, holder: named(s, input, { alias: "holder", accessScope }), select: "1" })}) as answer`;
  return runStatement<boolean>(reads, { ...s.finish(text), content: { sources: input.ids ?? EVERYTHING } }, input);
}

interface AccountQuery {
  selection: AccountSelection;
  accessScope: AccessScope;
  input: QueryParams;
}

interface MediaQuery {
  accessScope: AccessScope;
  input: QueryParams;
}

function accountWithLists(s: Statement, selection: AccountSelection, accessScope: AccessScope): string {
  if (selection.lists.length === 0) return accountJson(s, selection, { accessScope });
  s.account = ownId(s);
  // An array, because json_build_object takes at most a hundred arguments; by position, so that an alias makes no new
  // statement.
  const lists = selection.lists.map((list) => mediaListJson(s, list, accessScope));
  return accountJson(s, selection, { accessScope, more: [`'lists', to_json(array[${lists.join(", ")}]::json[])`] });
}

function nameLists(row: FeedRow, { lists }: AccountSelection): FeedRow {
  if (lists.length === 0) return row;
  const values = row.lists as unknown[];
  lists.forEach(({ key }, place) => {
    row[`list:${key}`] = values[place];
  });
  delete row.lists;
  return row;
}

const LOOKUPS = {
  id: { where: (s: Statement) => ` and a.id = ${s.input("lookup")}::text`, order: "a.id" },
  username: {
    where: (s: Statement) => ` and a.username_folded = ${s.input("lookup")}`,
    order: rightBearer("a"),
  },
  first: { where: () => "", order: "a.connected_at, a.id" },
};

const MEDIA_LOOKUPS = {
  id: (s: Statement) => `m.id = ${s.input("lookup")}`,
  shortcode: (s: Statement) => `m.parent_id is null and m.shortcode = ${s.input("lookup")}`,
};
