import { type AppContext, inTransaction } from "../../app-context.js";
import type { JobRow } from "../../db/schema/bulk-jobs.js";
import { blockedCallOf } from "../../instagram/to-api-error.js";
import { DAY_MS, SECOND_MS } from "../../lib/clock.js";
import { ApiError, type ErrorCode, isAlreadyRunning } from "../../lib/errors.js";
import { processDueRows } from "../../lib/process-due-rows.js";
import { runItem } from "./run-item.js";
import {
  type ClaimedItem,
  claimItem,
  countItem,
  delayJob,
  finishItem,
  finishJobs,
  type ItemClaim,
  markStarted,
  releaseItem,
  renewItem,
} from "./store.js";

/** Per process, over all jobs. */
const WIDTH = 4;
const ITEMS_MAX = 100_000;
/** A third of the lease. */
const HEARTBEAT_MS = 20 * SECOND_MS;
const THROTTLE_S = 3_600;
const SOON_MS = 10 * SECOND_MS;

/** Several accounts at once, until none is left or the signal fires. Processes may run it concurrently. */
export async function processJobs(app: AppContext, signal: AbortSignal): Promise<{ itemCount: number }> {
  if (busy.has(app.sql)) return { itemCount: 0 };
  busy.add(app.sql);
  const sandbox = app.config.mode === "sandbox";
  let itemCount = 0;
  try {
    await processDueRows<ClaimedItem>(
      {
        concurrency: async () => WIDTH,
        async claim() {
          const now = app.clock.now();
          const claims = Array.from({ length: WIDTH }, () => claimItem(app.db, { sandbox, now }));
          return (await Promise.all(claims)).filter((claim) => claim !== null);
        },
        async release(claims) {
          for (const { item } of claims) await releaseItem(app.db, item, null);
        },
        rowsMax: ITEMS_MAX,
        async run(claim) {
          itemCount++;
          return await workOn(app, claim, signal);
        },
      },
      signal,
    );
    await endJobs(app);
    return { itemCount };
  } finally {
    busy.delete(app.sql);
  }
}

/** Databases that this process already works on: a new job and the schedule together would double the concurrency. */
const busy = new WeakSet<object>();

/** False if the database fails: no more accounts are claimed. */
async function workOn(app: AppContext, claim: ClaimedItem, signal: AbortSignal): Promise<boolean> {
  const { item, job } = claim;
  try {
    if (!job.startedAt) await markStarted(app.db, job.id, app.clock.now());
    await withHeartbeat(app, item, async () => {
      const result = await outcomeOf(runItem(app, claim, signal), app, claim);
      if ("outcome" in result) await keep(app, item, result);
      else await releaseItems(app, item, result);
    });
    return true;
  } catch (error) {
    if (!app.outage.explains(error))
      app.log.error({ err: error, jobId: item.jobId, accountId: item.accountId }, "account of a job not noted");
    return false;
  }
}

async function endJobs(app: AppContext): Promise<void> {
  const ended = await finishJobs(app.db, app.config.mode === "sandbox", app.clock.now());
  for (const jobId of ended) app.log.info({ jobId }, "job ended");
}

async function withHeartbeat(app: AppContext, item: ItemClaim, act: () => Promise<void>): Promise<void> {
  const sign = setInterval(() => {
    renewItem(app.db, item).catch((err: unknown) => {
      if (!app.outage.explains(err)) app.log.warn({ err, jobId: item.jobId }, "lease not renewed");
    });
  }, HEARTBEAT_MS);
  try {
    await act();
  } finally {
    clearInterval(sign);
  }
}

interface ItemResult {
  outcome: "ok" | "skipped" | ErrorCode;
  message: string | null;
}

interface Unfinished {
  isPutOff: "JOB" | "ACCOUNT" | null;
  until: Date | null;
}

async function outcomeOf(
  act: ReturnType<typeof runItem>,
  app: AppContext,
  { item, job }: ClaimedItem,
): Promise<ItemResult | Unfinished> {
  try {
    return (await act) === "DONE" ? { outcome: "ok", message: null } : { isPutOff: null, until: null };
  } catch (error) {
    const later = postponed(error, { job, now: app.clock.now() });
    if (later) return later;
    if (error instanceof ApiError) return { outcome: outcomeFor(error), message: error.message };
    if (app.outage.explains(error))
      return { isPutOff: "ACCOUNT", until: new Date(app.clock.now().getTime() + SOON_MS) };
    app.log.error({ err: error, jobId: item.jobId, accountId: item.accountId }, "account of a job broke");
    return { outcome: "INTERNAL_SERVER_ERROR", message: "Something went wrong on this server." };
  }
}

/** A fresh token needs no refresh. */
function outcomeFor({ code }: ApiError): ItemResult["outcome"] {
  return code === "TOKEN_TOO_YOUNG" ? "skipped" : code;
}

/** While Instagram must not be called, the account waits, or the job if all are blocked. At most a day. */
function postponed(error: unknown, { job, now }: { job: JobRow; now: Date }): Unfinished | null {
  if (!(error instanceof ApiError) || now.getTime() - job.createdAt.getTime() > DAY_MS) return null;
  const blocked = blockedCallOf(error);
  if (blocked) return { isPutOff: blocked.scope === "APP" ? "JOB" : "ACCOUNT", until: blocked.until };
  if (isAlreadyRunning(error)) return { isPutOff: "ACCOUNT", until: new Date(now.getTime() + SOON_MS) };
  if (error.code !== "INSTAGRAM_RATE_LIMITED") return null;
  return { isPutOff: "ACCOUNT", until: new Date(now.getTime() + (error.retryAfterS ?? THROTTLE_S) * SECOND_MS) };
}

async function releaseItems(app: AppContext, item: ItemClaim, { isPutOff, until }: Unfinished): Promise<void> {
  if (isPutOff === "JOB" && until) await delayJob(app.db, item.jobId, until);
  await releaseItem(app.db, item, isPutOff === "ACCOUNT" ? until : null);
}

const COUNTED: Record<string, "doneCount" | "skippedCount"> = { ok: "doneCount", skipped: "skippedCount" };

async function keep(app: AppContext, item: ItemClaim, result: ItemResult): Promise<void> {
  const left = await inTransaction(app, async (app) => {
    if (!(await finishItem(app.db, item, { ...result, finishedAt: app.clock.now() }))) return null;
    return await countItem(app.db, item.jobId, COUNTED[result.outcome] ?? "failedCount");
  });
  if (left === 0) await endJobs(app);
}
