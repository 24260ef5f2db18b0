import { type InstagramFailure, isReconnectCause } from "../instagram/failures.js";
import { retryDelayMs } from "../lib/retry-delay.js";
import type { World } from "../world.js";
import { type NewToken, selectToken, updateToken } from "./store.js";
import type { TokenRow } from "./table.js";

/** What a failed refresh leaves on the token: a reconnect cause ends the retries, anything else puts them off. */
export function failureColumns(world: World, token: TokenRow, failure: InstagramFailure): Partial<NewToken> {
  const now = world.clock.now();
  const attempts = token.failureAttempts + 1;
  const retryAt = new Date(now.getTime() + retryDelayMs(attempts, failure.retryAfterS));
  return {
    failureCause: failure.failureCause,
    failureFirstAt: token.failureFirstAt ?? now,
    failureLastAt: now,
    failureAttempts: attempts,
    nextRefreshAt: isReconnectCause(failure.failureCause) ? null : retryAt,
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
