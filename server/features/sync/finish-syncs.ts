import { type AppContext, inTransaction, perProcess } from "../../app-context.js";
import type { AccountRow, NewAccountRow } from "../../db/schema/accounts.js";
import { createGatheredBatch } from "../../lib/gathered-batch.js";
import { NO_ABSENCE } from "./settle-absence.js";
import { finishSyncs, type PlainOutcome } from "./store.js";
import { type SyncRun, saveSyncRuns } from "./track-sync.js";

/** Syncs that end at once share a transaction. */
const BATCH = 100;

const COUNTS = ["followersCount", "followsCount", "mediaCount"] as const;

/** The outcome, if it changes no more of the account than its counts and its schedule; otherwise null. */
export function plainOutcome(claim: AccountRow, changes: Partial<NewAccountRow>): PlainOutcome | null {
  const { syncedAt, nextSyncAt, fullySyncedAt = null, nextFullSyncAt = null, ...rest } = changes;
  if (!syncedAt || !nextSyncAt || claim.syncFailureCause === "APP_BLOCKED") return null;
  const known: Partial<NewAccountRow> = { ...claim, ...SUCCESS };
  const isPlain = Object.entries(rest).every(
    ([column, value]) => COUNTS.some((one) => one === column) || known[column as keyof NewAccountRow] === value,
  );
  if (!isPlain) return null;
  const { followersCount = null, followsCount = null, mediaCount = null } = rest;
  return { claim, syncedAt, nextSyncAt, fullySyncedAt, nextFullSyncAt, followersCount, followsCount, mediaCount };
}

/** What every success writes. */
export const SUCCESS = { syncFailureCause: null, syncFailedAt: null, syncAttempts: 0, ...NO_ABSENCE };

/** Stores the end of a sync and its run; false if another worker has the account, or it is gone. */
export async function finishPlainly(app: AppContext, ended: PlainEnd): Promise<boolean> {
  return await batch(app)({ app, ...ended });
}

interface PlainEnd {
  outcome: PlainOutcome;
  run: SyncRun;
}

const batch = perProcess(() => createGatheredBatch(finishSome, { itemsMax: BATCH }));

async function finishSome(ended: readonly (PlainEnd & { app: AppContext })[]): Promise<boolean[]> {
  const [first] = ended;
  if (!first) return [];
  return await inTransaction(first.app, async (app) => {
    const outcomes = ended.map(({ outcome }) => outcome);
    const done = await finishSyncs(app.db, outcomes);
    const runs = ended.filter(({ outcome }) => done.has(outcome)).map(({ run }) => run);
    await saveSyncRuns(app, runs);
    return outcomes.map((outcome) => done.has(outcome));
  });
}
