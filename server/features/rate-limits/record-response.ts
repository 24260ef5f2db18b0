import { InstagramError, isReconnectCause } from "../../instagram/errors.js";
import type { CallInfo, CallResult } from "../../instagram/types.js";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../lib/clock.js";
import { doublingDelayMs } from "../../lib/retry-delay.js";
import type { CircuitState } from "./circuit.js";
import { appScopeKey, type RateLimitContext } from "./read-circuit.js";
import type { CallKind, CallWindow } from "./recent-calls.js";
import { recordBlock } from "./record-block.js";
import { closeApp, markSuspected, openApp, reopenApp, throttleAccount, throttleApp, upsertCircuit } from "./store.js";

/** An attempt, and the circuit state before it. */
export interface Answered {
  asked: CallInfo;
  came: CallResult;
  circuit: CircuitState;
  /** It was the probe. */
  isProbe: boolean;
  window: CallWindow;
}

/** For a throttle without a duration: the app's limit counts an hour. */
const THROTTLE_MS = HOUR_MS;

const THROTTLE_MAX_MS = DAY_MS;

/** No outage lasts this long: afterwards revocations are accepted. */
const WAVE_MAX_MS = DAY_MS;

/**
 * Records what a response says about Instagram's limits and health, if that changes something. Returns the failure for the
 * caller: a revocation during a mass revocation counts as unavailable until it is confirmed.
 */
export async function recordResponse(app: RateLimitContext, answered: Answered): Promise<InstagramError | null> {
  const kind = kindOf(answered.came.failure);
  if (kind === null) return answered.came.failure;
  if (kind === "OK") await endSuspicion(app, answered);
  await recordBlock(app, answered, kind);
  await recordMeters(app, answered);
  const isThrottled = await recordThrottle(app, answered);
  const isMassRevocation = answered.isProbe
    ? !isThrottled && (await decideProbe(app, answered, kind))
    : await judge(app, answered, kind);
  return kind === "LOST" ? await believed(app, answered, isMassRevocation) : answered.came.failure;
}

/** Null for an aborted call, which proves nothing. A missing permission is OK: Instagram reports bad tokens first. */
function kindOf(failure: InstagramError | null): CallKind | null {
  if (!failure) return "OK";
  if (failure.isTransient) return "TRANSIENT";
  if (failure.failureCause === "INSTAGRAM_UNAVAILABLE" && failure.status === null) return null;
  if (failure.failureCause === "APP_BLOCKED") return "BLOCKED";
  if (failure.isAmbiguous) return "OK";
  return isReconnectCause(failure.failureCause) ? "LOST" : "OTHER";
}

/** Codes of the app, whichever account met them; other codes' usage says nothing about the app. */
const APP_CODES: readonly (number | null)[] = [4, 341];

/** Blocks calls of the app or the account after throttling or full usage; true if it is the app. */
async function recordThrottle(app: RateLimitContext, { asked, came, circuit }: Answered): Promise<boolean> {
  const { usage, failure } = came;
  const isRefused = failure?.failureCause === "INSTAGRAM_RATE_LIMITED";
  const isApp = isRefused ? APP_CODES.includes(failure.code) : (usage?.appPercent ?? 0) >= 100;
  const isAccount = isRefused ? !isApp : (usage?.accountPercent ?? 0) >= 100;
  const saidMs = (failure?.retryAfterS ?? usage?.regainAccessS ?? 0) * SECOND_MS;
  const now = app.clock.now();
  const until = new Date(now.getTime() + Math.min(saidMs || THROTTLE_MS, THROTTLE_MAX_MS));
  // Full usage on a success has Instagram's duration; an error without a duration needs an estimate.
  const isSaid = saidMs > 0 || !isRefused;
  const wait = { since: now, until, retryAfter: isSaid ? until : null };
  if (isApp) {
    const scopeKey = appScopeKey(app);
    await openApp(app.db, { scopeKey, reason: "RATE_LIMITED", ...wait });
    await throttleApp(app.db, scopeKey, wait);
    if (circuit.appWide.state === "CLOSED") app.log.warn({ until, code: failure?.code }, "instagram throttles the app");
  }
  if (isAccount && asked.accountId !== null) {
    const { accountId } = asked;
    await throttleAccount(app.db, { accountId, ...wait });
    app.log.warn({ accountId, until, code: failure?.code }, "instagram throttles an account");
  }
  return isApp;
}

/** Stores the usage in steps of five from 80 %, when the step changes. */
async function recordMeters(app: RateLimitContext, { asked, came, circuit }: Answered): Promise<void> {
  const { accountId } = asked;
  const isRefused = came.failure?.failureCause === "INSTAGRAM_RATE_LIMITED";
  const percentAt = app.clock.now();
  const appWide = stepOf(came.usage?.appPercent ?? null);
  // An error about a user's limit also carries the app's header.
  if (appWide !== null && appWide !== circuit.appWide.percent && !isRefused) {
    await upsertCircuit(app.db, { scopeKey: appScopeKey(app), accountId: null, percent: appWide, percentAt });
  }
  const account = stepOf(came.usage?.accountPercent ?? null);
  if (accountId !== null && account !== null && account !== circuit.account?.percent) {
    await upsertCircuit(app.db, { scopeKey: accountId, accountId, percent: account, percentAt });
  }
}

