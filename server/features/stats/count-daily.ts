import { setTimeout as sleep } from "node:timers/promises";
import { type AppContext, perProcess } from "../../app-context.js";
import { afterCommit } from "../../db/after-commit.js";
import type { DailyCountKind } from "../../db/schema/daily-counts.js";
import { SECOND_MS } from "../../lib/clock.js";
import { addCounts, type DailyCount } from "./store.js";

/**
 * Counts in this process, and adds to the day's row once a second and at shutdown: a row that every worker writes would be
 * locked until the end of each transaction. A crash loses the counts of its last second. In a transaction it counts at the
 * commit.
 */
export function countDaily(app: AppContext, kind: DailyCountKind): void {
  const day = app.clock.now().toISOString().slice(0, 10);
  afterCommit(app.db, () => {
    const state = gathered(app);
    const name = `${day} ${kind}`;
    const counted = state.counts.get(name);
    state.counts.set(name, { day, kind, count: (counted?.count ?? 0) + 1 });
    if (state.isWaiting) return;
    state.isWaiting = true;
    void app.background.run((signal) => storeSoon(app, signal));
  });
}

const gathered = perProcess(() => ({ counts: new Map<string, DailyCount>(), isWaiting: false }));

async function storeSoon(app: AppContext, signal: AbortSignal): Promise<void> {
  const state = gathered(app);
  do {
    await sleep(SECOND_MS, undefined, { signal }).catch(() => undefined);
    await storeCounts(app);
  } while (state.counts.size > 0 && !signal.aborted);
  state.isWaiting = false;
}

/** Adds what this process has counted; what the database does not take waits for the next time. */
export async function storeCounts(app: AppContext): Promise<void> {
  const state = gathered(app);
  const counts = [...state.counts.values()];
  if (counts.length === 0) return;
  state.counts = new Map();
  try {
    await addCounts(app.pools.jobs.db, app.config.mode === "sandbox", counts);
  } catch {
    // An uncertain commit may count twice: a statistic, not a ledger.
    for (const { day, kind, count } of counts) {
      const name = `${day} ${kind}`;
      state.counts.set(name, { day, kind, count: count + (state.counts.get(name)?.count ?? 0) });
    }
  }
}
