import type { AppContext } from "../../app-context.js";
import { type FailureDetails, InstagramError } from "../../instagram/errors.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { rescheduleSyncs } from "../accounts/reschedule-syncs.js";
import { blockScopeKey, readCircuit } from "../rate-limits/read-circuit.js";
import { openBlock } from "../rate-limits/record-block.js";
import { probeOthers, type Witness } from "./ask-witness.js";
import { type RevocationEvidence, selectRevocationEvidence } from "./store.js";
import { undoRevocations } from "./undo-revocations.js";

/** The delay before the next call for an account that was marked because of a problem of the app. */
const RETRY_MS = 10 * MINUTE_MS;

/**
 * Interprets a rejection in the light of the other accounts. If others were rejected alike, without a success in between, the
 * app is the cause: no account is marked, and existing marks are undone. If that is unknown, it calls for other accounts. While
 * none responds, the account stays on trial. `accountId` is null for a person who connects.
 */
export async function settleRevocation(
  app: AppContext,
  accountId: string | null,
  failure: InstagramError,
): Promise<InstagramError> {
  return await settle(app, accountId, { failure, probeOthers: () => probeOthers(app, accountId) });
}

async function settle(
  app: AppContext,
  accountId: string | null,
  { failure, probeOthers }: { failure: InstagramError; probeOthers: () => Promise<Witness> },
): Promise<InstagramError> {
  if (failure.blocked) return failure;
  const isBlocked = failure.failureCause === "APP_BLOCKED";
  if (!isBlocked && !(failure.failureCause === "PERMISSION_MISSING" && failure.isAmbiguous)) return failure;
  const { block } = await readCircuit(app, accountId);
  const seen = await selectRevocationEvidence(app.db, scopeOf(app), { accountId, now: app.clock.now() });
  const evidence = { ...seen, blockClosedAt: block.closedAt };
  if (!isBlocked && block.state === "CLOSED") {
    const other = await probeOthers();
    if (other === "SERVED") return rewritten(failure, { isAmbiguous: false });
    if (other !== "REFUSED" && !isOfTheApp(evidence)) {
      // Other accounts exist and may be rejected too: the cause is unknown.
      if (other === "SILENT" && accountId !== null) return ofTheApp(failure);
      return isOwn(evidence) ? rewritten(failure, { isAmbiguous: false }) : failure;
    }
  }
  if (!isBlocked) await openBlock(app, blockScopeKey(app, "readProfile"));
  await undoRevocationsSince(app, lastGoodAt(evidence));
  return isBlocked ? failure : ofTheApp(failure);
}

function ofTheApp(failure: InstagramError): InstagramError {
  return rewritten(failure, { failureCause: "APP_BLOCKED", isAmbiguous: false, nextStep: undefined });
}

function rewritten(failure: InstagramError, change: Partial<FailureDetails>): InstagramError {
  const { message, name: _name, cause: _cause, stack: _stack, ...rest } = failure;
  return new InstagramError(message, { ...rest, ...change });
}

/** Simultaneous rejections did not see each other; the last one recorded sees them all. */
export async function settleRecorded<T>(app: AppContext, accountId: string, settled: T): Promise<T | InstagramError> {
  if (!(settled instanceof InstagramError) || settled.failureCause !== "PERMISSION_MISSING") return settled;
  return await settle(app, accountId, { failure: settled, probeOthers: async () => "NOBODY" });
}

export interface Evidence extends RevocationEvidence {
  blockClosedAt: Date | null;
}

/** Others were rejected, and none succeeded since. Not if others succeeded while this account was rejected. */
export function isOfTheApp(evidence: Evidence): boolean {
  const { othersRejectedAt } = evidence;
  if (isOwn(evidence)) return false;
  const goodAt = lastGoodAt(evidence);
  return othersRejectedAt !== null && (goodAt === null || othersRejectedAt > goodAt);
}

function isOwn({ rejectedSince, othersServedAt, blockClosedAt }: Evidence): boolean {
  const servedAt = latest(othersServedAt, blockClosedAt);
  return rejectedSince !== null && servedAt !== null && servedAt > rejectedSince;
}

function lastGoodAt({ ownServedAt, othersServedAt, blockClosedAt }: Evidence): Date | null {
  return latest(ownServedAt, latest(othersServedAt, blockClosedAt));
}

function latest(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

/** Puts accounts back on trial that were marked for a missing permission since the last success of any account. */
async function undoRevocationsSince(app: AppContext, since: Date | null): Promise<void> {
  const now = app.clock.now();
  const retryAt = new Date(now.getTime() + RETRY_MS);
  const span = {
    causes: ["PERMISSION_MISSING"],
    from: since ?? new Date(0),
    to: now,
    retryAt,
    becomes: "APP_BLOCKED",
  } as const;
  const count = await undoRevocations(app, span, (app, accountIds) =>
    rescheduleSyncs(app, accountIds, { at: retryAt, cause: "APP_BLOCKED" }),
  );
  if (count > 0) app.log.warn({ count, since }, "refusals are taken back: they are the app's");
}

function scopeOf({ config }: Pick<AppContext, "config">) {
  return { sandbox: config.mode === "sandbox", appId: config.instagram.appId };
}
