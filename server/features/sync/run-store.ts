import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { accountStates, accounts } from "../../db/schema/accounts.js";
import { type SyncProgressRow, type SyncRunRow, syncProgress, syncRuns } from "../../db/schema/sync-runs.js";

export async function insertRuns(db: Db, runs: Omit<SyncRunRow, "id">[]): Promise<void> {
  await db.insert(syncRuns).values(runs);
}

/** Newest first. Uses index sync_runs_account_idx, once an account. Joins the state, because it is on the account's machine. */
export async function selectRunsOf(
  db: Db,
  query: { accountIds: readonly string[]; limit: number },
): Promise<SyncRunRow[]> {
  const newest = db
    .select()
    .from(syncRuns)
    .where(eq(syncRuns.accountId, accountStates.accountId))
    .orderBy(desc(syncRuns.startedAt), desc(syncRuns.id))
    .limit(query.limit)
    .as("newest");
  const rows = await db
    .select()
    .from(accountStates)
    .crossJoinLateral(newest)
    .where(sql`${accountStates.accountId} = any(${sql.param([...query.accountIds])}::text[])`);
  return rows.map((row) => row.newest);
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
  const { accountId, id } = syncRuns;
  const old = db
    .select({ accountId, id })
    .from(syncRuns)
    .where(lt(syncRuns.startedAt, before))
    .orderBy(syncRuns.startedAt)
    .limit(limit);
  const rows = await db.delete(syncRuns).where(sql`(${accountId}, ${id}) in ${old}`).returning({ id });
  return rows.length;
}

export async function upsertProgress(db: Db, progress: SyncProgressRow): Promise<void> {
  const { accountId: _key, ...set } = progress;
  await db.insert(syncProgress).values(progress).onConflictDoUpdate({ target: syncProgress.accountId, set });
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
