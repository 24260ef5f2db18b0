import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { accessScopeOf, type Viewer } from "../../viewer.js";
import { queryParams } from "./query-params.js";
import type { MediaList } from "./selection.js";
import { type FeedPage, type FeedRow, selectAnchorExists } from "./store.js";

/**
 * Distinguishes the end of a list from an unknown `after`. Needs a statement only for an empty result.
 * @throws {ApiError} BAD_USER_INPUT when the viewer could never have read the post of `after`
 */
export async function assertCursorExists(app: AppContext, viewer: Viewer, lists: readonly CursorList[]): Promise<void> {
  for (const { list, isEmpty, named } of lists) {
    const { after } = list.filter;
    if (!isEmpty || after === null || !("heldId" in after)) continue;
    const accessScope = accessScopeOf(viewer, app.config);
    const input = { ...queryParams(app, accessScope), ...named };
    if (await selectAnchorExists(app.reads, { id: after.heldId, accessScope, input })) continue;
    throw new ApiError("BAD_USER_INPUT", "`after` names no post that you could have held.", {
      nextStep: "Pass the id of the previous page's last post, or omit `after` to start again.",
    });
  }
}

export interface CursorList {
  list: MediaList;
  isEmpty: boolean;
  /** The accounts whose posts may be in the list; all visible ones if none is named. */
  named: { ids?: readonly string[]; usernames?: readonly string[] };
}

export function rowsIn(answer: FeedRow[] | FeedPage): FeedRow[] {
  return Array.isArray(answer) ? answer : answer.rows;
}
