import { and, eq, lte, or, sql } from "drizzle-orm";
import { contentChanged, EVERYTHING, nameSource } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import { isAmong, isFree, leaseFor } from "../../db/leases.js";
import { type AccountRow, accounts, type NewAccountRow } from "../../db/schema/accounts.js";

/** Seconds, renewed by heartbeats. */
const LEASE_S = 120;

const lease = {
  syncLeaseUntil: leaseFor(LEASE_S),
  syncFence: sql`${accounts.syncFence} + 1`,
};

export async function claimSync(db: Db, id: string): Promise<AccountRow | null> {
  const [row] = await db
    .update(accounts)
    .set(lease)
    .where(and(eq(accounts.id, id), isFree(accounts.syncLeaseUntil)))
    .returning();
  return row ?? null;
}

/** The longest due. Uses index accounts_sync_due_idx. */
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
        isFree(accounts.syncLeaseUntil),
        sql`not ${accounts.paused}`,
        eq(accounts.sandbox, scope.sandbox),
        eq(accounts.appId, scope.appId),
      ),
    )
    .orderBy(accounts.nextSyncAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  const rows = await db.update(accounts).set(lease).where(isAmong(accounts.id, due)).returning();
  return rows.sort((a, b) => Number(a.nextSyncAt) - Number(b.nextSyncAt));
}

export async function releaseSyncs(db: Db, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  const held = claims.map(({ id, syncFence }) => and(eq(accounts.id, id), eq(accounts.syncFence, syncFence)));
  await db
    .update(accounts)
    .set({ syncLeaseUntil: null })
    .where(or(...held));
}

/** Others, without any success in between. Uses indexes accounts_unavailable_idx and accounts_synced_idx. */
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

/** A caller waited in vain, whoever has the lease; the sync's end overwrites it. */
export async function markStale(db: Db, id: string, stale: { at: Date; cause: string }): Promise<void> {
  await db.update(accounts).set({ syncFailedAt: stale.at, syncFailureCause: stale.cause }).where(eq(accounts.id, id));
}

type Claim = Pick<AccountRow, "id" | "syncFence">;
type SyncClaim = Claim & Pick<AccountRow, "usernameFolded">;

export async function renewSync(db: Db, claim: Claim): Promise<boolean> {
  return await changeClaimed(db, claim, { syncLeaseUntil: lease.syncLeaseUntil });
}

export async function finishSync(db: Db, claim: SyncClaim, outcome: Partial<NewAccountRow>): Promise<boolean> {
  const isDone = await changeClaimed(db, claim, { ...outcome, syncLeaseUntil: null });
  const { usernameFolded = claim.usernameFolded } = outcome;
  const isRenamed = usernameFolded !== claim.usernameFolded;
  // Of two accounts with one name, the one that was synced last is found by it.
  if (isDone) contentChanged(db, isRenamed ? EVERYTHING : [claim.id, nameSource(usernameFolded)]);
  return isDone;
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
