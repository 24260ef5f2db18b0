import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { accessScopeOf, type Viewer } from "../../viewer.js";
import { queryParams } from "./query-params.js";
import type { MediaList } from "./selection.js";
import { type FeedPage, type FeedRow, selectAnchorExists } from "./store.js";

/**
 * Tells a page that is empty because the list ended from one whose `after` was never in reach. Costs a statement only
 * where an answer is empty.
 *
 * @throws {ApiError} BAD_USER_INPUT when `after` names a post that the viewer could not have held
 */
export async function assertCursorExists(app: AppContext, viewer: Viewer, lists: readonly CursorList[]): Promise<void> {
  for (const { list, isEmpty, named } of lists) {
    const { after } = list.filter;
    if (!isEmpty || after === null || !("heldId" in after)) continue;
    const accessScope = accessScopeOf(viewer, app.config);
    const input = { ...queryParams(app, accessScope), ...named };
    if (await selectAnchorExists(app.reads, { id: after.heldId, accessScope, input })) continue;
    throw new ApiError("BAD_USER_INPUT", "`after` names no post that you could have held.", {
      nextStep: "Pass the id of the last post of the page before, or leave `after` out to begin anew.",
    });
  }
}

export interface CursorList {
  list: MediaList;
  isEmpty: boolean;
  /** Whose posts it could hold: all in sight where none is named. */
  named: { ids?: readonly string[]; usernames?: readonly string[] };
}

/** The rows of a list or of a page of a connection. */
export function rowsIn(answer: FeedRow[] | FeedPage): FeedRow[] {
  return Array.isArray(answer) ? answer : answer.rows;
}
