import type { AppContext } from "../../app-context.js";
import { afterCommit } from "../../db/after-commit.js";
import type { SyncRunOutcome } from "../../db/schema/sync-runs.js";
import type { InstagramErrorCause } from "../../instagram/errors.js";
import type { Instagram } from "../../instagram/types.js";
import { countDaily } from "../stats/count-daily.js";
import { deleteProgress, insertRun, selectProgressOf, upsertProgress } from "./run-store.js";

type ReadCounts = Omit<RunCounts, "callCount">;

export interface TrackedSync {
  instagram: Instagram;
  hasCalled(): boolean;
  begin(): Promise<void>;
  onPage(app: AppContext, done: ReadCounts & { pageCount: number; postCount: number }): Promise<void>;
  /** Saves the run, in the transaction of its result; without counts, those of the last page. */
  end(
    app: AppContext,
    ended: { outcome: SyncRunOutcome; cause?: InstagramErrorCause; counts?: ReadCounts },
  ): Promise<void>;
}

/** Tracks a sync from now: counts its calls, shows its progress, and saves a run. */
export function trackSync(app: AppContext, sync: { accountId: string; full: boolean }): TrackedSync {
  const startedAt = app.clock.now();
  const startedMs = performance.now();
  let callCount = 0;
  let counts: ReadCounts = NONE;
  return {
    instagram: app.instagram.forAccount(sync.accountId).withListener(() => callCount++),
    hasCalled: () => callCount > 0,
    begin: () => upsertProgress(app.db, { ...sync, startedAt, pageCount: 0, postCount: 0 }),
    async onPage(app, done) {
      const { pageCount, postCount } = done;
      counts = done;
      await upsertProgress(app.db, { ...sync, startedAt, pageCount, postCount });
    },
    async end(app, { outcome, cause, counts: whole }) {
      const ms = performance.now() - startedMs;
      const done = { ...(whole ?? counts), callCount };
      await saveSyncRun(app, { ...sync, startedAt, ms, outcome, cause: cause ?? null, counts: done });
    },
  };
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

/** Saves a run; call it in the transaction of its result. */
export async function saveSyncRun(app: AppContext, { counts, ...run }: SyncRun): Promise<void> {
  const { newCount, changedCount, removedCount, unknownTypeCount, brokenCount, callCount } = counts;
  const row = { newCount, changedCount, removedCount, unknownTypeCount, brokenCount, callCount };
  await insertRun(app.db, { ...run, ...row, ms: Math.round(run.ms) });
  await deleteProgress(app.db, run.accountId);
  const outcome = run.outcome === "FAILED" ? (run.cause ?? "BUG") : run.outcome;
  afterCommit(app.db, () => app.metrics.syncs.inc({ outcome }));
  if (run.outcome !== "INTERRUPTED") countDaily(app, run.outcome === "OK" ? "synced" : "sync_failed");
}
