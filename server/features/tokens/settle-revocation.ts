import { type AppContext, inTransaction } from "../../app-context.js";
import { type FailureDetails, InstagramError } from "../../instagram/errors.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { rescheduleSyncs } from "../accounts/reschedule-syncs.js";
import { blockScopeKey, readCircuit } from "../rate-limits/read-circuit.js";
import { openBlock } from "../rate-limits/record-block.js";
import { askWitness, type Witness } from "./ask-witness.js";
import { type RevocationEvidence, selectRevocationEvidence, undoRevocations } from "./store.js";

/** The delay before the next call for an account that was marked because of a problem of the app. */
const RETRY_MS = 10 * MINUTE_MS;

/**
 * What a refusal means once the other accounts are looked at: one that others have met alike, with no good answer to anybody
 * in between, is the app's trouble, so that no account is flagged for it, and those that were are taken back. Where that cannot
 * be known yet, other accounts are asked, so that the first one that is refused is told the truth. While none of them answers,
 * nothing is said of this account: it is on trial. `accountId` is null for a person who connects.
 */
export async function settleRevocation(
  app: AppContext,
  accountId: string | null,
  failure: InstagramError,
): Promise<InstagramError> {
  return await settle(app, accountId, { failure, askOther: () => askWitness(app, accountId) });
}

async function settle(
  app: AppContext,
  accountId: string | null,
  { failure, askOther }: { failure: InstagramError; askOther: () => Promise<Witness> },
): Promise<InstagramError> {
  if (failure.blocked) return failure;
  const isBlocked = failure.failureCause === "APP_BLOCKED";
  if (!isBlocked && !(failure.failureCause === "PERMISSION_MISSING" && failure.isAmbiguous)) return failure;
  const { block } = await readCircuit(app, accountId);
  const seen = await selectRevocationEvidence(app.db, scopeOf(app), { accountId, now: app.clock.now() });
  const evidence = { ...seen, blockClosedAt: block.closedAt };
  if (!isBlocked && block.state === "CLOSED") {
    const other = await askOther();
    if (other === "SERVED") return rewritten(failure, { isAmbiguous: false });
    if (other !== "REFUSED" && !isOfTheApp(evidence)) {
      // Others exist, and may be refused alike: nothing is known of this account yet.
      if (other === "SILENT" && accountId !== null) return ofTheApp(failure);
      return isOwn(evidence) ? rewritten(failure, { isAmbiguous: false }) : failure;
    }
  }
  if (!isBlocked) await openBlock(app, blockScopeKey(app, "readProfile"));
  await takeBack(app, lastGoodAt(evidence));
  return isBlocked ? failure : ofTheApp(failure);
}

function ofTheApp(failure: InstagramError): InstagramError {
  return rewritten(failure, { failureCause: "APP_BLOCKED", isAmbiguous: false, nextStep: undefined });
}

function rewritten(failure: InstagramError, change: Partial<FailureDetails>): InstagramError {
  const { message, name: _name, cause: _cause, stack: _stack, ...said } = failure;
  return new InstagramError(message, { ...said, ...change });
}

/**
 * Decides again when a refusal is recorded: accounts refused at the same moment did not see each other before, but the last
 * one recorded sees them all.
 */
export async function settleNoted<T>(app: AppContext, accountId: string, settled: T): Promise<T | InstagramError> {
  if (!(settled instanceof InstagramError) || settled.failureCause !== "PERMISSION_MISSING") return settled;
  return await settle(app, accountId, { failure: settled, askOther: async () => "NOBODY" });
}

export interface Evidence extends RevocationEvidence {
  /** When the app last worked again. */
  blockClosedAt: Date | null;
}

/**
 * Whether a refusal that names nobody is the app's: others were refused since anybody was last served. Not when others were
 * served while this account was already refused: then it is this account's own.
 */
export function isOfTheApp(evidence: Evidence): boolean {
  const { othersRefusedAt } = evidence;
  if (isOwn(evidence)) return false;
  const goodAt = lastGoodAt(evidence);
  return othersRefusedAt !== null && (goodAt === null || othersRefusedAt > goodAt);
}

/** True if others were served while this account was suspected. */
function isOwn({ refusedSince, othersServedAt, blockClosedAt }: Evidence): boolean {
  const servedAt = latest(othersServedAt, blockClosedAt);
  return refusedSince !== null && servedAt !== null && servedAt > refusedSince;
}

function lastGoodAt({ ownServedAt, othersServedAt, blockClosedAt }: Evidence): Date | null {
  return latest(ownServedAt, latest(othersServedAt, blockClosedAt));
}

function latest(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

/** Puts on trial the accounts that were flagged for want of a permission since anybody was last served. */
async function takeBack(app: AppContext, since: Date | null): Promise<void> {
  const now = app.clock.now();
  const retryAt = new Date(now.getTime() + RETRY_MS);
  const span = {
    causes: ["PERMISSION_MISSING"],
    from: since ?? new Date(0),
    to: now,
    retryAt,
    becomes: "APP_BLOCKED",
  } as const;
  const count = await inTransaction(app, async (app) => {
    const accountIds = await undoRevocations(app.db, scopeOf(app), span);
    if (accountIds.length > 0) await rescheduleSyncs(app, accountIds, { at: retryAt, cause: "APP_BLOCKED" });
    return accountIds.length;
  });
  if (count > 0) app.log.warn({ count, since }, "refusals are taken back: they are the app's");
}

function scopeOf({ config }: Pick<AppContext, "config">) {
  return { sandbox: config.mode === "sandbox", appId: config.instagram.appId };
}
