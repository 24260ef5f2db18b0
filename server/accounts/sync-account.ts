import { setTimeout as sleep } from "node:timers/promises";
import { recordEvent } from "../audit/record-event.js";
import { InstagramFailure, isReconnectCause } from "../instagram/failures.js";
import { refusalFrom } from "../instagram/refusal-from.js";
import { DAY_MS, MINUTE_MS } from "../lib/clock.js";
import { Refusal } from "../lib/errors.js";
import { syncMedia } from "../media/sync-media.js";
import { noteRevocation } from "../tokens/note-failure.js";
import { readToken } from "../tokens/read-token.js";
import type { Viewer } from "../viewer.js";
import { inTransaction, type World } from "../world.js";
import { loadAccount } from "./load-account.js";
import { profileColumns } from "./profile-columns.js";
import { claimSync, finishSync, renewSync } from "./store.js";
import type { AccountRow, NewAccountRow } from "./table.js";

const OPERATION_MS = 30_000;
/** How long a caller waits before the rest goes on without them. */
const ANSWER_MS = 25_000;
const WAIT_STEP_MS = 250;

/**
 * Brings one account's profile and newest posts up to date now; with `full`, every post that Instagram still gives.
 *
 * Answers when it is done, or after 25 s while the rest goes on. Where another worker is at it, its work is waited for.
 * A paused account is synced too.
 *
 * @throws {Refusal} NOT_FOUND when the viewer may not see the account
 * @throws {Refusal} RECONNECT_REQUIRED and the codes of Instagram's failures; what was kept stays
 */
export async function syncAccount(
  world: World,
  accountId: string,
  { by, full }: { by: Viewer; full: boolean },
): Promise<void> {
  await loadAccount(world, by, accountId);
  const claim = await claimSync(world.db, accountId);
  const work = claim ? syncClaimed(world, claim, { by, full }) : waitForOther(world, accountId, by);
  const patience = new AbortController();
  const late = sleep(ANSWER_MS, "late" as const, { signal: patience.signal }).catch(() => "late" as const);
  try {
    const outcome = await Promise.race([work, late]);
    if (outcome === "late") world.background.start("sync", () => work);
  } finally {
    patience.abort();
  }
}

/** Syncs an account whose lease the caller holds, and gives the lease back whatever happens. */
export async function syncClaimed(world: World, claim: AccountRow, { by, full, signal }: ClaimedSync): Promise<void> {
  const { id: accountId } = claim;
  try {
    const token = await readToken(world, accountId);
    const profile = await world.instagram.readProfile(token, { signal: AbortSignal.timeout(OPERATION_MS) });
    const keepGoing = async () => !signal?.aborted && (await renewSync(world.db, claim));
    const reach = full ? "EVERYTHING" : "NEWS";
    const { newCount, changedCount, removedCount } = await syncMedia(world, {
      accountId,
      token,
      plan: { reach, keepGoing },
    });
    if (signal?.aborted) return void (await finishSync(world.db, claim, {}));
    const now = world.clock.now();
    const { syncEveryMs, sweepEveryMs } = world.config;
    await finishSync(world.db, claim, {
      ...profileColumns(profile),
      syncedAt: now,
      nextSyncAt: new Date(now.getTime() + syncEveryMs),
      ...(full ? { sweptAt: now, nextSweepAt: new Date(now.getTime() + sweepEveryMs) } : {}),
      syncFailureCause: null,
      syncFailedAt: null,
      syncAttempts: 0,
    });
    world.log.info({ accountId, full, newCount, changedCount, removedCount }, "account synced");
  } catch (error) {
    await noteFailedSync(world, claim, { by, error });
    throw refusalFrom(error);
  }
}

export interface ClaimedSync {
  by: Viewer;
  full: boolean;
  /** Fires when the process drains: the page in hand is finished, the account stays due. */
  signal?: AbortSignal;
}

async function noteFailedSync(
  world: World,
  claim: AccountRow,
  { by, error }: { by: Viewer; error: unknown },
): Promise<void> {
  const now = world.clock.now();
  const attempts = claim.syncAttempts + 1;
  const retryMs = Math.min(DAY_MS, MINUTE_MS + Math.random() * 5 * MINUTE_MS * 2 ** Math.min(attempts, 12));
  const retry: Partial<NewAccountRow> = { syncAttempts: attempts, nextSyncAt: new Date(now.getTime() + retryMs) };
  if (!(error instanceof InstagramFailure)) {
    const over = error instanceof Refusal && error.code === "RECONNECT_REQUIRED";
    await finishSync(world.db, claim, over ? { nextSyncAt: null } : retry);
    return;
  }
  const cause = error.failureCause;
  const { id: accountId } = claim;
  const final = isReconnectCause(cause);
  await inTransaction(world, async (world) => {
    const failed = { syncFailureCause: cause, syncFailedAt: now, ...retry, ...(final ? { nextSyncAt: null } : {}) };
    if (!(await finishSync(world.db, claim, failed))) return;
    await noteRevocation(world, accountId, error);
    const instagram = { code: error.code, subcode: error.subcode, traceId: error.traceId };
    await recordEvent(world, { by, action: "sync.failed", accountId, outcome: cause, instagram });
  });
  world.log.warn({ accountId, cause, code: error.code, final }, "account not synced");
}

/** Another worker is syncing this account: its work is waited for. */
async function waitForOther(world: World, accountId: string, by: Viewer): Promise<void> {
  for (let waitedMs = 0; waitedMs < OPERATION_MS; waitedMs += WAIT_STEP_MS) {
    await sleep(WAIT_STEP_MS);
    const account = await loadAccount(world, by, accountId);
    if (account.syncLeaseUntil === null) return;
  }
}
