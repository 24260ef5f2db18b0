import type { AppContext } from "../../app-context.js";
import { type AccessScope, accessScopeOf, type Viewer } from "../../viewer.js";
import { type AccountPage, foldUsername, rejectUnseen, searchText } from "./account-filter.js";
import { writeCursor } from "./account-orders.js";
import { assertCursorExists, type CursorList, rowsIn } from "./assert-cursor-exists.js";
import { queryParams } from "./query-params.js";
import type { AccountSelection } from "./selection.js";
import {
  type AccountLookup,
  type FeedPage,
  type FeedRow,
  selectAccount,
  selectAccountId,
  selectAccountPage,
  selectAccountsById,
} from "./store.js";

export type { FeedPage, FeedRow } from "./store.js";

export interface AccountRequest {
  id?: string | null;
  username?: string | null;
  selection: AccountSelection;
}

/**
 * One account by id or username, or the viewer's own, with all selected fields and lists: one statement. On a distributed
 * database the account is found first, so that the statement runs on one machine. Null if the viewer may see none.
 * @throws {ApiError} BAD_USER_INPUT when a list's `after` is unknown
 */
export async function readAccount(app: AppContext, viewer: Viewer, query: AccountRequest): Promise<FeedRow | null> {
  const accessScope = accessScopeOf(viewer, app.config);
  if (accessScope.accountIds?.length === 0) return null;
  const named = findBy(query, accessScope.ownAccountId);
  const found = app.distribution.isOn ? await findFirst(app, accessScope, named) : named;
  if (!found) return null;
  const input = { ...queryParams(app, accessScope), ...lookupOf(found) };
  const row = await selectAccount(app.reads, { selection: query.selection, accessScope, lookup: found.lookup, input });
  if (row) await assertCursorExists(app, viewer, listsOf([row], query.selection));
  return row;
}

export async function readAccountsById(
  app: AppContext,
  viewer: Viewer,
  query: { ids: readonly string[]; selection: AccountSelection },
): Promise<FeedRow[]> {
  const rows = await readAccountsWithin(app, accessScopeOf(viewer, app.config), query);
  await assertCursorExists(app, viewer, listsOf(rows, query.selection));
  return rows;
}

/** For an access that another feature has settled. */
export async function readAccountsWithin(
  app: AppContext,
  accessScope: AccessScope,
  { ids, selection }: { ids: readonly string[]; selection: AccountSelection },
): Promise<FeedRow[]> {
  const input = { ...queryParams(app, accessScope), ids };
  return await selectAccountsById(app.reads, { selection, accessScope, input });
}

export interface AccountPageView {
  nodes: FeedRow[];
  totalCount: number | null;
  totalCountIsEstimate: boolean;
  endCursor: string | null;
}

/**
 * One page; `totalCount` only if requested: exact to 10,000, above that an estimate.
 * @throws {ApiError} FORBIDDEN for a filter or order by a hidden field
 */
export async function readAccountPage(
  app: AppContext,
  viewer: Viewer,
  query: { page: AccountPage; selection: AccountSelection; counted: boolean },
): Promise<AccountPageView> {
  const accessScope = accessScopeOf(viewer, app.config);
  rejectUnseen(query.page, accessScope);
  const search = searchText(query.page.filter.search);
  const answer = await selectAccountPage(app.reads, {
    ...query,
    search,
    accessScope,
    input: queryParams(app, accessScope),
  });
  await assertCursorExists(app, viewer, listsOf(answer.nodes, query.selection));
  const { nodes, totalCount, isEstimate, end } = answer;
  return {
    nodes,
    totalCount,
    totalCountIsEstimate: isEstimate,
    endCursor: end && writeCursor(query.page.order, end),
  };
}

interface Named {
  lookup: AccountLookup;
  value?: string;
}

async function findFirst(app: AppContext, accessScope: AccessScope, named: Named): Promise<Named | null> {
  if (named.lookup === "id") return named;
  const input = { ...queryParams(app, accessScope), ...lookupOf(named) };
  const id = await selectAccountId(app.reads, { accessScope, lookup: named.lookup, input });
  return id === null ? null : { lookup: "id", value: id };
}

function lookupOf({ value }: Named): { lookup?: string } {
  return value === undefined ? {} : { lookup: value };
}

function findBy(query: AccountRequest, ownAccountId: string | null): Named {
  if (query.id != null) return { lookup: "id", value: query.id };
  if (query.username != null) return { lookup: "username", value: foldUsername(query.username) };
  return ownAccountId ? { lookup: "id", value: ownAccountId } : { lookup: "first" };
}

function listsOf(rows: FeedRow[], selection: AccountSelection): CursorList[] {
  if (rows.length === 0) return [];
  const named = { ids: rows.map(({ id }) => String(id)) };
  return selection.lists.map((list) => ({
    list,
    named,
    isEmpty: rows.every((row) => rowsIn(row[`list:${list.key}`] as FeedRow[] | FeedPage).length === 0),
  }));
}
