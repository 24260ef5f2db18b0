/** How many due rows run at once. */
export interface AdaptiveWidth {
  current(): number;
  /** How long a row took, and how long of it Instagram. */
  record(row: { totalMs: number; calledMs: number }): void;
}

/** So many rows are worked on here at once, while the others wait for Instagram and cost next to nothing. */
const BUSY = 16;
/** Of rows that wait: each may hold a page of posts for a moment. */
const WIDTH_MAX = 128;
/** What each row leaves of those before: it follows a change within some dozen rows. */
const MEMORY = 0.95;

/**
 * Follows how long Instagram takes: a row that waits nine tenths of its time leaves room for nine others. A busy processor or
 * database lengthens the remaining tenth, and so narrows it again. Begins with `BUSY`.
 */
export function createAdaptiveWidth(): AdaptiveWidth {
  let [totalMs, calledMs] = [0, 0];
  return {
    current() {
      const ownMs = Math.max(totalMs - calledMs, totalMs / WIDTH_MAX);
      return totalMs === 0 ? BUSY : Math.min(WIDTH_MAX, Math.round((BUSY * totalMs) / ownMs));
    },
    record(row) {
      totalMs = MEMORY * totalMs + row.totalMs;
      calledMs = MEMORY * calledMs + Math.min(row.calledMs, row.totalMs);
    },
  };
}
