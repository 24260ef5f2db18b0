import { DAY_MS, MINUTE_MS, SECOND_MS } from "./clock.js";

/** Full jitter, doubling from minutes to a day, at least the minimum. */
export function retryDelayMs(attempts: number, minimumS: number | null): number {
  const longestMs = Math.min(DAY_MS, 5 * MINUTE_MS * 2 ** Math.min(attempts, 12));
  return Math.max(MINUTE_MS + Math.random() * longestMs, (minimumS ?? 0) * SECOND_MS);
}

const STOP_MAX_MS = 15 * MINUTE_MS;

/** The cool-down after the n-th open in a row: full jitter, doubling from one minute to 15 minutes. */
export function doublingDelayMs(times: number): number {
  const longestMs = Math.min(STOP_MAX_MS, MINUTE_MS * 2 ** (Math.min(times, 10) - 1));
  return 5 * SECOND_MS + Math.random() * (longestMs - 5 * SECOND_MS);
}
