import { setTimeout as sleep } from "node:timers/promises";

/** Due rows, and how they are claimed, worked on and given back. */
export interface DueRows<T> {
  /** How many rows may be under way at once just now; 0 ends the round. Asked before each row. */
  width(): Promise<number>;
  /** Takes the leases of at most so many rows, the one that is due longest first. */
  claim(limit: number): Promise<T[]>;
  /** Works on one row and must not throw; false ends the round, as nothing can be done just now. */
  act(row: T): Promise<boolean>;
  /** Gives back rows that were not begun. */
  release(rows: T[]): Promise<void>;
  /** Rows that one round takes in hand, or looks for, at the most. */
  rowsMax: number;
}

/** A row that was claimed longer ago is given back rather than begun: the rest of its lease must outlast the work on it. */
const FRESH_MS = 30_000;
/** How often is looked for more while rows are in hand and no other is due. */
const LOOK_MS = 2_000;

/**
 * Works through due rows, some at once and each as soon as a place is free, so that a slow one delays no other, not even
 * one that comes due meanwhile. Ends when nothing is due nor in hand, the width is 0 or the signal fires; rows in hand are
 * then finished, rows not begun given back.
 */
export async function processDueRows<T>(work: DueRows<T>, signal: AbortSignal): Promise<void> {
  const underway = new Set<Promise<void>>();
  let claimed: T[] = [];
  let claimedMs = 0;
  let isOver = false;
  const begin = (row: T) => {
    const act = work.act(row).then((goesOn) => {
      isOver ||= !goesOn;
      underway.delete(act);
    });
    underway.add(act);
  };
  try {
    for (let count = 0; count < work.rowsMax; count++) {
      const width = await work.width();
      while (underway.size >= Math.max(width, 1)) await Promise.race(underway);
      if (width === 0 || isOver || signal.aborted) break;
      if (performance.now() - claimedMs > FRESH_MS) await work.release(claimed.splice(0));
      if (claimed.length === 0) {
        claimedMs = performance.now();
        claimed = await work.claim(2 * width);
      }
      const row = claimed.shift();
      if (row === undefined && !signal.aborted && !(await isAllDone(underway, LOOK_MS))) continue;
      // The signal may have fired while the rows were claimed.
      if (row === undefined || signal.aborted) {
        if (row !== undefined) claimed.unshift(row);
        break;
      }
      begin(row);
    }
  } finally {
    await Promise.all(underway);
    await work.release(claimed);
  }
}

/** Whether all that is under way is done within `ms`. */
async function isAllDone(underway: Iterable<Promise<void>>, ms: number): Promise<boolean> {
  const enough = new AbortController();
  try {
    return await Promise.race([
      Promise.all(underway).then(() => true),
      sleep(ms, false, { signal: enough.signal }).catch(() => false),
    ]);
  } finally {
    enough.abort();
  }
}
