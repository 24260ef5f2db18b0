import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { accessScopeOf, type Viewer } from "../../viewer.js";
import { shortcodeOf } from "../media/parse-permalink.js";
import { foldUsername } from "./account-filter.js";
import { assertCursorExists, rowsIn } from "./assert-cursor-exists.js";
import { queryParams } from "./query-params.js";
import type { MediaList, MediaSelection } from "./selection.js";
import { type FeedPage, type FeedRow, selectMedia, selectMediaItem } from "./store.js";

export interface MediaRequest {
  accountIds?: readonly string[] | null;
  usernames?: readonly string[] | null;
  list: MediaList;
}

const NAMES_MAX = 1_000;

/**
 * The first posts of the named accounts, or of all visible ones, in one list: one statement. Invisible names add nothing.
 *
 * @throws {ApiError} BAD_USER_INPUT when `after` is unknown, or more than 1,000 accounts are named
 */
export async function readMedia(app: AppContext, viewer: Viewer, query: MediaRequest): Promise<FeedRow[] | FeedPage> {
  const accessScope = accessScopeOf(viewer, app.config);
  if (accessScope.accountIds?.length === 0) return query.list.connection ? { rows: [], totalCount: 0 } : [];
  if ((query.accountIds?.length ?? 0) > NAMES_MAX || (query.usernames?.length ?? 0) > NAMES_MAX) {
    throw new ApiError("BAD_USER_INPUT", `At most ${NAMES_MAX} accounts can be named at once.`);
  }
  const named = {
    ...(query.accountIds?.length ? { ids: query.accountIds } : {}),
    ...(query.usernames?.length ? { usernames: query.usernames.map(foldUsername) } : {}),
  };
  const input = { ...queryParams(app, accessScope), ...named };
  const rows = await selectMedia(app.reads, { list: query.list, accessScope, input });
  await assertCursorExists(app, viewer, [{ list: query.list, named, isEmpty: rowsIn(rows).length === 0 }]);
  return rows;
}

export async function readMediaItem(
  app: AppContext,
  viewer: Viewer,
  query: { id: string; selection: MediaSelection },
): Promise<FeedRow | null> {
  return await readOne(app, viewer, { lookup: "id", value: query.id, selection: query.selection });
}

/** @throws {ApiError} BAD_USER_INPUT when this is no address of a post */
export async function readMediaByPermalink(
  app: AppContext,
  viewer: Viewer,
  query: { permalink: string; selection: MediaSelection },
): Promise<FeedRow | null> {
  const value = shortcodeOf(query.permalink);
  if (value === null) {
    throw new ApiError("BAD_USER_INPUT", "`permalink` is not the address of a post at Instagram.", {
      nextStep:
        "Open the post at instagram.com and copy its address, such as https://www.instagram.com/p/DCxyz123abc/.",
    });
  }
  return await readOne(app, viewer, { lookup: "shortcode", value, selection: query.selection });
}

async function readOne(
  app: AppContext,
  viewer: Viewer,
  query: { lookup: "id" | "shortcode"; value: string; selection: MediaSelection },
): Promise<FeedRow | null> {
  const { lookup, value, selection } = query;
  const accessScope = accessScopeOf(viewer, app.config);
  if (accessScope.accountIds?.length === 0) return null;
  const input = { ...queryParams(app, accessScope), lookup: value };
  return await selectMediaItem(app.reads, { selection, lookup, accessScope, input });
}
