import { InstagramError, isReconnectCause } from "../../instagram/errors.js";
import type { CallInfo, CallResult } from "../../instagram/types.js";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../lib/clock.js";
import { doublingDelayMs } from "../../lib/retry-delay.js";
import type { CircuitState } from "./circuit.js";
import { appScopeKey, type RateLimitContext } from "./read-circuit.js";
import type { CallKind, CallWindow } from "./recent-calls.js";
import { recordBlock } from "./record-block.js";
import { closeApp, markSuspected, openApp, reopenApp, throttleAccount, throttleApp, upsertCircuit } from "./store.js";

export interface Answered {
  call: CallInfo;
  result: CallResult;
  circuit: CircuitState;
  isProbe: boolean;
  window: CallWindow;
}

/** For a throttle without a duration: the app's limit counts an hour. */
const THROTTLE_MS = HOUR_MS;

const THROTTLE_MAX_MS = DAY_MS;

/** Afterwards revocations are accepted. */
const MASS_REVOCATION_MAX_MS = DAY_MS;

/** Returns the caller's failure: an unconfirmed revocation during a mass revocation counts as unavailable. */
export async function recordResponse(app: RateLimitContext, answered: Answered): Promise<InstagramError | null> {
  const kind = kindOf(answered.result.failure);
  if (kind === null) return answered.result.failure;
  if (kind === "OK") await endSuspicion(app, answered);
  await recordBlock(app, answered, kind);
  await recordMeters(app, answered);
  const isThrottled = await recordThrottle(app, answered);
  const isMassRevocation = answered.isProbe
    ? !isThrottled && (await decideProbe(app, answered, kind))
    : await openOnIncident(app, answered, kind);
  return kind === "LOST" ? await confirmRevocation(app, answered, isMassRevocation) : answered.result.failure;
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
async function recordThrottle(app: RateLimitContext, { call, result, circuit }: Answered): Promise<boolean> {
  const { usage, failure } = result;
  const isRejected = failure?.failureCause === "INSTAGRAM_RATE_LIMITED";
  const isApp = isRejected ? APP_CODES.includes(failure.code) : (usage?.appPercent ?? 0) >= 100;
  const isAccount = isRejected ? !isApp : (usage?.accountPercent ?? 0) >= 100;
  const retryAfterMs = (failure?.retryAfterS ?? usage?.regainAccessS ?? 0) * SECOND_MS;
  const now = app.clock.now();
  const until = new Date(now.getTime() + Math.min(retryAfterMs || THROTTLE_MS, THROTTLE_MAX_MS));
  // Full usage on a success has Instagram's duration; an error without a duration needs an estimate.
  const isExact = retryAfterMs > 0 || !isRejected;
  const wait = { since: now, until, retryAfter: isExact ? until : null };
  if (isApp) {
    const scopeKey = appScopeKey(app);
    await openApp(app.db, { scopeKey, reason: "RATE_LIMITED", ...wait });
    await throttleApp(app.db, scopeKey, wait);
    app.circuits.clear();
    if (circuit.appWide.state === "CLOSED") app.log.warn({ until, code: failure?.code }, "instagram throttles the app");
  }
  if (isAccount && call.accountId !== null) {
    const { accountId } = call;
    await throttleAccount(app.db, { accountId, ...wait });
    app.circuits.clear();
    app.log.warn({ accountId, until, code: failure?.code }, "instagram throttles an account");
  }
  return isApp;
}

/** In steps of five from 80 %, when the step changes. */
async function recordMeters(app: RateLimitContext, { call, result, circuit }: Answered): Promise<void> {
  const { accountId } = call;
  const isRejected = result.failure?.failureCause === "INSTAGRAM_RATE_LIMITED";
  const percentAt = app.clock.now();
  const appWide = stepOf(result.usage?.appPercent ?? null);
  // An error about a user's limit also carries the app's header.
  if (appWide !== null && appWide !== circuit.appWide.percent && !isRejected) {
    await change(app, { scopeKey: appScopeKey(app), accountId: null, percent: appWide, percentAt });
  }
  const account = stepOf(result.usage?.accountPercent ?? null);
  if (accountId !== null && account !== null && account !== circuit.account?.percent) {
    await change(app, { scopeKey: accountId, accountId, percent: account, percentAt });
  }
}

function stepOf(percent: number | null): number | null {
  if (percent === null || percent < 80) return percent === null ? null : 0;
  return Math.min(100, Math.floor(percent / 5) * 5);
}

async function change(app: RateLimitContext, row: Parameters<typeof upsertCircuit>[1]): Promise<void> {
  await upsertCircuit(app.db, row);
  app.circuits.clear();
}

async function endSuspicion(app: RateLimitContext, { call: { accountId }, circuit }: Answered): Promise<void> {
  if (accountId === null || !circuit.account?.revocationSuspectedAt) return;
  await change(app, { scopeKey: accountId, accountId, revocationSuspectedAt: null });
}

/** Closes the circuit after the probe, or opens it again; true while a mass revocation continues. */
async function decideProbe(app: RateLimitContext, answered: Answered, kind: CallKind): Promise<boolean> {
  const { call, circuit, window } = answered;
  const { reason, since, consecutiveOpens } = circuit.appWide;
  const now = app.clock.now();
  const isTooLong = since !== null && now.getTime() - since.getTime() > MASS_REVOCATION_MAX_MS;
  const isMassRevocation = reason === "MASS_REVOCATION" && kind !== "OK" && !isTooLong;
  const scopeKey = appScopeKey(app);
  if (isMassRevocation || kind === "TRANSIENT") {
    await reopenApp(app.db, scopeKey, new Date(now.getTime() + doublingDelayMs(consecutiveOpens + 1)));
    return isMassRevocation;
  }
  await closeApp(app.db, scopeKey, now);
  app.circuits.clear();
  // It may be the first of a mass revocation that is detected only now.
  window.record(call.request, { ...call, kind, at: now });
  app.log.info({ reason, since }, "instagram is called again");
  return false;
}

/** Judges by this process's last calls; true for a mass revocation. */
async function openOnIncident(app: RateLimitContext, answered: Answered, kind: CallKind): Promise<boolean> {
  const { circuit, window } = answered;
  const { accountId, call, request } = answered.call;
  const isConfirming = kind === "LOST" && (accountId === null || circuit.account?.revocationSuspectedAt);
  if (isConfirming) return false;
  const now = app.clock.now();
  window.record(request, { accountId, call, kind, at: now });
  if (kind === "OK" || kind === "BLOCKED" || kind === "OTHER") return false;
  const incident = window.detectIncident(now, circuit.appWide.closedAt);
  if (!incident || (incident.reason === "MASS_REVOCATION" && wasConfirmed(circuit, now))) return false;
  const until = new Date(now.getTime() + doublingDelayMs(1));
  await openApp(app.db, { scopeKey: appScopeKey(app), ...incident, until, retryAfter: null });
  app.circuits.clear();
  app.log.warn({ ...incident, until }, "instagram is not called for a while");
  return incident.reason === "MASS_REVOCATION";
}

/** True if the previous mass-revocation incident timed out less than a day ago; further revocations belong to it. */
function wasConfirmed({ appWide: { reason, since, closedAt } }: CircuitState, now: Date): boolean {
  if (reason !== "MASS_REVOCATION" || !since || !closedAt) return false;
  const [lastedMs, agoMs] = [closedAt.getTime() - since.getTime(), now.getTime() - closedAt.getTime()];
  return lastedMs > MASS_REVOCATION_MAX_MS && agoMs >= 0 && agoMs < MASS_REVOCATION_MAX_MS;
}

/** The revocation itself, or a temporary failure while it is unconfirmed. */
async function confirmRevocation(
  app: RateLimitContext,
  { call, result, circuit }: Answered,
  isMassRevocation: boolean,
) {
  const { accountId } = call;
  const now = app.clock.now();
  const revocationSuspectedAt = circuit.account?.revocationSuspectedAt;
  const isFresh = revocationSuspectedAt && now.getTime() - revocationSuspectedAt.getTime() < CONFIRM_MS;
  if (accountId === null || !result.failure || (!isMassRevocation && !isFresh)) return result.failure;
  await suspectRevocations(app, [accountId]);
  const { message, name: _name, cause: _cause, stack: _stack, ...rest } = result.failure;
  app.log.warn({ accountId, cause: rest.failureCause, code: rest.code }, "lost token not believed yet");
  return new InstagramError(message, {
    ...rest,
    failureCause: "INSTAGRAM_UNAVAILABLE",
    nextStep: "Instagram rejects many accounts' tokens at once: the server checks again before it accepts that.",
    retryAfterS: CONFIRM_MS / SECOND_MS,
  });
}

export const CONFIRM_MS = HOUR_MS;

export async function suspectRevocations(app: RateLimitContext, accountIds: readonly string[]): Promise<void> {
  const at = app.clock.now();
  await markSuspected(app.db, accountIds, { at, stale: new Date(at.getTime() - DAY_MS) });
  app.circuits.clear();
}
