import { type InstagramFailure, isReconnectCause } from "../instagram/failures.js";
import { DAY_MS, MINUTE_MS } from "../lib/clock.js";
import type { World } from "../world.js";
import { type NewToken, selectToken, updateToken } from "./store.js";
import type { TokenRow } from "./table.js";

/** What a failed refresh leaves on the token: a reconnect cause ends the retries, anything else puts them off. */
export function failureColumns(world: World, token: TokenRow, failure: InstagramFailure): Partial<NewToken> {
  const now = world.clock.now();
  const attempts = token.failureAttempts + 1;
  return {
    failureCause: failure.failureCause,
    failureFirstAt: token.failureFirstAt ?? now,
    failureLastAt: now,
    failureAttempts: attempts,
    nextRefreshAt: isReconnectCause(failure.failureCause) ? null : retryAt(now, attempts, failure.retryAfterS),
  };
}

/** Notes that Instagram refused the token for good while something else, such as a sync, used it. */
export async function noteRevocation(world: World, accountId: string, failure: InstagramFailure): Promise<void> {
  if (!isReconnectCause(failure.failureCause)) return;
  const token = await selectToken(world.db, accountId);
  if (token) await updateToken(world.db, accountId, failureColumns(world, token, failure));
}

/** Full jitter on a doubling wait, from minutes to a day, and never before Instagram allows it. */
function retryAt(now: Date, attempts: number, retryAfterS: number | null): Date {
  const longestMs = Math.min(DAY_MS, 5 * MINUTE_MS * 2 ** Math.min(attempts, 12));
  const waitMs = Math.max(MINUTE_MS + Math.random() * longestMs, (retryAfterS ?? 0) * 1_000);
  return new Date(now.getTime() + waitMs);
}
