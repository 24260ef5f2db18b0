import { and, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { type AccountRow, accounts, type NewAccountRow } from "../../db/schema/accounts.js";
import type { Sight } from "../../viewer.js";

/** Seconds that a worker may hold an account without giving a sign. */
const LEASE_S = 120;

/** Whether any account was connected by a live server. */
export async function hasLiveAccount(db: Db): Promise<boolean> {
  const [row] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.sandbox, false)).limit(1);
  return row !== undefined;
}

/** One account that is in sight, or null. Rides on the primary key. */
export async function selectAccountInSight(db: Db, id: string, sight: Sight): Promise<AccountRow | null> {
  const among = sight.accountIds ? inArray(accounts.id, [...sight.accountIds]) : undefined;
  const [row] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.id, id), eq(accounts.sandbox, sight.sandbox), among))
    .limit(1);
  return row ?? null;
}

/**
 * Keeps two handshakes of one person apart until the transaction ends, also where only one of them is told the `user_id`:
 * one lock for each of the ids, in the order of their hashes, so that no two wait for each other.
 */
export async function lockIdentity(db: Db, { sandbox, appId, scopedId, userId }: Identity): Promise<void> {
  const names = [
    `connect:${sandbox}:scoped:${appId}:${scopedId}`,
    ...(userId ? [`connect:${sandbox}:user:${userId}`] : []),
  ];
  await db.execute(sql`
    select pg_advisory_xact_lock(hash)
    from (select distinct hashtext(name) as hash from unnest(${sql.param(names)}::text[]) name order by hash offset 0) hashes`);
}

export interface Identity {
  sandbox: boolean;
  appId: string;
  scopedId: string;
  userId: string | null;
}

/**
 * The accounts that Instagram's ids mean, by its `user_id` or by the app's own id, the oldest first: seldom two, where a
 * person was connected by another app while their `user_id` was withheld. Rides on the two unique indexes.
 */
export async function selectByIdentity(db: Db, identity: Identity): Promise<AccountRow[]> {
  const scoped = and(eq(accounts.appId, identity.appId), eq(accounts.scopedId, identity.scopedId));
  const same = identity.userId ? or(eq(accounts.userId, identity.userId), scoped) : scoped;
  return await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.sandbox, identity.sandbox), same))
    .orderBy(accounts.connectedAt, accounts.id)
    .limit(2);
}

export async function insertAccount(db: Db, account: NewAccountRow): Promise<void> {
  await db.insert(accounts).values(account);
}

/** Changes what operators decide of an account. */
export async function changeAccount(
  db: Db,
  id: string,
  changes: Partial<Pick<NewAccountRow, "paused" | "reference" | "referenceFolded" | "tags" | "note" | "snoozedUntil">>,
): Promise<void> {
  await db.update(accounts).set(changes).where(eq(accounts.id, id));
}

/** Deletes the account with everything that hangs on it; false when it was gone already. */
export async function deleteAccount(db: Db, id: string): Promise<boolean> {
  const rows = await db.delete(accounts).where(eq(accounts.id, id)).returning({ id: accounts.id });
  return rows.length === 1;
}

/** Deletes the accounts of the sandbox with everything that hangs on them; answers how many. */
export async function deleteSandboxAccounts(db: Db): Promise<number> {
  const rows = await db.delete(accounts).where(eq(accounts.sandbox, true)).returning({ id: accounts.id });
  return rows.length;
}

const lease = {
  syncLeaseUntil: sql`now() + make_interval(secs => ${LEASE_S})`,
  syncFence: sql`${accounts.syncFence} + 1`,
};
const isFree = sql`(${accounts.syncLeaseUntil} is null or ${accounts.syncLeaseUntil} < now())`;

/** Writes what reconnecting brought, and takes the account from whoever is syncing it with the older token. */
export async function reconnectAccount(db: Db, id: string, changes: Partial<NewAccountRow>): Promise<void> {
  const taken = { syncLeaseUntil: null, syncFence: lease.syncFence };
  await db
    .update(accounts)
    .set({ ...changes, ...taken })
    .where(eq(accounts.id, id));
}

