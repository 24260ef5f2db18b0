import { isBlockedCall } from "../../instagram/to-api-error.js";
import type { Instagram } from "../../instagram/types.js";
import { ApiError } from "../../lib/errors.js";
import { processDueRows } from "../../lib/process-due-rows.js";
import type { AdaptiveWidth } from "./adaptive-width.js";
import { type RateLimitContext, waitForCapacity } from "./read-circuit.js";

/** With a client that is listened to. */
type Calling = RateLimitContext & { instagram: Instagram };

export interface DueCalls<T, A extends Calling> {
  width: AdaptiveWidth;
  claim(limit: number): Promise<T[]>;
  release(rows: T[]): Promise<void>;
  run(app: A, row: T): Promise<unknown>;
  accountIdOf(row: T): string;
  bugMessage: string;
}

/** In a round; its time ends it earlier. */
const ROWS_MAX = 1_000_000;

/** Until none is left, calls are blocked, or the signal fires. A blocked call counts as neither done nor failed. */
export async function callForDueRows<T, A extends Calling>(
  app: A,
  due: DueCalls<T, A>,
  signal: AbortSignal,
): Promise<{ doneCount: number; failedCount: number }> {
  const count = { doneCount: 0, failedCount: 0 };
  const run = async (row: T) => {
    const startedMs = performance.now();
    let calledMs = 0;
    const instagram = app.instagram.withListener(({ ms }) => {
      calledMs += ms;
    });
    try {
      await due.run({ ...app, instagram }, row);
      count.doneCount++;
    } catch (error) {
      if (isBlockedCall(error)) return !isBlockedCall(error, "APP");
      if (!(error instanceof ApiError) && !app.outage.explains(error))
        app.log.error({ accountId: due.accountIdOf(row), err: error }, due.bugMessage);
      count.failedCount++;
    } finally {
      due.width.record({ totalMs: performance.now() - startedMs, calledMs });
    }
    return true;
  };
  const concurrency = () => waitForCapacity(app, { width: due.width.current(), signal });
  await processDueRows({ concurrency, claim: due.claim, run, release: due.release, rowsMax: ROWS_MAX }, signal);
  return count;
}
