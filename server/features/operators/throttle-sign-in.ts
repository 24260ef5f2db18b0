import { type AppContext, inTransaction } from "../../app-context.js";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { ApiError } from "../../lib/errors.js";
import { deleteFailure, insertFailure, lockAttempts, selectFailures } from "./store.js";

const FAILURES_MAX = 10;
/** For how long a failed try counts. */
export const FAILURE_WINDOW_MS = 15 * MINUTE_MS;

export interface Attempt {
  id: number;
  /** How many may fail after it before a wait. */
  leftCount: number;
}

/**
 * Records a sign-in as failed before the check, so that concurrent ones count. Failures before `passwordSetAt` do not count.
 * Stored in the database, so that all processes agree.
 * @throws {ApiError} RATE_LIMITED when the pair of address and e-mail has failed too often; that one is not counted
 */
export async function recordAttempt(
  app: AppContext,
  pair: string,
  { passwordSetAt }: { passwordSetAt: Date | null },
): Promise<Attempt> {
  const now = app.clock.now();
  return await inTransaction(app, async (app) => {
    await lockAttempts(app.db, pair);
    const windowAt = new Date(now.getTime() - FAILURE_WINDOW_MS);
    // A moment in the future, left by a wrong clock, would forgive every failure.
    const since = passwordSetAt && passwordSetAt > windowAt && passwordSetAt <= now ? passwordSetAt : windowAt;
    const failures = await selectFailures(app.db, pair, { since, limit: FAILURES_MAX });
    const oldest = failures[FAILURES_MAX - 1];
    if (!oldest) {
      return { id: await insertFailure(app.db, pair, now), leftCount: FAILURES_MAX - failures.length - 1 };
    }
    const retryAfterS = Math.max(1, Math.ceil((oldest.getTime() + FAILURE_WINDOW_MS - now.getTime()) / SECOND_MS));
    throw new ApiError("RATE_LIMITED", "Too many failed sign-ins with this e-mail from your address.", {
      retryAfterS,
      nextStep: `Wait ${Math.ceil(retryAfterS / 60)} minutes, then try again.`,
    });
  });
}

export async function clearAttempt(app: AppContext, tryId: number): Promise<void> {
  await deleteFailure(app.db, tryId);
}
