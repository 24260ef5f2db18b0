import { type AppContext, inTransaction } from "../../app-context.js";
import type { JobRow } from "../../db/schema/bulk-jobs.js";
import { blockedCallOf } from "../../instagram/to-api-error.js";
import { isAlreadyRunning } from "../../lib/already-running.js";
import { DAY_MS, SECOND_MS } from "../../lib/clock.js";
import { ApiError, type ErrorCode } from "../../lib/errors.js";
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

/** Accounts that one process has in hand at once, over all jobs. */
const WIDTH = 4;
const ITEMS_MAX = 100_000;
/** A third of the lease. */
const HEARTBEAT_MS = 20 * SECOND_MS;
/** How long a throttled account waits where Instagram does not say. */
const THROTTLE_S = 3_600;
/** How long an account waits that another worker is at, or that the database failed. */
const SOON_MS = 10 * SECOND_MS;

/**
 * Works on the jobs that operators have begun, the oldest first, some accounts at once, until none is left or the signal
 * fires; a job that is begun meanwhile is begun here. Any number of processes may do this at once: what a killed one had in
 * hand is taken up when its lease has run out.
 */
export async function processJobs(app: AppContext, signal: AbortSignal): Promise<{ itemCount: number }> {
  if (busy.has(app.sql)) return { itemCount: 0 };
  busy.add(app.sql);
  const sandbox = app.config.mode === "sandbox";
  let itemCount = 0;
  try {
    await processDueRows<ClaimedItem>(
      {
        width: async () => WIDTH,
        async claim() {
          const now = app.clock.now();
          const claims = Array.from({ length: WIDTH }, () => claimItem(app.db, { sandbox, now }));
          return (await Promise.all(claims)).filter((claim) => claim !== null);
        },
        async release(claims) {
          for (const { item } of claims) await releaseItem(app.db, item, null);
        },
        rowsMax: ITEMS_MAX,
        async act(claim) {
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

/** Databases that this process works on already: a job just begun and the schedule would double the width. */
const busy = new WeakSet<object>();

/** False when the database fails: nothing more is taken in hand then. */
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

/** Ends the jobs that nothing is left of. */
async function endJobs(app: AppContext): Promise<void> {
  const ended = await finishJobs(app.db, app.config.mode === "sandbox", app.clock.now());
  for (const jobId of ended) app.log.info({ jobId }, "job ended");
}

/** Renews the lease for as long as `act` takes. */
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
  outcome: "ok" | ErrorCode;
  message: string | null;
}

/** An account that was not finished: it is taken up again, when something is put off, then. */
interface Unfinished {
  /** What is not to be gone on with before an instant; null where it goes on at once. */
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
    if (error instanceof ApiError) return { outcome: error.code, message: error.message };
    if (app.outage.explains(error))
      return { isPutOff: "ACCOUNT", until: new Date(app.clock.now().getTime() + SOON_MS) };
    app.log.error({ err: error, jobId: item.jobId, accountId: item.accountId }, "account of a job broke");
    return { outcome: "INTERNAL_SERVER_ERROR", message: "Something went wrong on this server." };
  }
}

/**
 * While Instagram is not to be called an account waits, and the job where it is for all of them; while another worker is at
 * it the account waits, too. But for no more than a day.
 */
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

async function keep(app: AppContext, item: ItemClaim, result: ItemResult): Promise<void> {
  const left = await inTransaction(app, async (app) => {
    if (!(await finishItem(app.db, item, { ...result, finishedAt: app.clock.now() }))) return null;
    return await countItem(app.db, item.jobId, result.outcome === "ok" ? "doneCount" : "failedCount");
  });
  if (left === 0) await endJobs(app);
}
