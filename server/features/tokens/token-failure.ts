import type { AppContext } from "../../app-context.js";
import type { TokenRow } from "../../db/schema/tokens.js";
import { type InstagramError, isReconnectCause } from "../../instagram/errors.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { retryDelayMs } from "../../lib/retry-delay.js";
import { type NewToken, selectToken, updateToken } from "./store.js";

/** Short, because the circuit stops calls while the app is blocked; afterwards accounts should be due. */
export const TRIAL_MS = 30 * MINUTE_MS;

/** A reconnect cause ends the retries; others postpone them by at most half of the remaining lifetime. */
export function failurePatch(app: AppContext, token: TokenRow, failure: InstagramError): Partial<NewToken> {
  const now = app.clock.now();
  const attempts = token.failureAttempts + 1;
  const leftMs = token.expiresAt.getTime() - now.getTime();
  const soonMs = failure.failureCause === "APP_BLOCKED" ? TRIAL_MS : Number.POSITIVE_INFINITY;
  const delayMs = Math.min(retryDelayMs(attempts, failure.retryAfterS), Math.max(MINUTE_MS, leftMs / 2), soonMs);
  return {
    failureCause: failure.failureCause,
    failureFirstAt: firstAt(token, failure, now),
    failureLastAt: now,
    failureAttempts: attempts,
    nextRefreshAt: isReconnectCause(failure.failureCause) ? null : new Date(now.getTime() + delayMs),
  };
}

/** Trial and other failures are separate, to know which accounts succeeded since the trial began. */
function firstAt({ failureCause, failureFirstAt }: TokenRow, failure: InstagramError, now: Date): Date {
  const isOther = (failureCause === "APP_BLOCKED") !== (failure.failureCause === "APP_BLOCKED");
  return failureFirstAt === null || isOther ? now : failureFirstAt;
}

/** A sync was rejected for a problem of the app: the refresh stays scheduled. */
export async function recordTrial(
  app: AppContext,
  used: { accountId: string; issuedAt: Date },
  failure: InstagramError,
): Promise<void> {
  const token = await selectToken(app.db, used.accountId);
  if (!token || token.sealed === null) return;
  const { nextRefreshAt: _planned, ...columns } = failurePatch(app, token, failure);
  await updateToken(app.db, used, columns);
}

export async function endTrial(app: AppContext, used: { accountId: string; issuedAt: Date }): Promise<void> {
  const token = await selectToken(app.db, used.accountId);
  if (token?.failureCause !== "APP_BLOCKED") return;
  const none = { failureCause: null, failureFirstAt: null, failureLastAt: null, failureAttempts: 0 };
  await updateToken(app.db, used, none);
}

/** Returns false and writes nothing if the account has another token. */
export async function recordRevocation(
  app: AppContext,
  used: { accountId: string; issuedAt: Date },
  failure: InstagramError,
): Promise<boolean> {
  const token = await selectToken(app.db, used.accountId);
  return token !== null && (await updateToken(app.db, used, failurePatch(app, token, failure)));
}
