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
  absence?: Absence | undefined;
  /** Null if the sync ended before decrypting the token. */
  token: OpenToken | null;
  run: TrackedSync;
  /** A caller waits and got nothing. */
  isAwaited: boolean;
}

export async function recordFailedSync(app: AppContext, claim: AccountRow, failed: FailedSync): Promise<void> {
  const { error, token, run, isAwaited } = failed;
  const failure = error instanceof InstagramError ? error : null;
  if (failure?.blocked) return await postponed(app, claim, { blocked: failure.blocked, run, isAwaited });
  if (!token && failure && claim.nextSyncAt === null && claim.syncFailureCause === failure.failureCause) {
    // The token is known to be revoked: no call, nothing to record.
    return void (await finishSync(app.db, claim, {}));
  }
  if (failure?.isInferred && claim.syncFailureCause === failure.failureCause) {
    // Already recorded; the next sync checks the date again, because the clock may be corrected.
    return void (await finishSync(app.db, claim, { nextSyncAt: laterSync(app, claim) }));
  }
  if (failure) return await recordRejected(app, claim, { ...failed, failure });
  if (isDatabaseError(error)) {
    // A database failure: the account is unchanged and continues when the database does.
    const nextSyncAt = claim.nextSyncAt && new Date(Math.max(claim.nextSyncAt.getTime(), soonMs(app)));
    if ((await finishSync(app.db, claim, { nextSyncAt })) && run.hasCalled())
      await run.end(app, { outcome: "INTERRUPTED" });
    return;
  }
  const retry = retryOf(app, claim, null);
  const outcome = { syncFailureCause: null, syncFailedAt: app.clock.now(), ...retry };
  if (await finishSync(app.db, claim, outcome)) await run.end(app, { outcome: "FAILED" });
}

/** Not at once: the same run would claim it again and again. */
function soonMs({ clock }: AppContext): number {
  return clock.now().getTime() + MINUTE_MS;
}

function isDatabaseError(error: unknown): boolean {
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

async function recordRejected(
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
      isReconnectCause(cause) && !failure.isInferred && (!used || (await recordRevocation(app, used, failure)));
    const outcome = { syncFailureCause: cause, syncFailedAt: app.clock.now(), syncAttempts, ...absence };
    const againAt = failure.isInferred ? laterSync(app, claim) : (absenceRetryAt(app, failure, absence) ?? retryAt);
    await finishSync(app.db, claim, { ...outcome, nextSyncAt: isLost ? null : againAt });
    const instagram = { code: failure.code, subcode: failure.subcode, traceId: failure.traceId };
    await recordEvent(app, { by, action: "sync.failed", accountId, outcome: cause, instagram });
    await run.end(app, { outcome: "FAILED", cause });
    return isLost;
  });
  app.log.warn({ accountId, cause, code: failure.code, isFinal }, "account not synced");
}

/** Nothing failed but the wait. A blocked account waits as long as Instagram said; with a blocked app all stay due. */
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
