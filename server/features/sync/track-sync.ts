import type { World } from "../../app-context.js";
import type { RunOutcome } from "../../db/schema/sync-runs.js";
import type { Instagram } from "../../instagram/client.js";
import type { InstagramErrorCause } from "../../instagram/errors.js";
import { upsertProgress } from "./run-store.js";
import { type RunCounts, saveSyncRun } from "./save-sync-run.js";

type ReadCounts = Omit<RunCounts, "callCount">;

/** One sync as it is watched from its beginning to its end. */
export interface TrackedSync {
  /** To make the sync's calls by, so that they are counted. */
  instagram: Instagram;
  /** Whether any call was made. */
  hasCalled(): boolean;
  begin(): Promise<void>;
  /** Tells how far it has come, in the transaction that writes the page. */
  onPage(world: World, done: ReadCounts & { pageCount: number; postCount: number }): Promise<void>;
  /** Keeps what it did, last in the transaction that writes its outcome; without counts, those of the last page. */
  end(world: World, ended: { outcome: RunOutcome; cause?: InstagramErrorCause; counts?: ReadCounts }): Promise<void>;
}

/** Watches the sync that begins now: counts its calls, shows its progress, and keeps a run of it. */
export function trackSync(world: World, sync: { accountId: string; full: boolean }): TrackedSync {
  const startedAt = world.clock.now();
  const startedMs = performance.now();
  let callCount = 0;
  let counts: ReadCounts = NONE;
  return {
    instagram: world.instagram.of(sync.accountId).withListener(() => callCount++),
    hasCalled: () => callCount > 0,
    begin: () => upsertProgress(world.db, { ...sync, startedAt, pageCount: 0, postCount: 0 }),
    async onPage(world, done) {
      const { pageCount, postCount } = done;
      counts = done;
      await upsertProgress(world.db, { ...sync, startedAt, pageCount, postCount });
    },
    async end(world, { outcome, cause, counts: whole }) {
      const ms = performance.now() - startedMs;
      const done = { ...(whole ?? counts), callCount };
      await saveSyncRun(world, { ...sync, startedAt, ms, outcome, cause: cause ?? null, counts: done });
    },
  };
}

const NONE: ReadCounts = { newCount: 0, changedCount: 0, removedCount: 0, unknownTypeCount: 0, brokenCount: 0 };
