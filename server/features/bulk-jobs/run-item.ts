import type { AppContext } from "../../app-context.js";
import type { JobItemRow, JobRow } from "../../db/schema/bulk-jobs.js";
import type { Viewer } from "../../viewer.js";
import { pauseAccount, resumeAccount } from "../accounts/pause-account.js";
import { syncFully } from "../sync/sync-account.js";
import { refreshInBulk } from "../tokens/refresh-token.js";

/**
 * Runs the job's action on one account, as the operator who started the job. Returns `INTERRUPTED` if the signal fired first.
 */
export async function runItem(
  app: AppContext,
  { job, item }: { job: JobRow; item: Pick<JobItemRow, "accountId"> },
  signal: AbortSignal,
): Promise<"DONE" | "INTERRUPTED"> {
  const by: Viewer = { kind: "OPERATOR", operatorId: job.operatorId, byHeader: false };
  const { accountId } = item;
  switch (job.kind) {
    case "REFRESH_TOKENS":
      await refreshInBulk(app, accountId, by);
      return "DONE";
    case "SYNC_ACCOUNTS":
      return await syncFully(app, accountId, { by, full: job.full, signal });
    case "PAUSE_ACCOUNTS":
      await pauseAccount(app, accountId, by);
      return "DONE";
    case "RESUME_ACCOUNTS":
      await resumeAccount(app, accountId, by);
      return "DONE";
  }
}
