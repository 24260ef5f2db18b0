import type { AppContext } from "../../app-context.js";
import { fold } from "../../lib/case-fold.js";
import { accessScopeOf, type Viewer } from "../../viewer.js";
import { type AccountPage, rejectUnseen, searchText } from "./account-filter.js";
import { assertCursorExists, type CursorList, rowsIn } from "./assert-cursor-exists.js";
import { queryParams } from "./query-params.js";
import type { AccountSelection } from "./selection.js";
import {
  type AccountLookup,
  type FeedPage,
  type FeedRow,
  selectAccount,
  selectAccountPage,
  selectAccountsById,
} from "./store.js";

export type { FeedPage, FeedRow } from "./store.js";

export interface AccountAsk {
  id?: string | null;
  username?: string | null;
  selection: AccountSelection;
}

/**
 * One account by id or username, or the viewer's own, with all selected fields and lists: one statement. Null if the viewer may
 * see none.
 *
 * @throws {ApiError} BAD_USER_INPUT when a list's `after` is unknown
 */
export async function readAccount(app: AppContext, viewer: Viewer, ask: AccountAsk): Promise<FeedRow | null> {
  const accessScope = accessScopeOf(viewer, app.config);
  if (accessScope.accountIds?.length === 0) return null;
  const found = findBy(ask, accessScope.ownAccountId);
  const input = { ...queryParams(app, accessScope), ...(found.value === undefined ? {} : { lookup: found.value }) };
  const row = await selectAccount(app.reads, { selection: ask.selection, accessScope, lookup: found.lookup, input });
  if (row) await assertCursorExists(app, viewer, listsOf([row], ask.selection));
  return row;
}

/** The visible accounts of these ids, unordered, with their lists: one statement. */
export async function readAccountsById(
  app: AppContext,
  viewer: Viewer,
  ask: { ids: readonly string[]; selection: AccountSelection },
): Promise<FeedRow[]> {
  const accessScope = accessScopeOf(viewer, app.config);
  const input = { ...queryParams(app, accessScope), ids: ask.ids };
  const rows = await selectAccountsById(app.reads, { selection: ask.selection, accessScope, input });
  await assertCursorExists(app, viewer, listsOf(rows, ask.selection));
  return rows;
}

/**
 * One page of the visible accounts; `totalCount` only if requested.
 *
 * @throws {ApiError} FORBIDDEN for a filter or order by a hidden field
 */
export async function readAccountPage(
  app: AppContext,
  viewer: Viewer,
  ask: { page: AccountPage; selection: AccountSelection; counted: boolean },
): Promise<{ nodes: FeedRow[]; totalCount: number | null }> {
  const accessScope = accessScopeOf(viewer, app.config);
  rejectUnseen(ask.page, accessScope);
  const search = searchText(ask.page.filter.search);
  const answer = await selectAccountPage(app.reads, {
    ...ask,
    search,
    accessScope,
    input: queryParams(app, accessScope),
  });
  await assertCursorExists(app, viewer, listsOf(answer.nodes, ask.selection));
  return answer;
}

function findBy(ask: AccountAsk, ownAccountId: string | null): { lookup: AccountLookup; value?: string } {
  if (ask.id != null) return { lookup: "id", value: ask.id };
  if (ask.username != null) return { lookup: "username", value: fold(ask.username.trim().replace(/^@/, "")) };
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
