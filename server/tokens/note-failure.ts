import { type InstagramFailure, isReconnectCause } from "../instagram/failures.js";
import { MINUTE_MS } from "../lib/clock.js";
import { retryDelayMs } from "../lib/retry-delay.js";
import type { World } from "../world.js";
import { type NewToken, selectToken, updateToken } from "./store.js";
import type { TokenRow } from "./table.js";

/**
 * What a failed refresh leaves on the token: a reconnect cause ends the retries, anything else puts them off, by half of
 * what is left of its life at most, so that it does not expire while it waits.
 */
export function failureColumns(world: World, token: TokenRow, failure: InstagramFailure): Partial<NewToken> {
  const now = world.clock.now();
  const attempts = token.failureAttempts + 1;
  const leftMs = token.expiresAt.getTime() - now.getTime();
  const delayMs = Math.min(retryDelayMs(attempts, failure.retryAfterS), Math.max(MINUTE_MS, leftMs / 2));
  return {
    failureCause: failure.failureCause,
    failureFirstAt: token.failureFirstAt ?? now,
    failureLastAt: now,
    failureAttempts: attempts,
    nextRefreshAt: isReconnectCause(failure.failureCause) ? null : new Date(now.getTime() + delayMs),
  };
}

/**
 * Notes that Instagram refused a token for good while something else, such as a sync, used it. False, and nothing noted,
 * when the account has another token by now.
 */
export async function noteRevocation(
  world: World,
  used: { accountId: string; issuedAt: Date },
  failure: InstagramFailure,
): Promise<boolean> {
  const token = await selectToken(world.db, used.accountId);
  return token !== null && (await updateToken(world.db, used, failureColumns(world, token, failure)));
}
