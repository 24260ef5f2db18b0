import { isBlockedCall } from "../../instagram/to-api-error.js";
import { ApiError } from "../../lib/errors.js";
import { processDueRows } from "../../lib/process-due-rows.js";
import { type RateLimitContext, waitForCapacity } from "./read-circuit.js";

export interface DueCalls<T> {
  /** Per process, while Instagram is not busy. */
  width: number;
  /** The longest due first. */
  claim(limit: number): Promise<T[]>;
  /** Those not started. */
  release(rows: T[]): Promise<void>;
  run(row: T): Promise<unknown>;
  accountIdOf(row: T): string;
  bugMessage: string;
}

const ROWS_MAX = 10_000;

/**
 * Makes the calls of due rows, several at once, until none is left, calls are blocked, or the signal fires. One failure never
 * stops the others. A blocked call counts neither as done nor as failed.
 */
export async function callForDueRows<T>(
  app: RateLimitContext,
  due: DueCalls<T>,
  signal: AbortSignal,
): Promise<{ doneCount: number; failedCount: number }> {
  const count = { doneCount: 0, failedCount: 0 };
  const run = async (row: T) => {
    try {
      await due.run(row);
      count.doneCount++;
    } catch (error) {
      if (isBlockedCall(error)) return !isBlockedCall(error, "APP");
      if (!(error instanceof ApiError) && !app.outage.explains(error))
        app.log.error({ accountId: due.accountIdOf(row), err: error }, due.bugMessage);
      count.failedCount++;
    }
    return true;
  };
  const concurrency = () => waitForCapacity(app, { width: due.width, signal });
  await processDueRows({ concurrency, claim: due.claim, run, release: due.release, rowsMax: ROWS_MAX }, signal);
  return count;
}
