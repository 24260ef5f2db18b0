import type { AppContext } from "./app-context.js";
import type { Db } from "./db/db.js";
import { deleteEndedDeliveries } from "./features/alerts/delivery-store.js";
import { deleteClosedAlerts } from "./features/alerts/store.js";
import { deleteEventsBefore } from "./features/audit/store.js";
import { deleteEndedJobs } from "./features/bulk-jobs/store.js";
import { deleteExpiredStates } from "./features/connect/state-store.js";
import { deleteTombstones } from "./features/media/store.js";
import { deleteExpiredSessions, deleteFailures } from "./features/operators/store.js";
import { FAILURE_WINDOW_MS } from "./features/operators/throttle-sign-in.js";
import { deleteExpiredOwnerSessions } from "./features/owners/store.js";
import { deleteEmptyRequests, deleteReceipts } from "./features/privacy/erasure-store.js";
import { DAYS_MAX } from "./features/stats/daily-stats.js";
import { deleteDaysBefore } from "./features/stats/store.js";
import { deleteJobRuns } from "./features/status/store.js";
import { deleteRunsBefore } from "./features/sync/run-store.js";
import { DAY_MS } from "./lib/clock.js";

/** `/privacy` has a sentence about each. */
export type RetainedKind =
  | "audit log entries"
  | "syncs"
  | "daily counts"
  | "bulk jobs"
  | "last runs of former jobs"
  | "tombstones of posts"
  | "OAuth states"
  | "sessions"
  | "owners' sessions"
  | "failed sign-ins"
  | "alerts"
  | "alert deliveries"
  | "receipts of erasures"
  | "empty erasure requests";

export interface Retention {
  what: RetainedKind;
  job: string;
  /** How long a row stays after its expiry, end or close; without one, after it was written. */
  keepMs: number;
  /** Deletes at most `limit` rows whose end is before an instant; returns how many. */
  delete(db: Db, before: Date, limit: number): Promise<number>;
  /** Rows per statement, if the deletion of a row cascades to many others. */
  batch?: number;
}

/** Rows of an account are also deleted with it; files by `features/assets/delete-unreferenced.ts`. */
export function retention({ config }: Pick<AppContext, "config">): Retention[] {
  return [
    { what: "audit log entries", job: "prune audit log", keepMs: config.eventsKeepMs, delete: deleteEventsBefore },
    { what: "syncs", job: "prune syncs", keepMs: 30 * DAY_MS, delete: deleteRunsBefore },
    { what: "daily counts", job: "prune syncs", keepMs: (DAYS_MAX + 1) * DAY_MS, delete: deleteDaysBefore },
    // A job may have 100,000 items.
    { what: "bulk jobs", job: "prune jobs", keepMs: 30 * DAY_MS, delete: deleteEndedJobs, batch: 10 },
    // Every job runs at least hourly: an older row belongs to a job that was renamed or removed.
    { what: "last runs of former jobs", job: "prune jobs", keepMs: DAY_MS, delete: deleteJobRuns },
    // Until then a client may page on from a removed post.
    { what: "tombstones of posts", job: "prune posts", keepMs: 30 * DAY_MS, delete: deleteTombstones },
    { what: "OAuth states", job: "prune OAuth states", keepMs: 0, delete: deleteExpiredStates },
    { what: "sessions", job: "prune sessions", keepMs: 0, delete: deleteExpiredSessions },
    { what: "owners' sessions", job: "prune sessions", keepMs: 0, delete: deleteExpiredOwnerSessions },
    { what: "failed sign-ins", job: "prune sessions", keepMs: FAILURE_WINDOW_MS, delete: deleteFailures },
    { what: "alerts", job: "prune alerts", keepMs: 90 * DAY_MS, delete: deleteClosedAlerts },
    { what: "alert deliveries", job: "prune alerts", keepMs: 90 * DAY_MS, delete: deleteEndedDeliveries },
    { what: "receipts of erasures", job: "prune erasures", keepMs: 3 * 365 * DAY_MS, delete: deleteReceipts },
    { what: "empty erasure requests", job: "prune erasures", keepMs: 90 * DAY_MS, delete: deleteEmptyRequests },
  ];
}

export async function prune(app: AppContext, job: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (const row of retention(app).filter((row) => row.job === job)) {
    const before = new Date(app.clock.now().getTime() - row.keepMs);
    count += await deleteInBatches(signal, (limit) => row.delete(app.db, before, limit), row.batch);
  }
  return count;
}

const BATCH = 10_000;
const BATCHES_MAX = 1_000;

/** A single statement would time out on a large backlog, and again at each run. Returns how many. */
async function deleteInBatches(
  signal: AbortSignal,
  deleteSome: (limit: number) => Promise<number>,
  batch = BATCH,
): Promise<number> {
  let count = 0;
  for (let n = 0; n < BATCHES_MAX && !signal.aborted; n++) {
    const deleted = await deleteSome(batch);
    count += deleted;
    if (deleted < batch) break;
  }
  return count;
}
