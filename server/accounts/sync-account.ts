import { setTimeout as sleep } from "node:timers/promises";
import { knownFailure } from "../audit/known-failure.js";
import { recordEvent } from "../audit/record-event.js";
import { type FailureCause, InstagramFailure, isReconnectCause, type Withheld } from "../instagram/failures.js";
import { refusalFrom } from "../instagram/refusal-from.js";
import type { InstagramProfile } from "../instagram/shapes.js";
import { MINUTE_MS } from "../lib/clock.js";
import { inOtherHands } from "../lib/in-other-hands.js";
import { retryDelayMs } from "../lib/retry-delay.js";
import { type SyncedMedia, type SyncRequest, syncMedia } from "../media/sync-media.js";
import { noteProfilePicture } from "../pictures/note-profile-picture.js";
import { type WatchedRun, watchRun } from "../runs/watch-run.js";
import { noteRevocation } from "../tokens/note-failure.js";
import { type OpenToken, readToken } from "../tokens/read-token.js";
import { stretchOf } from "../traffic/pace.js";
import { readStanding } from "../traffic/read-standing.js";
import { tryAgainNow } from "../traffic/try-again-now.js";
import type { Viewer } from "../viewer.js";
import { inTransaction, type World } from "../world.js";
import { loadAccount } from "./load-account.js";
import { nextSweepAt, nextSyncAt } from "./next-sync.js";
import { profileColumns } from "./profile-columns.js";
import { refuseOtherApp } from "./refuse-other-app.js";
import { claimSync, finishSync, renewSync } from "./store.js";
import type { AccountRow, NewAccountRow } from "./table.js";

const OPERATION_MS = 30_000;
/** How long a caller waits before the rest goes on without them. */
const ANSWER_MS = 25_000;
const WAIT_STEP_MS = 250;
/** How long after a doubtful reading another one decides. */
const DOUBT_MS = 30 * MINUTE_MS;
/** So many missing posts are told by a second reading at once. */
const DOUBT_FEW = 10;

/**
 * Brings one account's profile and newest posts up to date now; with `full`, every post that Instagram still gives.
 *
 * Answers when it is done, or after 25 s while the rest goes on. Where another worker is at it, its answer is shared, unless
 * everything is asked for. A paused account is synced too.
 *
 * @throws {Refusal} NOT_FOUND when the viewer may not see the account
 * @throws {Refusal} RECONNECT_REQUIRED and the codes of Instagram's failures; what was kept stays
 */
export async function syncAccount(
  world: World,
  accountId: string,
  { by, full }: { by: Viewer; full: boolean },
): Promise<void> {
  const account = await loadAccount(world, by, accountId);
  refuseOtherApp(world, account);
  await tryAgainNow(world, accountId);
  const work = world.background.run((signal) => syncWhenFree(world, account, { by, full, signal, isAwaited: true }));
  const patience = new AbortController();
  const late = sleep(ANSWER_MS, undefined, { signal: patience.signal }).catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    patience.abort();
  }
}

/**
 * The same to its end, however long that takes, or until the signal cuts it off. Never waits for another worker.
 *
 * @throws {Refusal} as `syncAccount` does; `isInOtherHands` while another worker syncs the account
 */
export async function syncToEnd(world: World, accountId: string, sync: ClaimedSync): Promise<SyncEnd> {
  const account = await loadAccount(world, sync.by, accountId);
  refuseOtherApp(world, account);
  const claim = await claimSync(world.db, accountId);
  if (!claim) throw inOtherHands("Another worker is syncing this account.");
  return await syncClaimed(world, claim, sync);
}

/** Another worker's sync is waited for; `account` is how it stood before. */
async function syncWhenFree(world: World, account: AccountRow, sync: ClaimedSync): Promise<void> {
  for (let waitedMs = 0; waitedMs < OPERATION_MS && !sync.signal.aborted; waitedMs += WAIT_STEP_MS) {
    const claim = await claimSync(world.db, account.id);
    if (claim) return void (await syncClaimed(world, claim, sync));
    await sleep(WAIT_STEP_MS);
    const { syncedAt, syncFailedAt, syncFailureCause } = await loadAccount(world, sync.by, account.id);
    if (sync.full) continue;
    if (syncedAt?.getTime() !== account.syncedAt?.getTime()) return;
    if (syncFailedAt && syncFailedAt.getTime() !== account.syncFailedAt?.getTime()) {
      const cause = syncFailureCause as FailureCause;
      const message = "Another sync of this account has just failed.";
      throw refusalFrom(await knownFailure(world, account.id, { cause, message }));
    }
  }
}

