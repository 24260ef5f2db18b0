import type { AppContext } from "../../app-context.js";
import type { JobRow } from "../../db/schema/bulk-jobs.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { matchIdList } from "../privacy/match-id-list.js";
import { startJob } from "./start-job.js";

/**
 * Starts a job that erases the accounts of a list that Meta mailed. Leaves out unknown ids and ids of several accounts.
 * @throws {ApiError} BAD_USER_INPUT without a matching account, and as `matchIdList`
 */
export async function startErasure(
  app: AppContext,
  idList: string,
  by: Extract<Viewer, { kind: "OPERATOR" }>,
): Promise<JobRow> {
  const { accounts } = await matchIdList(app, idList);
  if (accounts.length === 0)
    throw new ApiError("BAD_USER_INPUT", "No account here has one of these ids.", {
      nextStep: "There is nothing to erase.",
    });
  const accountIds = accounts.map(({ accountId }) => accountId);
  return await startJob(app, { kind: "ERASE_ACCOUNTS", accountIds, filter: null, full: false }, by);
}
