import { setTimeout as sleep } from "node:timers/promises";
import { type AppContext, inTransaction } from "../../app-context.js";
import type { AccountRow, NewAccountRow } from "../../db/schema/accounts.js";
import { type FailureCause, InstagramError } from "../../instagram/errors.js";
import { toApiError } from "../../instagram/to-api-error.js";
import type { ReadProfile } from "../../instagram/types.js";
import { isWithinMinute, MINUTE_MS } from "../../lib/clock.js";
import { ApiError, alreadyRunning } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { assertSameApp, requireAccount } from "../accounts/require-account.js";
import { enqueueProfilePicture } from "../assets/enqueue-pictures.js";
import { lastKnownError } from "../audit/loaders.js";
import { syncIntervalFactor } from "../rate-limits/circuit.js";
import { allowProbe } from "../rate-limits/guard-calls.js";
import { currentCircuit } from "../rate-limits/read-circuit.js";
import { type OpenToken, readToken } from "../tokens/read-token.js";
import { settleRecorded, settleRevocation } from "../tokens/settle-revocation.js";
import { endTrial } from "../tokens/token-failure.js";
import { recordFailedSync } from "./failed-sync.js";
import { finishPlainly, plainOutcome, SUCCESS } from "./finish-syncs.js";
import { profileToRow } from "./profile-to-row.js";
import { NO_ABSENCE, settleAbsence } from "./settle-absence.js";
import { claimSync, finishSync, markStale, renewSync } from "./store.js";
import { syncMedia } from "./sync-media.js";
import { nextFullSyncAt, nextSyncAt } from "./sync-schedule.js";
import { countPages, type EndedSync, type TrackedSync, trackSync } from "./track-sync.js";

const OPERATION_MS = 30_000;
/** Then the sync continues in the background. */
const RESPONSE_TIMEOUT_MS = 25_000;
const WAIT_STEP_MS = 250;
const CLAIM_EVERY_MS = 2_000;
const SUSPICION_MS = 30 * MINUTE_MS;

/**
 * Syncs one account's profile and newest posts now; with `full`, every post that Instagram lists.
 *
 * Returns at the end, or after 25 s if something was read; the sync then continues. Shares another worker's running
 * sync, unless `full`. Works for paused accounts. An API key gets a result of the last minute again, without a call.
 * @throws {ApiError} NOT_FOUND when the viewer may not see the account
 * @throws {ApiError} RECONNECT_REQUIRED and the codes of Instagram's failures; stored posts stay
 */
export async function syncAccount(
  app: AppContext,
  accountId: string,
  { by, full, answerMs = RESPONSE_TIMEOUT_MS }: { by: Viewer; full: boolean; answerMs?: number },
): Promise<void> {
  const account = await requireAccount(app, by, accountId);
  assertSameApp(app, account);
  if (by.kind === "CLIENT" && (await isAnsweredFor(app, account))) return;
  // Only operators may end an estimated wait, never a program in a loop.
  if (by.kind !== "CLIENT") await allowProbe(app, accountId);
  const work = app.background.run((signal) => waitAndSync(app, account, { by, full, signal, isAwaited: true }));
  const patience = new AbortController();
  const late = sleep(answerMs, "LATE" as const, { signal: patience.signal }).catch(() => undefined);
  try {
    if ((await Promise.race([work, late])) === "LATE") await rejectNothingRead(app, accountId);
  } finally {
    patience.abort();
  }
}

/** @throws {ApiError} INSTAGRAM_UNAVAILABLE when no sync has read a page yet; the account is stale until one does */
async function rejectNothingRead(app: AppContext, accountId: string): Promise<void> {
  if ((await countPages(app, accountId)) > 0) return;
  await markStale(app.db, accountId, { at: app.clock.now(), cause: "INSTAGRAM_UNAVAILABLE" });
  throw new ApiError("INSTAGRAM_UNAVAILABLE", "Instagram has not responded yet; the server keeps trying.");
}

/**
 * True after a sync within the last minute.
 * @throws {ApiError} its error, if it failed
 */
async function isAnsweredFor(app: AppContext, account: AccountRow): Promise<boolean> {
  const now = app.clock.now();
  const { syncedAt, syncFailedAt, syncFailureCause } = account;
  if (syncFailureCause !== null && isWithinMinute(syncFailedAt, now)) throw await sharedFailure(app, account);
  return isWithinMinute(syncedAt, now);
}

async function sharedFailure(app: AppContext, { id, syncFailureCause }: AccountRow): Promise<unknown> {
  const message = "Another sync of this account has just failed.";
  if (syncFailureCause === null) return alreadyRunning(message);
  const cause = syncFailureCause as FailureCause;
  return toApiError(await lastKnownError(app, id, { cause, message }));
}

/**
 * The same to the end, without a time limit, until the signal fires. Never waits for another worker.
 * @throws {ApiError} as `syncAccount` does; `isAlreadyRunning` while another worker syncs the account
 */
export async function syncFully(app: AppContext, accountId: string, sync: ClaimedSync): Promise<SyncStatus> {
  const account = await requireAccount(app, sync.by, accountId);
  assertSameApp(app, account);
  const claim = await claimSync(app.db, accountId);
  if (!claim) throw alreadyRunning("Another worker is syncing this account.");
  return await syncClaimed(app, claim, sync);
}

async function waitAndSync(app: AppContext, account: AccountRow, sync: ClaimedSync): Promise<void> {
  for (let waitedMs = 0; waitedMs < OPERATION_MS && !sync.signal.aborted; waitedMs += CLAIM_EVERY_MS) {
    const claim = await claimSync(app.db, account.id);
    if (claim) return void (await syncClaimed(app, claim, sync));
    if (await isSyncedByOther(app, account, sync)) return;
  }
  if (!sync.full) throw alreadyRunning("Another sync of this account is taking too long.");
}