export interface ClaimedSync {
  by: Viewer;
  full: boolean;
  /** Somebody waits for it: what one reading leaves in doubt is read again at once, where that is little. */
  isAwaited?: boolean;
  /** Asks to stop after the page in hand; the account then stays due, behind those that are due already. */
  signal: AbortSignal;
}

export type SyncEnd = "DONE" | "CUT_OFF";

/** Syncs an account whose lease the caller holds, and gives the lease back whatever happens. */
export async function syncClaimed(world: World, claim: AccountRow, sync: ClaimedSync): Promise<SyncEnd> {
  const { by, full, signal } = sync;
  const { id: accountId } = claim;
  const run = watchRun(world, { accountId, full });
  const { instagram, onPage } = run;
  let token: OpenToken | null = null;
  try {
    await run.begin();
    token = await readToken(world, accountId);
    const profile = await instagram.readProfile(token.secret, { signal: AbortSignal.timeout(OPERATION_MS) });
    const hold = (world: World) => renewSync(world.db, claim);
    const { mediaCount } = profile;
    const removal = { mediaCount, isSecondReading: isDoubtDue(claim, sync, world.clock.now()) };
    const plan = { reach: full ? ("EVERYTHING" as const) : ("NEWS" as const), removal, hold, onPage, signal };
    const done = await readPosts({ ...world, instagram }, { accountId, token: token.secret, plan }, sync);
    const now = world.clock.now();
    const isCutOff = done?.isCutOff ?? false;
    const outcome = isCutOff
      ? { nextSyncAt: now }
      : await synced(world, claim, { full, now, isDoubted: (done?.doubtedCount ?? 0) > 0 });
    const ended = done && { outcome: isCutOff ? ("CUT_OFF" as const) : ("OK" as const), counts: done };
    const isKept =
      ended && (await keepProfile(world, claim, { profile, outcome, end: (world) => run.end(world, ended) }));
    if (isKept) world.log.info({ accountId, full, ...done }, "account synced");
    else world.log.info({ accountId }, "sync given up: another worker has the account, or it is gone");
    return isCutOff ? "CUT_OFF" : "DONE";
  } catch (error) {
    await noteFailedSync(world, claim, { by, error, token, run });
    throw refusalFrom(error);
  }
}

/** The profile with its picture, and what came of the sync; false when the claim was lost meanwhile. */
async function keepProfile(world: World, claim: AccountRow, { profile, outcome, end }: KeptSync): Promise<boolean> {
  const columns = profileColumns(profile);
  return await inTransaction(world, async (world) => {
    if (!(await finishSync(world.db, claim, { ...columns, ...outcome }))) return false;
    if (columns.picturePath !== claim.picturePath) await noteProfilePicture(world, claim.id, profile.profilePictureUrl);
    await end(world);
    return true;
  });
}

interface KeptSync {
  profile: InstagramProfile;
  outcome: Partial<NewAccountRow>;
  /** Keeps the run. */
  end(world: World): Promise<void>;
}

/** Brings the posts up to date; reads them again where somebody waits and a few are missing that Instagram still counts. */
async function readPosts(world: World, request: SyncRequest, { isAwaited }: ClaimedSync): Promise<SyncedMedia | null> {
  const done = await syncMedia(world, request);
  if (!isAwaited || !done || done.doubtedCount === 0 || done.doubtedCount > DOUBT_FEW) return done;
  const removal = { ...request.plan.removal, isSecondReading: true };
  const again = await syncMedia(world, { ...request, plan: { ...request.plan, removal } });
  return (
    again && {
      ...again,
      newCount: done.newCount + again.newCount,
      changedCount: done.changedCount + again.changedCount,
    }
  );
}

