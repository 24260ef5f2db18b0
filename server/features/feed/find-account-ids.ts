import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { accessScopeOf, type Viewer } from "../../viewer.js";
import { type AccountFilter, searchText } from "./account-filter.js";
import { selectAccountIds } from "./account-list.js";
import { queryParams } from "./query-params.js";

export interface IdSearch {
  filter: AccountFilter;
  max: number;
}

/**
 * All visible accounts that match, earliest connected first: one statement.
 * @throws {ApiError} BAD_USER_INPUT when there are more than `max`
 */
export async function findAccountIds(app: AppContext, { filter, max }: IdSearch, viewer: Viewer): Promise<string[]> {
  const accessScope = accessScopeOf(viewer, app.config);
  const search = searchText(filter.search);
  const input = queryParams(app, accessScope);
  const ids = await selectAccountIds(app.reads, { filter, search, limit: max + 1, accessScope, input });
  if (ids.length <= max) return ids;
  throw new ApiError("BAD_USER_INPUT", `The filter holds more than ${max} accounts.`, {
    nextStep: "Narrow the filter, and begin one job after the other.",
  });
}
