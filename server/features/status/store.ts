import { asc, eq, lt, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { type JobRunRow, jobRuns, type OverdueKind } from "../../db/schema/job-runs.js";

/** Counts consecutive failures. An earlier run of another process does not replace a later one. */
export async function upsertJobRun(db: Db, run: Omit<JobRunRow, "failingSince" | "failures">): Promise<void> {
  const { sandbox: _sandbox, job: _job, ...changes } = run;
  const { isFailed, startedAt } = run;
  await db
    .insert(jobRuns)
    .values({ ...run, failingSince: isFailed ? startedAt : null, failures: isFailed ? 1 : 0 })
    .onConflictDoUpdate({
      target: [jobRuns.sandbox, jobRuns.job],
      set: {
        ...changes,
        failingSince: isFailed ? sql`coalesce(${jobRuns.failingSince}, excluded.failing_since)` : null,
        failures: isFailed ? sql`${jobRuns.failures} + 1` : 0,
      },
      setWhere: sql`${jobRuns.startedAt} <= excluded.started_at`,
    });
}

export async function selectJobRuns(db: Db, sandbox: boolean): Promise<JobRunRow[]> {
  return await db.select().from(jobRuns).where(eq(jobRuns.sandbox, sandbox)).orderBy(asc(jobRuns.job)).limit(100);
}

export async function deleteJobRuns(db: Db, before: Date, limit: number): Promise<number> {
  const { sandbox, job, startedAt } = jobRuns;
  const old = db.select({ sandbox, job }).from(jobRuns).where(lt(startedAt, before)).limit(limit);
  const rows = await db.delete(jobRuns).where(sql`(${sandbox}, ${job}) in ${old}`).returning({ job });
  return rows.length;
}

export interface DueScope {
  sandbox: boolean;
  appId: string;
  now: Date;
}

export interface OverdueRow {
  kind: OverdueKind;
  accountId: string;
  dueAt: string;
}

/** Refresh or sync, or null. Uses indexes tokens_due_idx and account_states_due_idx. */
export async function selectMostOverdue(db: Db, { sandbox, appId, now }: DueScope): Promise<OverdueRow | null> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const ours = sql`a.sandbox = ${sandbox}::boolean and a.app_id = ${appId}::text`;
  const [row] = await db.execute<Record<keyof OverdueRow, string>>(sql`
    (select 'REFRESH' as kind, a.account_id as "accountId", a.next_refresh_at as "dueAt" from tokens a
      where a.next_refresh_at <= ${at} and a.expires_at > ${at} and ${ours} order by a.next_refresh_at limit 1)
    union all
    (select 'SYNC', a.account_id, a.next_sync_at from account_states a
      where a.next_sync_at <= ${at} and not a.paused and ${ours} order by a.next_sync_at limit 1)
    order by 3 limit 1`);
  return row ? { ...row, kind: row.kind as OverdueKind } : null;
}

/** Exact while small, otherwise Postgres's estimate from the index. */
export async function selectPostCount(db: Db, countedMax: number): Promise<{ count: number; isEstimate: boolean }> {
  const [row] = await db.execute<{ count: string; isEstimate: boolean }>(sql`
    with reckoned as (select reltuples from pg_class where oid = 'media_newest_idx'::regclass)
    select case when reltuples > ${countedMax} then reltuples::bigint else (
      select count(*) from media where parent_id is null and removed_at is null) end as count,
      reltuples > ${countedMax} as "isEstimate" from reckoned`);
  return { count: Number(row?.count ?? 0), isEstimate: row?.isEstimate ?? false };
}
