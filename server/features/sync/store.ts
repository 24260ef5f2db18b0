import { and, eq, getTableColumns, lte, or, type SQL, sql } from "drizzle-orm";
import { contentChanged, EVERYTHING, nameSource } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import type { DueRow } from "../../db/distribution.js";
import { type BucketPart, isAmong, isFree, isIn, leaseFor } from "../../db/leases.js";
import {
  type AccountRow,
  accountColumns,
  accountStates,
  accounts,
  type NewAccountRow,
} from "../../db/schema/accounts.js";

/** Seconds, renewed by heartbeats. */
const LEASE_S = 120;

const syncLeaseUntil = leaseFor(LEASE_S);

export async function claimSync(db: Db, id: string): Promise<AccountRow | null> {
  const [row] = await lease(db, and(eq(accountStates.accountId, id), isFree(accountStates.syncLeaseUntil)));
  return row ?? null;
}

export interface SyncScope {
  sandbox: boolean;
  appId: string;
}

export interface DueSyncs {
  now: Date;
  limit: number;
  /** Of one bucket only. */
  part?: BucketPart;
}

/** The longest due. Uses index account_states_due_idx, or the primary key for a part. */
export async function claimDueSyncs(db: Db, scope: SyncScope, { now, limit, part }: DueSyncs): Promise<AccountRow[]> {
  const isInPart = isIn(accountStates, part ?? null);
  const due = db
    .select({ accountId: accountStates.accountId })
    .from(accountStates)
    .where(and(isDue(scope, now), isInPart))
    .orderBy(accountStates.nextSyncAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  const rows = await lease(db, and(isAmong(accountStates.accountId, due), isInPart));
  return rows.sort((a, b) => Number(a.nextSyncAt) - Number(b.nextSyncAt));
}

/** The same, without claiming them; read on all machines of a distributed database. */
export async function selectDueSyncs(db: Db, scope: SyncScope, { now, limit }: DueSyncs): Promise<DueRow[]> {
  return await db
    .select({ bucket: accountStates.bucket, accountId: accountStates.accountId })
    .from(accountStates)
    .where(isDue(scope, now))
    .orderBy(accountStates.nextSyncAt)
    .limit(limit);
}

function isDue({ sandbox, appId }: SyncScope, now: Date): SQL | undefined {
  return and(
    lte(accountStates.nextSyncAt, now),
    isFree(accountStates.syncLeaseUntil),
    sql`not ${accountStates.paused}`,
    eq(accountStates.sandbox, sandbox),
    eq(accountStates.appId, appId),
  );
}

async function lease(db: Db, isFreeAndMeant: SQL | undefined): Promise<AccountRow[]> {
  return await db
    .update(accountStates)
    .set({ syncLeaseUntil, syncFence: sql`${accountStates.syncFence} + 1` })
    .from(accounts)
    .where(and(isFreeAndMeant, eq(accounts.id, accountStates.accountId)))
    .returning(accountColumns);
}

export async function releaseSyncs(db: Db, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  const held = claims.map(isHeld);
  await db
    .update(accountStates)
    .set({ syncLeaseUntil: null })
    .where(or(...held));
}

/** Others, without any success in between. Uses indexes account_states_unavailable_idx and account_states_synced_idx. */
export async function selectAbsent(
  db: Db,
  { sandbox, appId }: { sandbox: boolean; appId: string },
  { id, now }: { id: string; now: Date },
): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const others = sql`sandbox = ${sandbox}::boolean and app_id = ${appId}::text and account_id <> ${id}::text`;
  const [row] = await db.execute<{ count: string }>(sql`select count(*) as count from ${accountStates}
    where unavailable_since is not null and ${others} and sync_failed_at <= ${at} and sync_failed_at > coalesce(
      (select synced_at from ${accountStates} where ${others} and synced_at <= ${at} order by synced_at desc limit 1), '-infinity')`);
  return Number(row?.count ?? 0);
}

/** A caller waited in vain, whoever has the lease; the sync's end overwrites it. */
export async function markStale(db: Db, id: string, stale: { at: Date; cause: string }): Promise<void> {
  await db
    .update(accountStates)
    .set({ syncFailedAt: stale.at, syncFailureCause: stale.cause })
    .where(eq(accountStates.accountId, id));
}

type Claim = Pick<AccountRow, "id" | "syncFence">;

function isHeld({ id, syncFence }: Claim): SQL | undefined {
  return and(eq(accountStates.accountId, id), eq(accountStates.syncFence, syncFence));
}

export async function renewSync(db: Db, claim: Claim): Promise<boolean> {
  return await changeClaimed(db, claim, { syncLeaseUntil });
}