/** Takes one account's sync lease, or answers null while another worker holds it. */
export async function claimSync(db: Db, id: string): Promise<AccountRow | null> {
  const [row] = await db
    .update(accounts)
    .set(lease)
    .where(and(eq(accounts.id, id), isFree))
    .returning();
  return row ?? null;
}

/** Takes the leases of the accounts whose syncs are due longest, skipping those that others hold. Rides on accounts_sync_due_idx. */
export async function claimDueSyncs(
  db: Db,
  scope: { sandbox: boolean; appId: string },
  { now, limit }: { now: Date; limit: number },
): Promise<AccountRow[]> {
  const due = db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        lte(accounts.nextSyncAt, now),
        isFree,
        sql`not ${accounts.paused}`,
        eq(accounts.sandbox, scope.sandbox),
        eq(accounts.appId, scope.appId),
      ),
    )
    .orderBy(accounts.nextSyncAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  // An array, and so read once: as a list of rows, Postgres might ask for them again and lock others.
  const rows = await db.update(accounts).set(lease).where(sql`${accounts.id} = any(array(${due}))`).returning();
  return rows.sort((a, b) => Number(a.nextSyncAt) - Number(b.nextSyncAt));
}

/** Gives claims back that were not begun; those lost meanwhile stay as they are. */
export async function releaseSyncs(db: Db, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  const held = claims.map(({ id, syncFence }) => and(eq(accounts.id, id), eq(accounts.syncFence, syncFence)));
  await db
    .update(accounts)
    .set({ syncLeaseUntil: null })
    .where(or(...held));
}

/** How many other accounts are said to be gone, each of them since any other was last served. Rides on accounts_unavailable_idx and accounts_synced_idx. */
export async function selectAbsent(
  db: Db,
  { sandbox, appId }: { sandbox: boolean; appId: string },
  { id, now }: { id: string; now: Date },
): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const others = sql`sandbox = ${sandbox} and app_id = ${appId} and id <> ${id}`;
  const [row] = await db.execute<{ count: string }>(sql`select count(*) as count from ${accounts}
    where unavailable_since is not null and ${others} and sync_failed_at <= ${at} and sync_failed_at > coalesce(
      (select synced_at from ${accounts} where ${others} and synced_at <= ${at} order by synced_at desc limit 1), '-infinity')`);
  return Number(row?.count ?? 0);
}

/** Notes that somebody waited for a sync and got nothing, whoever holds the account; its end writes over it. */
export async function markStale(db: Db, id: string, stale: { at: Date; cause: string }): Promise<void> {
  await db.update(accounts).set({ syncFailedAt: stale.at, syncFailureCause: stale.cause }).where(eq(accounts.id, id));
}

/** Plans a sync of those accounts that have none planned; with a cause, that is why their last one failed. */
export async function wakeAccounts(
  db: Db,
  ids: readonly string[],
  { at, cause }: { at: Date; cause?: string | undefined },
): Promise<void> {
  await db
    .update(accounts)
    .set({ nextSyncAt: at, ...(cause !== undefined && { syncFailureCause: cause }) })
    .where(and(inArray(accounts.id, [...ids]), isNull(accounts.nextSyncAt)));
}

type Claim = Pick<AccountRow, "id" | "syncFence">;

/** Holds a claim for longer; false when it was lost meanwhile. */
export async function renewSync(db: Db, claim: Claim): Promise<boolean> {
  return await changeClaimed(db, claim, { syncLeaseUntil: lease.syncLeaseUntil });
}

/** Writes what came of a sync and gives the lease back; false when the claim was lost meanwhile. */
export async function finishSync(db: Db, claim: Claim, outcome: Partial<NewAccountRow>): Promise<boolean> {
  return await changeClaimed(db, claim, { ...outcome, syncLeaseUntil: null });
}

async function changeClaimed(
  db: Db,
  claim: Claim,
  changes: Parameters<ReturnType<Db["update"]>["set"]>[0],
): Promise<boolean> {
  const rows = await db
    .update(accounts)
    .set(changes as Partial<NewAccountRow>)
    .where(and(eq(accounts.id, claim.id), eq(accounts.syncFence, claim.syncFence)))
    .returning({ id: accounts.id });
  return rows.length === 1;
}
