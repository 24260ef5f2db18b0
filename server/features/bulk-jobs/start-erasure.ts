import type { AppContext } from "../../app-context.js";
import type { JobRow } from "../../db/schema/bulk-jobs.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { matchIdList } from "../privacy/match-id-list.js";
import { startJob } from "./start-job.js";

/**
 * Starts a job that erases the accounts of a list that Meta mailed, each with a receipt. Ids that are unknown, or mean
 * more than one account, are left out.
 * @throws {ApiError} BAD_USER_INPUT when no account is meant, and what `matchIdList` throws
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
