import type { AppContext } from "../../app-context.js";
import type { SyncRunOutcome } from "../../db/schema/sync-runs.js";
import type { InstagramErrorCause } from "../../instagram/errors.js";
import { countDaily } from "../stats/count-daily.js";
import { deleteProgress, insertRun } from "./run-store.js";

/** A sync that has ended, well or not. */
export interface SyncRun {
  accountId: string;
  startedAt: Date;
  ms: number;
  full: boolean;
  outcome: SyncRunOutcome;
  cause: InstagramErrorCause | null;
  counts: RunCounts;
}

export interface RunCounts {
  newCount: number;
  changedCount: number;
  removedCount: number;
  /** Posts of a media type that this server does not know; they are left out. */
  unknownTypeCount: number;
  brokenCount: number;
  /** Calls made to Instagram, repeated ones too. */
  callCount: number;
}

/** Keeps what a sync did; call it last in the transaction that writes its outcome, as it holds the day's count. */
export async function saveSyncRun(app: AppContext, { counts, ...run }: SyncRun): Promise<void> {
  const { newCount, changedCount, removedCount, unknownTypeCount, brokenCount, callCount } = counts;
  const row = { newCount, changedCount, removedCount, unknownTypeCount, brokenCount, callCount };
  await insertRun(app.db, { ...run, ...row, ms: Math.round(run.ms) });
  await deleteProgress(app.db, run.accountId);
  app.metrics.syncs.inc({ outcome: run.outcome === "FAILED" ? (run.cause ?? "BUG") : run.outcome });
  if (run.outcome !== "INTERRUPTED") await countDaily(app, run.outcome === "OK" ? "synced" : "sync_failed");
}
