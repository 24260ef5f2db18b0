import { and, asc, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { isFree, leaseFor, newClaim } from "../../db/leases.js";
import { accounts } from "../../db/schema/accounts.js";
import { type JobItemRow, type JobRow, jobItems, jobs } from "../../db/schema/bulk-jobs.js";

/** Seconds, renewed by heartbeats. */
const LEASE_S = 60;

export async function insertJob(db: Db, job: JobRow): Promise<void> {
  await db.insert(jobs).values(job);
}

export async function insertItems(
  db: Db,
  { jobId, accountIds, sandbox }: { jobId: string; accountIds: readonly string[]; sandbox: boolean },
): Promise<number> {
  const rows = await db.execute<{ id: string }>(sql`
    insert into ${jobItems} (job_id, account_id, position)
    select ${jobId}, a.id, min(requested.position)
    from unnest(${sql.param([...accountIds])}::text[]) with ordinality as requested(id, position)
    join ${accounts} a on a.id = requested.id and a.sandbox = ${sandbox}::boolean
    group by a.id returning account_id as id`);
  return rows.length;
}

export async function selectJob(db: Db, id: string, sandbox: boolean): Promise<JobRow | null> {
  const [row] = await db
    .select()
    .from(jobs)
    .where(and(eq(jobs.id, id), eq(jobs.sandbox, sandbox)))
    .limit(1);
  return row ?? null;
}

/** Newest first. Uses index jobs_created_idx. */
export async function selectJobs(db: Db, page: { sandbox: boolean; first: number; offset: number }): Promise<JobRow[]> {
  return await db
    .select()
    .from(jobs)
    .where(eq(jobs.sandbox, page.sandbox))
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(page.first)
    .offset(page.offset);
}

export async function countJobs(db: Db, sandbox: boolean): Promise<number> {
  return await db.$count(jobs, eq(jobs.sandbox, sandbox));
}

/** In the job's order. Uses index job_items_failed_idx, once a job. */
export async function selectFailuresOf(
  db: Db,
  query: { jobIds: readonly string[]; limit: number },
): Promise<JobItemRow[]> {
  const failed = db
    .select()
    .from(jobItems)
    .where(sql`${jobItems.jobId} = requested.id and ${jobItems.outcome} <> 'ok' and ${jobItems.outcome} <> 'skipped'`)
    .orderBy(asc(jobItems.position))
    .limit(query.limit)
    .as("failed");
  const requested = sql`unnest(${sql.param([...query.jobIds])}::text[]) as requested(id)`;
  return (await db.select().from(requested).crossJoinLateral(failed)).map((row) => row.failed);
}

/**
 * Claims one account with its job: from the job with the least progress, without claimed and postponed ones. Uses index
 * jobs_open_idx, and once a job job_items_open_idx.
 */
export async function claimItem(
  db: Db,
  { sandbox, now }: { sandbox: boolean; now: Date },
): Promise<ClaimedItem | null> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const next = sql`select first.job_id, first.account_id from ${jobs} j cross join lateral (
      select o.job_id, o.account_id, o.position from ${jobItems} o
      where o.job_id = j.id and o.outcome is null and ${isFree(sql`o.lease_until`)}
        and (o.not_before is null or o.not_before <= ${at})
      order by o.position limit 1 for update skip locked) first
    where j.finished_at is null and j.cancelled_at is null and j.sandbox = ${sandbox}::boolean
      and (j.not_before is null or j.not_before <= ${at})
    order by first.position, j.created_at limit 1`;
  const [item] = await db
    .update(jobItems)
    .set(newClaim(jobItems, LEASE_S))
    .where(sql`(${jobItems.jobId}, ${jobItems.accountId}) = (${next})`)
    .returning();
  if (!item) return null;
  const [job] = await db.select().from(jobs).where(eq(jobs.id, item.jobId)).limit(1);
  return job ? { item, job } : null;
}

export interface ClaimedItem {
  item: JobItemRow;
  job: JobRow;
}

