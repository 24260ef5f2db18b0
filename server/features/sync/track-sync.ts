import type { AppContext } from "../../app-context.js";
import { afterCommit } from "../../db/after-commit.js";
import type { SyncRunOutcome } from "../../db/schema/sync-runs.js";
import type { InstagramErrorCause } from "../../instagram/errors.js";
import type { Instagram } from "../../instagram/types.js";
import { countDaily } from "../stats/count-daily.js";
import { deleteProgress, insertRuns, selectProgressOf, upsertProgress } from "./run-store.js";

type ReadCounts = Omit<RunCounts, "callCount">;

export interface TrackedSync {
  instagram: Instagram;
  hasCalled(): boolean;
  begin(): Promise<void>;
  /** The run to save, as `end` saves it. */
  result(ended: EndedSync): SyncRun;
  onPage(app: AppContext, done: ReadCounts & { pageCount: number; postCount: number }): Promise<void>;
  /** Saves the run, in the transaction of its result; without counts, those of the last page. */
  end(app: AppContext, ended: EndedSync): Promise<void>;
}

export interface EndedSync {
  outcome: SyncRunOutcome;
  cause?: InstagramErrorCause;
  counts?: ReadCounts;
}

/**
 * Tracks a sync from now: counts its calls, shows its progress, and saves a run. Shows none of a scheduled sync of the news,
 * which is over in a moment.
 */
export function trackSync(app: AppContext, { isShown, ...sync }: TrackedAccount): TrackedSync {
  const startedAt = app.clock.now();
  const startedMs = performance.now();
  let callCount = 0;
  let counts: ReadCounts = NONE;
  const showProgress = async (app: AppContext, read: { pageCount: number; postCount: number }) => {
    if (isShown) await upsertProgress(app.db, { ...sync, startedAt, ...read });
  };
  const result = ({ outcome, cause, counts: whole }: EndedSync): SyncRun => {
    const done = { ...(whole ?? counts), callCount };
    return { ...sync, startedAt, ms: performance.now() - startedMs, outcome, cause: cause ?? null, counts: done };
  };
  return {
    instagram: app.instagram.forAccount(sync.accountId).withListener(() => callCount++),
    hasCalled: () => callCount > 0,
    begin: () => showProgress(app, { pageCount: 0, postCount: 0 }),
    async onPage(app, done) {
      counts = done;
      await showProgress(app, { pageCount: done.pageCount, postCount: done.postCount });
    },
    result,
    end: (app, ended) => saveSyncRuns(app, [result(ended)]),
  };
}

interface TrackedAccount {
  accountId: string;
  full: boolean;
  isShown: boolean;
}

const NONE: ReadCounts = { newCount: 0, changedCount: 0, removedCount: 0, unknownTypeCount: 0, brokenCount: 0 };

export async function countPages(app: AppContext, accountId: string): Promise<number> {
  const [row] = await selectProgressOf(app.db, [accountId]);
  return row?.progress?.pageCount ?? 0;
}

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
  unknownTypeCount: number;
  brokenCount: number;
  callCount: number;
}

/** Saves runs; call it in the transaction of their results. */
export async function saveSyncRuns(app: AppContext, runs: readonly SyncRun[]): Promise<void> {
  if (runs.length === 0) return;
  await insertRuns(app.db, runs.map(toRow));
  await deleteProgress(
    app.db,
    runs.map(({ accountId }) => accountId),
  );
  for (const run of runs) {
    const outcome = run.outcome === "FAILED" ? (run.cause ?? "BUG") : run.outcome;
    afterCommit(app.db, () => app.metrics.syncs.inc({ outcome }));
    if (run.outcome !== "INTERRUPTED") countDaily(app, run.outcome === "OK" ? "synced" : "sync_failed");
  }
}

function toRow({ counts, ...run }: SyncRun) {
  const { newCount, changedCount, removedCount, unknownTypeCount, brokenCount, callCount } = counts;
  const row = { newCount, changedCount, removedCount, unknownTypeCount, brokenCount, callCount };
  return { ...run, ...row, ms: Math.round(run.ms) };
}
