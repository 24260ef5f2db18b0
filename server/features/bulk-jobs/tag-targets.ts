import type { AppContext } from "../../app-context.js";
import type { Viewer } from "../../viewer.js";
import { type TagChanges, tagAccounts } from "../accounts/tag-accounts.js";
import { findTargets, type Targets } from "./find-targets.js";

/**
 * Tags accounts that are named or filtered, without a job: it takes seconds. Returns how many changed.
 * @throws {ApiError} as `findTargets` and `tagAccounts`
 */
export async function tagTargets(app: AppContext, input: Targets & { tags: TagChanges }, by: Viewer): Promise<number> {
  const accountIds = await findTargets(app, input, by);
  return await tagAccounts(app, { accountIds, tags: input.tags }, by);
}