function stepOf(percent: number | null): number | null {
  if (percent === null || percent < 80) return percent === null ? null : 0;
  return Math.min(100, Math.floor(percent / 5) * 5);
}

/** An accepted token is no longer suspected: another rejection is a first one. */
async function endSuspicion(app: RateLimitContext, { asked: { accountId }, circuit }: Answered): Promise<void> {
  if (accountId === null || !circuit.account?.revocationSuspectedAt) return;
  await upsertCircuit(app.db, { scopeKey: accountId, accountId, revocationSuspectedAt: null });
}

/** Closes the circuit after the probe, or opens it again; true while a mass revocation continues. */
async function decideProbe(app: RateLimitContext, answered: Answered, kind: CallKind): Promise<boolean> {
  const { asked, circuit, window } = answered;
  const { reason, since, consecutiveOpens } = circuit.appWide;
  const now = app.clock.now();
  const isTooLong = since !== null && now.getTime() - since.getTime() > WAVE_MAX_MS;
  const isMassRevocation = reason === "MASS_REVOCATION" && kind !== "OK" && !isTooLong;
  const scopeKey = appScopeKey(app);
  if (isMassRevocation || kind === "TRANSIENT") {
    await reopenApp(app.db, scopeKey, new Date(now.getTime() + doublingDelayMs(consecutiveOpens + 1)));
    return isMassRevocation;
  }
  await closeApp(app.db, scopeKey, now);
  // It may be the first of a mass revocation that is detected only now.
  window.note(asked.request, { ...asked, kind, at: now });
  app.log.info({ reason, since }, "instagram is called again");
  return false;
}

/** Opens the circuit if this process's last calls look like an outage or a mass revocation; true for the latter. */
async function judge(app: RateLimitContext, { asked, circuit, window }: Answered, kind: CallKind): Promise<boolean> {
  const { accountId, call, request } = asked;
  const isConfirming = kind === "LOST" && (accountId === null || circuit.account?.revocationSuspectedAt);
  if (isConfirming) return false;
  const now = app.clock.now();
  window.note(request, { accountId, call, kind, at: now });
  if (kind === "OK" || kind === "BLOCKED" || kind === "OTHER") return false;
  const judgement = window.judge(now, circuit.appWide.closedAt);
  if (!judgement || (judgement.reason === "MASS_REVOCATION" && wasBelieved(circuit, now))) return false;
  const until = new Date(now.getTime() + doublingDelayMs(1));
  await openApp(app.db, { scopeKey: appScopeKey(app), ...judgement, until, retryAfter: null });
  app.log.warn({ ...judgement, until }, "instagram is not called for a while");
  return judgement.reason === "MASS_REVOCATION";
}

/** True if the previous mass-revocation incident timed out less than a day ago; further revocations belong to it. */
function wasBelieved({ appWide: { reason, since, closedAt } }: CircuitState, now: Date): boolean {
  if (reason !== "MASS_REVOCATION" || !since || !closedAt) return false;
  const [lastedMs, agoMs] = [closedAt.getTime() - since.getTime(), now.getTime() - closedAt.getTime()];
  return lastedMs > WAVE_MAX_MS && agoMs >= 0 && agoMs < WAVE_MAX_MS;
}

/** The revocation itself, or a temporary failure while it is unconfirmed. */
async function believed(app: RateLimitContext, { asked, came, circuit }: Answered, isMassRevocation: boolean) {
  const { accountId } = asked;
  const now = app.clock.now();
  const revocationSuspectedAt = circuit.account?.revocationSuspectedAt;
  const isFresh = revocationSuspectedAt && now.getTime() - revocationSuspectedAt.getTime() < CONFIRM_MS;
  if (accountId === null || !came.failure || (!isMassRevocation && !isFresh)) return came.failure;
  await suspectRevocations(app, [accountId]);
  const { message, name: _name, cause: _cause, stack: _stack, ...said } = came.failure;
  app.log.warn({ accountId, cause: said.failureCause, code: said.code }, "lost token not believed yet");
  return new InstagramError(message, {
    ...said,
    failureCause: "INSTAGRAM_UNAVAILABLE",
    nextStep: "Instagram refuses many accounts' tokens at once: the server asks again before it believes that.",
    retryAfterS: CONFIRM_MS / SECOND_MS,
  });
}

/** A token rejected during a mass revocation is revoked if it is rejected again after this time. */
export const CONFIRM_MS = HOUR_MS;

/** Marks these accounts' tokens as suspected; existing marks stay for a day. */
export async function suspectRevocations(app: RateLimitContext, accountIds: readonly string[]): Promise<void> {
  const at = app.clock.now();
  await markSuspected(app.db, accountIds, { at, stale: new Date(at.getTime() - DAY_MS) });
}