export async function markStarted(db: Db, id: string, at: Date): Promise<void> {
  await db
    .update(jobs)
    .set({ startedAt: at })
    .where(and(eq(jobs.id, id), isNull(jobs.startedAt)));
}

export type ItemClaim = Pick<JobItemRow, "jobId" | "accountId" | "fence">;

function held({ jobId, accountId, fence }: ItemClaim) {
  return and(eq(jobItems.jobId, jobId), eq(jobItems.accountId, accountId), eq(jobItems.fence, fence));
}

export async function renewItem(db: Db, claim: ItemClaim): Promise<void> {
  await db
    .update(jobItems)
    .set({ leaseUntil: leaseFor(LEASE_S) })
    .where(held(claim));
}

export async function releaseItem(db: Db, claim: ItemClaim, notBefore: Date | null): Promise<void> {
  await db.update(jobItems).set({ leaseUntil: null, notBefore }).where(held(claim));
}

export async function delayJob(db: Db, id: string, notBefore: Date): Promise<void> {
  await db.update(jobs).set({ notBefore }).where(eq(jobs.id, id));
}

/**
 * Stores an account's result; false if the lease was lost. Uses the primary key: with `outcome is null`, Postgres would choose
 * job_items_open_idx and read the whole job.
 */
export async function finishItem(
  db: Db,
  claim: ItemClaim,
  result: Pick<JobItemRow, "outcome" | "message" | "finishedAt">,
): Promise<boolean> {
  const rows = await db
    .update(jobItems)
    .set({ ...result, leaseUntil: null })
    .where(held(claim))
    .returning({ accountId: jobItems.accountId });
  return rows.length === 1;
}

export type JobCount = "doneCount" | "failedCount" | "skippedCount";

/** Returns how many accounts are left. */
export async function countItem(db: Db, jobId: string, counted: JobCount): Promise<number> {
  const [row] = await db
    .update(jobs)
    .set({ [counted]: sql`${jobs[counted]} + 1` })
    .where(eq(jobs.id, jobId))
    .returning({
      left: sql<number>`${jobs.totalCount} - ${jobs.doneCount} - ${jobs.failedCount} - ${jobs.skippedCount}`,
    });
  return row?.left ?? 0;
}

/** Without remaining accounts, or cancelled without running ones; returns their ids. */
export async function finishJobs(db: Db, sandbox: boolean, at: Date): Promise<string[]> {
  const left = db
    .select({ one: sql`1` })
    .from(jobItems)
    .where(
      and(
        eq(jobItems.jobId, jobs.id),
        isNull(jobItems.outcome),
        sql`(${jobs.cancelledAt} is null or ${jobItems.leaseUntil} > now())`,
      ),
    );
  const rows = await db
    .update(jobs)
    .set({ finishedAt: at })
    .where(and(eq(jobs.sandbox, sandbox), isNull(jobs.finishedAt), sql`not exists (${left})`))
    .returning({ id: jobs.id });
  return rows.map(({ id }) => id);
}

/** Unless finished; keeps an earlier instant. Null if there is none. */
export async function cancelRow(db: Db, job: { id: string; sandbox: boolean; at: Date }): Promise<JobRow | null> {
  const [row] = await db
    .update(jobs)
    .set({ cancelledAt: sql`coalesce(${jobs.cancelledAt}, ${job.at.toISOString()}::timestamptz)` })
    .where(and(eq(jobs.id, job.id), eq(jobs.sandbox, job.sandbox), isNull(jobs.finishedAt)))
    .returning();
  return row ?? null;
}

export async function deleteEndedJobs(db: Db, before: Date, limit: number): Promise<number> {
  const old = db.select({ id: jobs.id }).from(jobs).where(lt(jobs.finishedAt, before)).limit(limit);
  const rows = await db.delete(jobs).where(inArray(jobs.id, old)).returning({ id: jobs.id });
  return rows.length;
}
