import { type AppContext, inTransaction } from "../../app-context.js";
import type { JobRow } from "../../db/schema/bulk-jobs.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { cancelRow, selectJob } from "./store.js";

/**
 * Cancels a job: accounts in progress finish, no others start. No effect on a finished job.
 * @throws {ApiError} NOT_FOUND
 */
export async function cancelJob(app: AppContext, id: string, by: Viewer): Promise<JobRow> {
  const sandbox = app.config.mode === "sandbox";
  return await inTransaction(app, async (app) => {
    const cancelled = await cancelRow(app.db, { id, sandbox, at: app.clock.now() });
    if (cancelled) {
      await recordEvent(app, { by, action: "job.cancelled", accountId: null, subject: id });
      return cancelled;
    }
    const over = await selectJob(app.db, id, sandbox);
    if (!over) throw new ApiError("NOT_FOUND", "There is no job with this id.");
    return over;
  });
}
