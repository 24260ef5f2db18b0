import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { accountStates, accounts } from "../../db/schema/accounts.js";
import { type SyncProgressRow, type SyncRunRow, syncProgress, syncRuns } from "../../db/schema/sync-runs.js";

export async function insertRuns(db: Db, runs: Omit<SyncRunRow, "id">[]): Promise<void> {
  await db.insert(syncRuns).values(runs);
}

/** Newest first. Uses index sync_runs_account_idx, once an account. */
export async function selectRunsOf(
  db: Db,
  query: { accountIds: readonly string[]; limit: number },
): Promise<SyncRunRow[]> {
  const newest = db
    .select()
    .from(syncRuns)
    .where(sql`${syncRuns.accountId} = requested.id`)
    .orderBy(desc(syncRuns.startedAt), desc(syncRuns.id))
    .limit(query.limit)
    .as("newest");
  const requested = sql`unnest(${sql.param([...query.accountIds])}::text[]) as requested(id)`;
  return (await db.select().from(requested).crossJoinLateral(newest)).map((row) => row.newest);
}

/** Newest first. Uses index sync_runs_started_idx, backwards. */
export async function selectLastOutcomes(
  db: Db,
  query: { sandbox: boolean; since: Date; limit: number },
): Promise<Pick<SyncRunRow, "outcome" | "cause" | "startedAt">[]> {
  return await db
    .select({ outcome: syncRuns.outcome, cause: syncRuns.cause, startedAt: syncRuns.startedAt })
    .from(syncRuns)
    .innerJoin(accounts, eq(accounts.id, syncRuns.accountId))
    .where(and(eq(accounts.sandbox, query.sandbox), gte(syncRuns.startedAt, query.since)))
    .orderBy(desc(syncRuns.startedAt))
    .limit(query.limit);
}

/** Oldest first; returns how many. Uses index sync_runs_started_idx. */
export async function deleteRunsBefore(db: Db, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: syncRuns.id })
    .from(syncRuns)
    .where(lt(syncRuns.startedAt, before))
    .orderBy(syncRuns.startedAt)
    .limit(limit);
  const rows = await db.delete(syncRuns).where(inArray(syncRuns.id, old)).returning({ id: syncRuns.id });
  return rows.length;
}

export async function upsertProgress(db: Db, progress: SyncProgressRow): Promise<void> {
  await db.insert(syncProgress).values(progress).onConflictDoUpdate({ target: syncProgress.accountId, set: progress });
}

export async function deleteProgress(db: Db, accountIds: readonly string[]): Promise<void> {
  await db.delete(syncProgress).where(sql`${syncProgress.accountId} = any(${sql.param([...accountIds])}::text[])`);
}

/** Leases use the database's time. Uses the primary keys. */
export async function selectProgressOf(
  db: Db,
  accountIds: readonly string[],
): Promise<{ accountId: string; progress: SyncProgressRow | null }[]> {
  return await db
    .select({ accountId: accountStates.accountId, progress: syncProgress })
    .from(accountStates)
    .leftJoin(syncProgress, eq(syncProgress.accountId, accountStates.accountId))
    .where(and(inArray(accountStates.accountId, [...accountIds]), sql`${accountStates.syncLeaseUntil} > now()`));
}