/** Stores the state, and of who the account is only what differs from the claimed row. Call it in a transaction for both. */
export async function finishSync(db: Db, claim: AccountRow, outcome: SyncOutcome): Promise<boolean> {
  if (!(await changeClaimed(db, claim, { ...outcome, syncLeaseUntil: null }))) return false;
  const profile = Object.entries(outcome).filter(
    ([name, value]) => name in PROFILE && value !== claim[name as keyof AccountRow],
  );
  const changes: SyncOutcome = Object.fromEntries(profile);
  if (profile.length > 0) await db.update(accounts).set(changes).where(eq(accounts.id, claim.id));
  // Of two accounts with one name, the one that was named last is found by it.
  const { usernameFolded } = changes;
  contentChanged(db, usernameFolded === undefined ? [claim.id, nameSource(claim.usernameFolded)] : EVERYTHING);
  return true;
}

type SyncOutcome = Partial<Omit<NewAccountRow, "id" | "sandbox" | "appId">>;

const PROFILE = getTableColumns(accounts);

export interface PlainOutcome {
  claim: Pick<AccountRow, "id" | "syncFence" | "usernameFolded">;
  syncedAt: Date;
  nextSyncAt: Date;
  /** Null after a sync of the news. */
  fullySyncedAt: Date | null;
  nextFullSyncAt: Date | null;
  followersCount: number | null;
  followsCount: number | null;
  mediaCount: number | null;
}

/**
 * Ends successful syncs that changed no more of their accounts than counts; returns those whose lease was held. Uses the
 * primary key, in the order of ids, so that processes hardly wait for each other in a circle.
 */
export async function finishSyncs(db: Db, outcomes: readonly PlainOutcome[]): Promise<Set<PlainOutcome>> {
  const sorted = outcomes.toSorted((a, b) => (a.claim.id < b.claim.id ? -1 : 1));
  const column = (of: (outcome: PlainOutcome) => Date | number | string | null) =>
    sql.param(sorted.map((outcome) => toText(of(outcome))));
  const ids = column(({ claim }) => claim.id);
  const rows = await db.execute<{ accountId: string; fence: string }>(sql`
    update account_states s set
      synced_at = f.synced_at::timestamptz,
      next_sync_at = f.next_sync_at::timestamptz,
      fully_synced_at = coalesce(f.fully_synced_at::timestamptz, s.fully_synced_at),
      next_full_sync_at = coalesce(f.next_full_sync_at::timestamptz, s.next_full_sync_at),
      followers_count = coalesce(f.followers_count::int, s.followers_count),
      follows_count = coalesce(f.follows_count::int, s.follows_count),
      media_count = coalesce(f.media_count::int, s.media_count),
      sync_failure_cause = null, sync_failed_at = null, sync_attempts = 0,
      unavailable_since = null, unavailable_readings = 0, sync_lease_until = null
    from unnest(
      ${ids}::text[], ${column(({ claim }) => claim.syncFence)}::text[],
      ${column((outcome) => outcome.syncedAt)}::text[], ${column((outcome) => outcome.nextSyncAt)}::text[],
      ${column((outcome) => outcome.fullySyncedAt)}::text[], ${column((outcome) => outcome.nextFullSyncAt)}::text[],
      ${column((outcome) => outcome.followersCount)}::text[], ${column((outcome) => outcome.followsCount)}::text[],
      ${column((outcome) => outcome.mediaCount)}::text[]
    ) as f(account_id, fence, synced_at, next_sync_at, fully_synced_at, next_full_sync_at, followers_count, follows_count, media_count)
    where s.account_id = any(${ids}::text[]) and s.account_id = f.account_id and s.sync_fence = f.fence::bigint
    returning s.account_id as "accountId", s.sync_fence as fence`);
  const fences = new Map(rows.map(({ accountId, fence }) => [accountId, Number(fence)]));
  const done = sorted.filter(({ claim }) => fences.get(claim.id) === claim.syncFence);
  contentChanged(
    db,
    done.flatMap(({ claim }) => [claim.id, nameSource(claim.usernameFolded)]),
  );
  return new Set(done);
}

function toText(value: Date | number | string | null): string | null {
  if (value === null) return null;
  return value instanceof Date ? value.toISOString() : String(value);
}

async function changeClaimed(
  db: Db,
  claim: Claim,
  changes: Partial<Omit<NewAccountRow, "syncLeaseUntil">> & { syncLeaseUntil: SQL | null },
): Promise<boolean> {
  const rows = await db
    .update(accountStates)
    .set(changes)
    .where(isHeld(claim))
    .returning({ accountId: accountStates.accountId });
  return rows.length === 1;
}
