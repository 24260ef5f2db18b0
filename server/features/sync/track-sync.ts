import type { AppContext } from "../../app-context.js";
import type { SyncRunOutcome } from "../../db/schema/sync-runs.js";
import type { InstagramErrorCause } from "../../instagram/errors.js";
import type { Instagram } from "../../instagram/types.js";
import { countDaily } from "../stats/daily-stats.js";
import { deleteProgress, insertRun, selectProgressOf, upsertProgress } from "./run-store.js";

type ReadCounts = Omit<RunCounts, "callCount">;

/** One sync as it is watched from its beginning to its end. */
export interface TrackedSync {
  /** To make the sync's calls by, so that they are counted. */
  instagram: Instagram;
  /** Whether any call was made. */
  hasCalled(): boolean;
  begin(): Promise<void>;
  /** Tells how far it has come, in the transaction that writes the page. */
  onPage(app: AppContext, done: ReadCounts & { pageCount: number; postCount: number }): Promise<void>;
  /** Keeps what it did, last in the transaction that writes its outcome; without counts, those of the last page. */
  end(
    app: AppContext,
    ended: { outcome: SyncRunOutcome; cause?: InstagramErrorCause; counts?: ReadCounts },
  ): Promise<void>;
}

/** Watches the sync that begins now: counts its calls, shows its progress, and keeps a run of it. */
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

/** How many pages of posts the sync under way has read; 0 while it has read none, or none is under way. */
export async function countPages(app: AppContext, accountId: string): Promise<number> {
  const [row] = await selectProgressOf(app.db, [accountId]);
  return row?.progress?.pageCount ?? 0;
}

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
async function saveSyncRun(app: AppContext, { counts, ...run }: SyncRun): Promise<void> {
  const { newCount, changedCount, removedCount, unknownTypeCount, brokenCount, callCount } = counts;
  const row = { newCount, changedCount, removedCount, unknownTypeCount, brokenCount, callCount };
  await insertRun(app.db, { ...run, ...row, ms: Math.round(run.ms) });
  await deleteProgress(app.db, run.accountId);
  app.metrics.syncs.inc({ outcome: run.outcome === "FAILED" ? (run.cause ?? "BUG") : run.outcome });
  if (run.outcome !== "INTERRUPTED") await countDaily(app, run.outcome === "OK" ? "synced" : "sync_failed");
}
