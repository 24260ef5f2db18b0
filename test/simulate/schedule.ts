import type { AppContext } from "../../server/app-context.js";
import { nextFullSyncAt, nextSyncAt } from "../../server/features/sync/sync-schedule.js";
import { plannedRefreshAt } from "../../server/features/tokens/token-health.js";
import { DAY_MS, HOUR_MS } from "../../server/lib/clock.js";
import { retryDelayMs } from "../../server/lib/retry-delay.js";

/** This share of the accounts is imported within one hour; the others were connected before, on any day. */
const IMPORTED = 0.1;
const IMPORT_AT = 5 * 24;
/** Instagram is down for all: calls are blocked, and what is due waits. */
const OUTAGE = { from: 20 * 24, to: 20 * 24 + 3 };
/** Then processes catch up with this much more than the mean, in the order of what is due. */
const CATCH_UP = 1.5;
/** Calls that fail, and accounts of which every call fails. */
const FAILING = 0.01;
const BROKEN = 0.005;
const LIFE_MS = 60 * DAY_MS;
const EPOCH = new Date(0);

export type Work = "syncs" | "full syncs" | "refreshes";
/** How many syncs and refreshes begin in each hour, and how many full syncs become due: the account's next sync begins them. */
export type Hours = Record<Work, Uint32Array>;

/**
 * The calls to Instagram of `accountCount` accounts over `dayCount` days, by the server's own functions for due times, jitter
 * and back-off. Instants are hours since the beginning. The server's functions give an account the same jitter each time, so
 * that each of them is called once an account, and for each failure.
 */
export function simulateSchedule(accountCount: number, dayCount: number): Hours {
  const end = dayCount * 24;
  const hours = { syncs: new Uint32Array(end), "full syncs": new Uint32Array(end), refreshes: new Uint32Array(end) };
  const app = { config: { syncEveryMs: 3 * HOUR_MS, fullSyncEveryMs: 7 * DAY_MS } } as AppContext;
  for (let n = 0; n < accountCount; n++) {
    const id = `acc_${n}`;
    const isImported = n < accountCount * IMPORTED;
    const importedAt = IMPORT_AT + Math.random();
    const first = (every: number) => (isImported ? importedAt + every : Math.random() * every);
    const every = inHours(nextSyncAt(app, id, { from: EPOCH }));
    const everyFull = inHours(nextFullSyncAt(app, id, { from: EPOCH }));
    const life = { issuedAt: EPOCH, expiresAt: new Date(LIFE_MS) };
    const everyRefresh = inHours(plannedRefreshAt({ accountId: id, ...life }));
    const isBroken = n % Math.round(1 / BROKEN) === 0;
    syncOne(hours, { first: first(every), every, firstFull: first(everyFull), everyFull, isBroken });
    refreshOne(hours.refreshes, { first: first(everyRefresh), every: everyRefresh });
  }
  return hours;
}

interface Rhythm {
  first: number;
  every: number;
}

interface SyncRhythm extends Rhythm {
  firstFull: number;
  everyFull: number;
  isBroken: boolean;
}

function syncOne(hours: Hours, { first, every, firstFull, everyFull, isBroken }: SyncRhythm): void {
  const { syncs, "full syncs": fullSyncs } = hours;
  let due = first;
  let fullDue = firstFull;
  for (let attempts = 0; due < syncs.length; attempts++) {
    // All that succeed in a row, then one that fails.
    for (let left = isBroken ? 0 : successesInRow(); left > 0 && due < syncs.length; left--) {
      const at = isInOutage(due) ? caughtUpAt(due) : due;
      count(syncs, at);
      if (fullDue <= at) {
        count(fullSyncs, fullDue);
        fullDue = at + everyFull;
      }
      due = at + every;
      attempts = 0;
    }
    const at = isInOutage(due) ? caughtUpAt(due) : due;
    count(syncs, at);
    due = at + retryDelayMs(attempts + 1, null) / HOUR_MS;
  }
}

function refreshOne(refreshes: Uint32Array, { first, every }: Rhythm): void {
  let due = first;
  for (let attempts = 0; due < refreshes.length; ) {
    const at = due < OUTAGE.from ? due : Math.max(due, caughtUpAt(due));
    count(refreshes, at);
    const isFailed = Math.random() < FAILING;
    attempts = isFailed ? attempts + 1 : 0;
    due = at + (isFailed ? retryDelayMs(attempts, null) / HOUR_MS : every);
  }
}

function count(counts: Uint32Array, at: number): void {
  const hour = at | 0;
  if (hour < counts.length) counts[hour] = (counts[hour] as number) + 1;
}

/** All accounts become due in an outage as long as SYNC_EVERY, none of them before it has had its turn. */
function isInOutage(due: number): boolean {
  return due >= OUTAGE.from && due < OUTAGE.to;
}

function caughtUpAt(due: number): number {
  return OUTAGE.to + (due - OUTAGE.from) / CATCH_UP;
}

function successesInRow(): number {
  return Math.floor(Math.log(1 - Math.random()) / Math.log(1 - FAILING));
}

function inHours(instant: Date): number {
  return instant.getTime() / HOUR_MS;
}

export interface Peak {
  work: Work;
  mean: number;
  peak: number;
  ratio: number;
  /** When the fullest hour begins. */
  at: string;
}

/** The fullest hour of each kind of work, beside its mean hour. */
export function peaksOf(hours: Hours): Peak[] {
  return (Object.keys(hours) as Work[]).map((work) => {
    const counts = hours[work];
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const hour = counts.reduce((fullest, count, n) => (count > (counts[fullest] ?? 0) ? n : fullest), 0);
    const peak = counts[hour] ?? 0;
    return { work, mean, peak, ratio: peak / mean, at: `day ${Math.floor(hour / 24)}, ${hour % 24}:00` };
  });
}
