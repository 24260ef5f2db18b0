import type { AppContext } from "../../app-context.js";
import { fold } from "../../lib/case-fold.js";
import { ApiError } from "../../lib/errors.js";
import { accessScopeOf, type Viewer } from "../../viewer.js";
import { assertCursorExists, rowsIn } from "./assert-cursor-exists.js";
import { queryParams } from "./query-params.js";
import type { MediaList, MediaSelection } from "./selection.js";
import { type FeedPage, type FeedRow, selectMedia, selectMediaItem } from "./store.js";

export interface MediaAsk {
  accountIds?: readonly string[] | null;
  usernames?: readonly string[] | null;
  list: MediaList;
}

/** Accounts that one request may name. */
const NAMES_MAX = 1_000;

/**
 * The first posts of the accounts named by id or by username, or of all that the viewer may see where none is named, in one
 * list: one statement. Names that the viewer may not see add nothing.
 *
 * @throws {ApiError} BAD_USER_INPUT when `after` was never in reach, or more than 1,000 accounts are named
 */
export async function readMedia(app: AppContext, viewer: Viewer, ask: MediaAsk): Promise<FeedRow[] | FeedPage> {
  const accessScope = accessScopeOf(viewer, app.config);
  if (accessScope.accountIds?.length === 0) return ask.list.connection ? { rows: [], totalCount: 0 } : [];
  if ((ask.accountIds?.length ?? 0) > NAMES_MAX || (ask.usernames?.length ?? 0) > NAMES_MAX) {
    throw new ApiError("BAD_USER_INPUT", `At most ${NAMES_MAX} accounts can be named at once.`);
  }
  const named = {
    ...(ask.accountIds?.length ? { ids: ask.accountIds } : {}),
    ...(ask.usernames?.length ? { usernames: ask.usernames.map((name) => fold(name.trim().replace(/^@/, ""))) } : {}),
  };
  const input = { ...queryParams(app, accessScope), ...named };
  const rows = await selectMedia(app.reads, { list: ask.list, accessScope, input });
  await assertCursorExists(app, viewer, [{ list: ask.list, named, isEmpty: rowsIn(rows).length === 0 }]);
  return rows;
}

/** One post, or part of an album, by Instagram's id; null when there is none that the viewer may see. */
export async function readMediaItem(
  app: AppContext,
  viewer: Viewer,
  ask: { id: string; selection: MediaSelection },
): Promise<FeedRow | null> {
  const accessScope = accessScopeOf(viewer, app.config);
  if (accessScope.accountIds?.length === 0) return null;
  const input = { ...queryParams(app, accessScope), lookup: ask.id };
  return await selectMediaItem(app.reads, { selection: ask.selection, accessScope, input });
}