async function isSyncedByOther(app: AppContext, account: AccountRow, sync: ClaimedSync): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < CLAIM_EVERY_MS && !sync.signal.aborted; waitedMs += WAIT_STEP_MS) {
    await sleep(WAIT_STEP_MS);
    const row = await requireAccount(app, sync.by, account.id);
    if (!sync.full) {
      if (row.syncedAt?.getTime() !== account.syncedAt?.getTime()) return true;
      const isFailed = row.syncFailedAt && row.syncFailedAt.getTime() !== account.syncFailedAt?.getTime();
      if (isFailed) throw await sharedFailure(app, row);
    }
    if (row.syncLeaseUntil === null) return false;
  }
  return false;
}

export interface ClaimedSync {
  by: Viewer;
  full: boolean;
  /** A caller waits: without a result the account is stale. */
  isAwaited?: boolean;
  /** Stops the sync after the current page; the account stays due, after accounts that are due now. */
  signal: AbortSignal;
}

export type SyncStatus = "DONE" | "INTERRUPTED";

/** Syncs an account whose lease the caller holds; always releases the lease. */
export async function syncClaimed(app: AppContext, claim: AccountRow, sync: ClaimedSync): Promise<SyncStatus> {
  const { by, full, signal } = sync;
  const { id: accountId } = claim;
  const run = trackSync(app, { accountId, full, isShown: full || (sync.isAwaited ?? false) });
  const { instagram, onPage } = run;
  let token: OpenToken | null = null;
  let isThere = false;
  try {
    await run.begin();
    token = await readToken(app, accountId);
    const profile = await instagram.readProfile(token.secret, { signal: AbortSignal.timeout(OPERATION_MS) });
    isThere = true;
    const renewLease = (app: AppContext) => renewSync(app.db, claim);
    const { mediaCount } = profile;
    const plan = {
      mode: full ? ("EVERYTHING" as const) : ("INCREMENTAL" as const),
      mediaCount,
      renewLease,
      onPage,
      signal,
    };
    const done = await syncMedia({ ...app, instagram }, { accountId, token: token.secret, plan });
    const now = app.clock.now();
    const isCutOff = done?.isInterrupted ?? false;
    const outcome = isCutOff
      ? { nextSyncAt: now }
      : await synced(app, claim, { full, now, isUnconfirmed: (done?.unconfirmedCount ?? 0) > 0 });
    const ended = done && { outcome: isCutOff ? ("INTERRUPTED" as const) : ("OK" as const), counts: done };
    const isStored = ended && (await saveProfile(app, claim, { profile, outcome, token, run, ended }));
    if (isStored) app.log.info({ accountId, full, ...done }, "account synced");
    else app.log.info({ accountId }, "sync given up: another worker has the account, or it is gone");
    return isCutOff ? "INTERRUPTED" : "DONE";
  } catch (error) {
    const isAwaited = sync.isAwaited ?? false;
    if (!(error instanceof InstagramError)) {
      await recordFailedSync(app, claim, { by, error, token, run, isAwaited });
      throw error;
    }
    const settled = await settleRevocation(app, accountId, error);
    const { failure, absence } = isThere
      ? { failure: settled, absence: NO_ABSENCE }
      : await settleAbsence(app, claim, settled);
    await recordFailedSync(app, claim, { by, error: failure, absence, token, run, isAwaited });
    throw toApiError(await settleRecorded(app, accountId, failure));
  }
}

async function saveProfile(
  app: AppContext,
  claim: AccountRow,
  { profile, outcome, token, run, ended }: SavedSync,
): Promise<boolean> {
  const columns = profileToRow(profile);
  const { usernameFolded = claim.usernameFolded } = columns;
  const named = usernameFolded === claim.usernameFolded ? {} : { namedAt: app.clock.now() };
  const plain = plainOutcome(claim, { ...columns, ...named, ...outcome });
  if (plain) return await finishPlainly(app, { outcome: plain, run: run.result(ended) });
  return await inTransaction(app, async (app) => {
    if (!(await finishSync(app.db, claim, { ...columns, ...named, ...outcome }))) return false;
    const { picturePath = claim.picturePath } = columns;
    if (picturePath !== claim.picturePath) await enqueueProfilePicture(app, claim.id, profile.profilePictureUrl);
    if (claim.syncFailureCause === "APP_BLOCKED") await endTrial(app, { accountId: claim.id, ...token });
    await run.end(app, ended);
    return true;
  });
}

interface SavedSync {
  profile: ReadProfile;
  outcome: Partial<NewAccountRow>;
  token: OpenToken;
  run: TrackedSync;
  ended: EndedSync;
}

async function synced(
  app: AppContext,
  claim: AccountRow,
  { full, now, isUnconfirmed }: { full: boolean; now: Date; isUnconfirmed: boolean },
): Promise<Partial<NewAccountRow>> {
  const fine = { syncedAt: now, ...SUCCESS };
  const swept = full ? { fullySyncedAt: now, nextFullSyncAt: nextFullSyncAt(app, claim.id, { from: now }) } : {};
  const { account } = await currentCircuit(app, claim.id);
  const factor = syncIntervalFactor(account?.percent ?? 0);
  const regularAt = nextSyncAt(app, claim.id, { from: now, factor });
  if (!isUnconfirmed) return { ...fine, nextSyncAt: regularAt, ...swept };
  const decidedAt = new Date(Math.min(now.getTime() + SUSPICION_MS, regularAt.getTime()));
  return { ...fine, ...swept, nextSyncAt: decidedAt, nextFullSyncAt: decidedAt };
}
