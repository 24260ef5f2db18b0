import { isBlockedCall } from "../../instagram/to-api-error.js";
import { ApiError } from "../../lib/errors.js";
import { processDueRows } from "../../lib/process-due-rows.js";
import { type RateLimitContext, waitForCapacity } from "./read-circuit.js";

export interface DueCalls<T> {
  width: number;
  claim(limit: number): Promise<T[]>;
  release(rows: T[]): Promise<void>;
  run(row: T): Promise<unknown>;
  accountIdOf(row: T): string;
  bugMessage: string;
}

const ROWS_MAX = 10_000;

/** Until none is left, calls are blocked, or the signal fires. A blocked call counts as neither done nor failed. */
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
