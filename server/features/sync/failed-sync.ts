import { type AppContext, inTransaction } from "../../app-context.js";
import type { AccountRow } from "../../db/schema/accounts.js";
import { type BlockedCall, InstagramError, isReconnectCause } from "../../instagram/errors.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { isDatabaseUnavailable, isStatementTimeout, isWorthAnother } from "../../lib/database-failures.js";
import { retryDelayMs } from "../../lib/retry-delay.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import type { OpenToken } from "../tokens/read-token.js";
import { recordRevocation, recordTrial, TRIAL_MS } from "../tokens/token-failure.js";
import { type Absence, absenceRetryAt } from "./settle-absence.js";
import { finishSync, renewSync } from "./store.js";
import { nextSyncAt } from "./sync-schedule.js";
import type { TrackedSync } from "./track-sync.js";

export interface FailedSync {
  by: Viewer;
  error: unknown;
  /** What is to be kept of readings that found the account gone; left out: what is stored. */
  absence?: Absence | undefined;
  /** Null where the sync ended before the token was opened. */
  token: OpenToken | null;
  run: TrackedSync;
  /** Somebody waits, and has got nothing. */
  isAwaited: boolean;
}

/** Writes what a sync that failed leaves on the account and on its token, and gives the lease back. */
export async function recordFailedSync(app: AppContext, claim: AccountRow, failed: FailedSync): Promise<void> {
  const { error, token, run, isAwaited } = failed;
  const failure = error instanceof InstagramError ? error : null;
  if (failure?.blocked) return await postponed(app, claim, { blocked: failure.blocked, run, isAwaited });
  if (!token && failure && claim.nextSyncAt === null && claim.syncFailureCause === failure.failureCause) {
    // Its token is known to be lost: nothing was asked of Instagram, and nothing more is noted.
    return void (await finishSync(app.db, claim, {}));
  }
  if (failure?.isUnasked && claim.syncFailureCause === failure.failureCause) {
    // Said already; the date is looked at again when the next sync is due, as the clock may be put right.
    return void (await finishSync(app.db, claim, { nextSyncAt: laterSync(app, claim) }));
  }
  if (failure) return await recordRefused(app, claim, { ...failed, failure });
  if (isDatabaseFault(error)) {
    // Nobody's doing: the account is as it was, and goes on as soon as the database does.
    const nextSyncAt = claim.nextSyncAt && new Date(Math.max(claim.nextSyncAt.getTime(), soonMs(app)));
    if ((await finishSync(app.db, claim, { nextSyncAt })) && run.hasCalled())
      await run.end(app, { outcome: "INTERRUPTED" });
    return;
  }
  const retry = retryOf(app, claim, null);
  const outcome = { syncFailureCause: null, syncFailedAt: app.clock.now(), ...retry };
  if (await finishSync(app.db, claim, outcome)) await run.end(app, { outcome: "FAILED" });
}

/** Not at once, as the same run would claim it again and again. */
function soonMs({ clock }: AppContext): number {
  return clock.now().getTime() + MINUTE_MS;
}

function isDatabaseFault(error: unknown): boolean {
  return isDatabaseUnavailable(error) || isStatementTimeout(error) || isWorthAnother(error);
}

function retryOf(app: AppContext, claim: AccountRow, failure: InstagramError | null) {
  const syncAttempts = claim.syncAttempts + 1;
  const delayMs = retryDelayMs(syncAttempts, failure?.retryAfterS ?? null);
  const waitMs = failure?.failureCause === "APP_BLOCKED" ? Math.min(delayMs, TRIAL_MS) : delayMs;
  return { syncAttempts, nextSyncAt: new Date(app.clock.now().getTime() + waitMs) };
}

function laterSync(app: AppContext, { id }: AccountRow): Date {
  return nextSyncAt(app, id, { from: app.clock.now() });
}

async function recordRefused(
  app: AppContext,
  claim: AccountRow,
  { by, failure, absence, token, run }: FailedSync & { failure: InstagramError },
): Promise<void> {
  const { id: accountId } = claim;
  const cause = failure.failureCause;
  const { syncAttempts, nextSyncAt: retryAt } = retryOf(app, claim, failure);
  const isFinal = await inTransaction(app, async (app) => {
    if (!(await renewSync(app.db, claim))) return false;
    const used = token && { accountId, ...token };
    if (used && cause === "APP_BLOCKED") await recordTrial(app, used, failure);
    const isLost =
      isReconnectCause(cause) && !failure.isUnasked && (!used || (await recordRevocation(app, used, failure)));
    const outcome = { syncFailureCause: cause, syncFailedAt: app.clock.now(), syncAttempts, ...absence };
    const againAt = failure.isUnasked ? laterSync(app, claim) : (absenceRetryAt(app, failure, absence) ?? retryAt);
    await finishSync(app.db, claim, { ...outcome, nextSyncAt: isLost ? null : againAt });
    const instagram = { code: failure.code, subcode: failure.subcode, traceId: failure.traceId };
    await recordEvent(app, { by, action: "sync.failed", accountId, outcome: cause, instagram });
    await run.end(app, { outcome: "FAILED", cause });
    return isLost;
  });
  app.log.warn({ accountId, cause, code: failure.code, isFinal }, "account not synced");
}

/** A call was withheld, so nothing failed but for who waits for it: an account waits as long as Instagram said, while of the app's all stay due. */
async function postponed(
  app: AppContext,
  claim: AccountRow,
  { blocked, run, isAwaited }: Pick<FailedSync, "run" | "isAwaited"> & { blocked: BlockedCall },
): Promise<void> {
  const { scope, until } = blocked;
  const isLater = scope === "ACCOUNT" && claim.nextSyncAt !== null && claim.nextSyncAt < until;
  const stale = isAwaited ? { syncFailureCause: blocked.cause, syncFailedAt: app.clock.now() } : {};
  await inTransaction(app, async (app) => {
    if (!(await finishSync(app.db, claim, { ...stale, ...(isLater && { nextSyncAt: until }) }))) return;
    if (run.hasCalled()) await run.end(app, { outcome: "INTERRUPTED" });
  });
}