/** Whether this reading decides: half an hour after the doubtful one, or when somebody asks for everything once more. */
function isDoubtDue({ removalDoubtedAt }: AccountRow, { full, isAwaited }: ClaimedSync, now: Date): boolean {
  if (removalDoubtedAt === null) return false;
  return (full && isAwaited) || now.getTime() >= removalDoubtedAt.getTime() + DOUBT_MS;
}

async function synced(
  world: World,
  claim: AccountRow,
  { full, now, isDoubted }: { full: boolean; now: Date; isDoubted: boolean },
): Promise<Partial<NewAccountRow>> {
  const fine = { syncedAt: now, syncFailureCause: null, syncFailedAt: null, syncAttempts: 0 };
  // Only a sweep sees as much as the doubtful reading did, whichever that was.
  const doubtedAt = isDoubted ? (claim.removalDoubtedAt ?? now) : full ? null : claim.removalDoubtedAt;
  if (doubtedAt) {
    const decidedAt = new Date(doubtedAt.getTime() + DOUBT_MS);
    return { ...fine, removalDoubtedAt: doubtedAt, nextSyncAt: decidedAt, nextSweepAt: decidedAt };
  }
  const { account } = await readStanding(world, claim.id);
  const stretch = stretchOf(account?.percent ?? 0);
  const swept = full
    ? { sweptAt: now, nextSweepAt: nextSweepAt(world, claim.id, { from: now }), removalDoubtedAt: null }
    : {};
  return { ...fine, nextSyncAt: nextSyncAt(world, claim.id, { from: now, stretch }), ...swept };
}

/** A call was withheld, so nothing failed: an account waits as long as Instagram said, while of the app's all stay due. */
async function putOff(
  world: World,
  claim: AccountRow,
  { withheld, run }: { withheld: Withheld; run: WatchedRun },
): Promise<void> {
  const { scope, until } = withheld;
  const isLater = scope === "ACCOUNT" && claim.nextSyncAt !== null && claim.nextSyncAt < until;
  await inTransaction(world, async (world) => {
    if (!(await finishSync(world.db, claim, isLater ? { nextSyncAt: until } : {}))) return;
    if (run.hasCalled()) await run.end(world, { outcome: "CUT_OFF" });
  });
}

async function noteFailedSync(
  world: World,
  claim: AccountRow,
  { by, error, token, run }: { by: Viewer; error: unknown; token: OpenToken | null; run: WatchedRun },
): Promise<void> {
  const { id: accountId } = claim;
  const now = world.clock.now();
  const failure = error instanceof InstagramFailure ? error : null;
  if (failure?.withheld) return await putOff(world, claim, { withheld: failure.withheld, run });
  if (!token && failure && claim.nextSyncAt === null && claim.syncFailureCause === failure.failureCause) {
    // Its token is known to be lost: nothing was asked of Instagram, and nothing more is noted.
    return void (await finishSync(world.db, claim, {}));
  }
  const syncAttempts = claim.syncAttempts + 1;
  const nextSyncAt = new Date(now.getTime() + retryDelayMs(syncAttempts, failure?.retryAfterS ?? null));
  if (!failure) {
    if (await finishSync(world.db, claim, { syncAttempts, nextSyncAt })) await run.end(world, { outcome: "FAILED" });
    return;
  }
  const cause = failure.failureCause;
  const isFinal = await inTransaction(world, async (world) => {
    if (!(await renewSync(world.db, claim))) return false;
    const isLost =
      isReconnectCause(cause) && (!token || (await noteRevocation(world, { accountId, ...token }, failure)));
    const outcome = { syncFailureCause: cause, syncFailedAt: now, syncAttempts };
    await finishSync(world.db, claim, { ...outcome, nextSyncAt: isLost ? null : nextSyncAt });
    const instagram = { code: failure.code, subcode: failure.subcode, traceId: failure.traceId };
    await recordEvent(world, { by, action: "sync.failed", accountId, outcome: cause, instagram });
    await run.end(world, { outcome: "FAILED", cause });
    return isLost;
  });
  world.log.warn({ accountId, cause, code: failure.code, isFinal }, "account not synced");
}
