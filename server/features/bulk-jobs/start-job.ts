import { type AppContext, inTransaction } from "../../app-context.js";
import type { JobKind, JobRow } from "../../db/schema/bulk-jobs.js";
import { ApiError } from "../../lib/errors.js";
import { newId } from "../../lib/id.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { findTargets, type Targets } from "./find-targets.js";
import { processJobs } from "./process-jobs.js";
import { insertItems, insertJob } from "./store.js";

export interface JobInput extends Targets {
  kind: JobKind;
  full: boolean;
}

/**
 * Starts a job on many accounts and returns it at once. Any process with JOBS on continues it.
 * @throws {ApiError} BAD_USER_INPUT without exactly one of accounts and filter, or without a matching account
 * @throws {ApiError} NOT_FOUND when a listed account does not exist; nothing is started
 */
export async function startJob(
  app: AppContext,
  input: JobInput,
  by: Extract<Viewer, { kind: "OPERATOR" }>,
): Promise<JobRow> {
  const accountIds = await findTargets(app, input, by);
  const job: JobRow = {
    id: newId("job"),
    sandbox: app.config.mode === "sandbox",
    kind: input.kind,
    full: input.full,
    operatorId: by.operatorId,
    totalCount: accountIds.length,
    doneCount: 0,
    failedCount: 0,
    skippedCount: 0,
    createdAt: app.clock.now(),
    startedAt: null,
    finishedAt: null,
    cancelledAt: null,
    notBefore: null,
  };
  await inTransaction(app, async (app) => {
    await insertJob(app.db, job);
    const count = await insertItems(app.db, { jobId: job.id, accountIds, sandbox: job.sandbox });
    if (count < accountIds.length) throw new ApiError("NOT_FOUND", "There is no account with one of these ids.");
    await recordEvent(app, { by, action: "job.started", accountId: null, subject: job.id });
  });
  app.log.info({ jobId: job.id, kind: job.kind, totalCount: job.totalCount }, "job begun");
  // The schedule continues what this process does not finish.
  if (app.config.jobs) app.background.start("bulk jobs", async (signal) => void (await processJobs(app, signal)));
  return job;
}
