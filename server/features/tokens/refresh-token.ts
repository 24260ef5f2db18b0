import { setTimeout as sleep } from "node:timers/promises";
import { type AppContext, inTransaction, perProcess } from "../../app-context.js";
import type { TokenRow } from "../../db/schema/tokens.js";
import { type BlockedCall, type FailureCause, InstagramError, isReconnectCause } from "../../instagram/errors.js";
import { toApiError } from "../../instagram/to-api-error.js";
import { isWithinMinute, MINUTE_MS } from "../../lib/clock.js";
import { createSingleFlight } from "../../lib/concurrency.js";
import { ApiError, alreadyRunning } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { assertSameApp, requireAccount } from "../accounts/require-account.js";
import { lastKnownError } from "../audit/loaders.js";
import { recordEvent } from "../audit/record-event.js";
import { allowProbe } from "../rate-limits/guard-calls.js";
import { readCircuit } from "../rate-limits/read-circuit.js";
import { countDaily } from "../stats/count-daily.js";
import { claimToken, finishClaim, releaseTokens } from "./claim-store.js";
import { openToken } from "./read-token.js";
import { saveRefreshed } from "./save-refreshed.js";
import { sealedToken } from "./save-token.js";
import { settleRecorded, settleRevocation } from "./settle-revocation.js";
import { type NewToken, selectToken } from "./store.js";
import { failurePatch } from "./token-failure.js";
import { refreshableAt } from "./token-health.js";

const OPERATION_MS = 30_000;
const WAIT_STEP_MS = 250;
/** Another process may have left a lease behind. */
const CLAIM_EVERY_MS = 2_000;

/**
 * Refreshes one account's Instagram token now.
 *
 * Safe to call twice at once: callers that arrive during a refresh, in any process, share its result.
 * Writes the token and an audit event in one transaction; if the database fails, the token stays in memory until it
 * is written (`save-refreshed.ts`). Skips the wait after failures, never a lease. For an API key, returns a result of the
 * last minute again, without a call.
 *
 * @throws {ApiError} NOT_FOUND when the viewer may not see the account
 * @throws {ApiError} TOKEN_TOO_YOUNG in the first 24 h, without a call
 * @throws {ApiError} RECONNECT_REQUIRED when the token is missing, expired or revoked
 * @throws {ApiError} INSTAGRAM_RATE_LIMITED, INSTAGRAM_UNAVAILABLE, INSTAGRAM_REJECTED, APP_MISCONFIGURED, PERMISSION_MISSING
 * @see Instagram platform, "Refresh a long-lived token"
 */
export async function refreshToken(app: AppContext, accountId: string, by: Viewer): Promise<void> {
  await joinRefresh(app, accountId, { by, isAwaited: true });
}

/** Background variant: never bypasses an open circuit, even when its duration is only an estimate. */
export async function refreshInBulk(app: AppContext, accountId: string, by: Viewer): Promise<void> {
  await joinRefresh(app, accountId, { by, isAwaited: false });
}

async function joinRefresh(
  app: AppContext,
  accountId: string,
  { by, isAwaited }: { by: Viewer; isAwaited: boolean },
): Promise<void> {
  const startedAt = app.clock.now();
  assertSameApp(app, await requireAccount(app, by, accountId));
  if (by.kind === "CLIENT" && (await isAnsweredFor(app, accountId, startedAt))) return;
  // Only operators may end an estimated wait, never a program in a loop.
  if (isAwaited && by.kind !== "CLIENT") await allowProbe(app, accountId);
  await flights(app)(accountId, () => runRefresh(app, accountId, { by, startedAt }));
}

/**
 * True after a refresh within the last minute.
 * @throws {ApiError} its error, if it failed
 */
async function isAnsweredFor(app: AppContext, accountId: string, now: Date): Promise<boolean> {
  const token = await selectToken(app.db, accountId);
  if (token?.failureCause && isWithinMinute(token.failureLastAt, now)) throw await sharedFailure(app, token);
  return isWithinMinute(token?.refreshedAt ?? null, now);
}

const flights = perProcess(() => createSingleFlight());

/** Takes the lease, or waits for the process that holds it and returns its result. */
async function runRefresh(
  app: AppContext,
  accountId: string,
  { by, startedAt }: { by: Viewer; startedAt: Date },
): Promise<void> {
  const before = await selectToken(app.db, accountId);
  const untilMs = startedAt.getTime() + OPERATION_MS;
  for (let n = 0; n < OPERATION_MS / CLAIM_EVERY_MS && app.clock.now().getTime() <= untilMs; n++) {
    const claim = await claimToken(app.db, accountId);
    if (claim) {
      const now = app.clock.now();
      const isShared = claim.issuedAt >= startedAt && claim.issuedAt <= now;
      const failedAt = claim.failureLastAt;
      const isFailureShared = failedAt !== null && failedAt > startedAt && failedAt <= now;
      if (!isShared && !isFailureShared) return await refreshClaimed(app, claim, by);
      await releaseTokens(app.db, [claim]);
      if (isFailureShared) throw await sharedFailure(app, claim);
      return;
    }
    if (await isRefreshedByOther(app, accountId, before)) return;
  }
  throw alreadyRunning("Another refresh of this token is taking too long.");
}

