import { type AppContext, inTransaction } from "../../app-context.js";
import type { JobItemRow, JobRow } from "../../db/schema/bulk-jobs.js";
import type { Viewer } from "../../viewer.js";
import { pauseAccount, resumeAccount } from "../accounts/pause-account.js";
import { type ErasureInput, eraseInTransaction } from "../privacy/erase-account.js";
import { syncFully } from "../sync/sync-account.js";
import { refreshInBulk } from "../tokens/refresh-token.js";
import { countItem } from "./store.js";

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
    case "DISCONNECT_ACCOUNTS":
      await erase(app, job, { accountId, by, reason: "OPERATOR", action: "account.disconnected" });
      return "DONE";
    case "ERASE_ACCOUNTS":
      await erase(app, job, { accountId, by, reason: "MAILED_LIST" });
      return "DONE";
  }
}

/** The erasure also deletes the item: both are counted together. The schedule deletes the files. */
async function erase(
  app: AppContext,
  job: JobRow,
  { accountId, ...input }: ErasureInput & { accountId: string },
): Promise<void> {
  await inTransaction(app, async (app) => {
    const receipt = await eraseInTransaction(app, accountId, input);
    if (receipt) await countItem(app.db, job.id, "doneCount");
  });
}