async function isRefreshedByOther(app: AppContext, accountId: string, before: TokenRow | null): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < CLAIM_EVERY_MS; waitedMs += WAIT_STEP_MS) {
    await sleep(WAIT_STEP_MS);
    const after = await selectToken(app.db, accountId);
    if (after?.issuedAt.getTime() !== before?.issuedAt.getTime()) return true;
    if (after?.failureCause && after.failureLastAt?.getTime() !== before?.failureLastAt?.getTime()) {
      throw await sharedFailure(app, after);
    }
    if (!after || after.leaseUntil === null) return false;
  }
  return false;
}

async function sharedFailure(app: AppContext, row: TokenRow): Promise<unknown> {
  const cause = row.failureCause as FailureCause;
  const message = "Another refresh of this token has just failed.";
  return toApiError(await lastKnownError(app, row.accountId, { cause, message }));
}

export async function refreshClaimed(app: AppContext, claim: TokenRow, by: Viewer): Promise<void> {
  const row = await requestRefresh(app, claim, by);
  const isStored = await saveRefreshed(app, { claim, row, by });
  app.metrics.refreshes.inc({ outcome: "OK" });
  app.log.info({ accountId: claim.accountId, expiresAt: row.expiresAt, isStored }, "token refreshed");
}

async function requestRefresh(app: AppContext, claim: TokenRow, by: Viewer): Promise<NewToken> {
  const { accountId } = claim;
  try {
    const token = await openToken(app, claim);
    if (!claim.estimated) rejectTooYoung(app, claim);
    const signal = AbortSignal.timeout(OPERATION_MS);
    const fresh = await app.instagram
      .forAccount(accountId)
      .refreshToken(token, { signal, isSuspected: await isSuspected(app, claim) });
    const permissions = fresh.permissions ?? claim.scopes;
    return await sealedToken(app, accountId, {
      ...fresh,
      permissions,
      estimated: false,
      refreshedAt: app.clock.now(),
    });
  } catch (error) {
    const settled = error instanceof InstagramError ? await settleRevocation(app, accountId, error) : error;
    const recorded = await recordOutcome(app, claim, { by, error: settled });
    throw toApiError(await settleRecorded(app, accountId, recorded));
  }
}

async function isSuspected(
  app: AppContext,
  { accountId, estimated, issuedAt, failureCause }: TokenRow,
): Promise<boolean> {
  if (estimated && refreshableAt(issuedAt) > app.clock.now()) return true;
  if (failureCause !== "INSTAGRAM_UNAVAILABLE") return false;
  return !(await readCircuit(app, accountId)).account?.revocationSuspectedAt;
}

async function recordOutcome(
  app: AppContext,
  claim: TokenRow,
  { by, error }: { by: Viewer; error: unknown },
): Promise<unknown> {
  const { accountId } = claim;
  if (!(error instanceof InstagramError)) {
    await finishClaim(app.db, claim, { nextRefreshAt: nextAttempt(app, claim) });
    return error;
  }
  if (claim.failureCause !== null && isReconnectCause(claim.failureCause as FailureCause)) {
    // The token is known to be revoked, so there was no call to Instagram, and nothing new to record.
    await finishClaim(app.db, claim, { nextRefreshAt: null });
    return error;
  }
  if (error.isInferred) {
    await finishClaim(app.db, claim, {});
    return error;
  }
  if (error.blocked) {
    await finishClaim(app.db, claim, { nextRefreshAt: postponed(claim, error.blocked) });
    return error;
  }
  const from = refreshableAt(claim.issuedAt);
  if (claim.estimated && error.failureCause === "INSTAGRAM_REJECTED" && from > app.clock.now()) {
    // An imported token of unknown age: if Instagram rejects the refresh but the account works, the token is too young.
    await finishClaim(app.db, claim, { nextRefreshAt: from });
    return tooYoung(from);
  }
  await inTransaction(app, async (app) => {
    if (!(await finishClaim(app.db, claim, failurePatch(app, claim, error)))) return;
    const instagram = { code: error.code, subcode: error.subcode, traceId: error.traceId };
    await recordEvent(app, { by, action: "token.failed", accountId, outcome: error.failureCause, instagram });
    countDaily(app, "refresh_failed");
  });
  app.metrics.refreshes.inc({ outcome: error.failureCause });
  const isFinal = isReconnectCause(error.failureCause);
  app.log.warn({ accountId, cause: error.failureCause, code: error.code, isFinal }, "token not refreshed");
  return error;
}

/** There was no call, so nothing failed. A blocked account waits as long as Instagram said; a blocked app changes no account. */
function postponed({ nextRefreshAt }: TokenRow, { scope, until }: BlockedCall): Date | null {
  return scope === "ACCOUNT" && nextRefreshAt !== null && nextRefreshAt < until ? until : nextRefreshAt;
}

/** After our own error or a bug: never retry at once. */
function nextAttempt(app: AppContext, claim: TokenRow): Date | null {
  const soonest = new Date(app.clock.now().getTime() + 10 * MINUTE_MS);
  return claim.nextRefreshAt && claim.nextRefreshAt < soonest ? soonest : claim.nextRefreshAt;
}

function rejectTooYoung(app: AppContext, claim: TokenRow): void {
  const from = refreshableAt(claim.issuedAt);
  if (from > app.clock.now()) throw tooYoung(from);
}

function tooYoung(from: Date): ApiError {
  return new ApiError("TOKEN_TOO_YOUNG", "Instagram does not refresh a token in its first 24 hours.", {
    nextStep: `Try again from ${from.toISOString()} on.`,
  });
}
