import { and, eq, gt, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { contentChanged, EVERYTHING } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import { accountStates } from "../../db/schema/accounts.js";
import { alertDeliveries } from "../../db/schema/alert-deliveries.js";
import { alerts } from "../../db/schema/alerts.js";
import { jobItems, jobs } from "../../db/schema/bulk-jobs.js";
import { jobRuns } from "../../db/schema/job-runs.js";
import { pictures } from "../../db/schema/pictures.js";
import { circuits } from "../../db/schema/rate-limits.js";
import { tokens } from "../../db/schema/tokens.js";

function at(date: Date): SQL {
  return sql`${date.toISOString()}::timestamptz`;
}

/** `refreshDueAt` in SQL. */
const dueAt = sql`greatest(least(${tokens.issuedAt} + (${tokens.expiresAt} - ${tokens.issuedAt}) / 2,
  ${tokens.expiresAt} - interval '30 days'), ${tokens.issuedAt} + interval '24 hours')`;

/** Later than any schedule or retry. Uses index tokens_due_idx. */
export async function correctRefreshes(db: Db, now: Date): Promise<number> {
  const rows = await db
    .update(tokens)
    .set({ nextRefreshAt: sql`greatest(${dueAt}, ${at(now)})` })
    .where(
      and(
        sql`${tokens.nextRefreshAt} > ${at(now)} + interval '2 days'`,
        sql`${tokens.nextRefreshAt} > ${dueAt} + interval '1 day'`,
        sql`${tokens.issuedAt} <= ${at(now)} + interval '10 minutes'`,
      ),
    )
    .returning({ id: tokens.accountId });
  return rows.length;
}

/** With uncertain dates; schedules a confirming refresh within a day. Uses index tokens_due_idx. */
export async function recheckFutureTokens(db: Db, now: Date): Promise<number> {
  const rows = await db
    .update(tokens)
    .set({ estimated: true, nextRefreshAt: sql`${at(now)} + interval '24 hours'` })
    .where(
      and(
        sql`${tokens.nextRefreshAt} > ${at(now)} + interval '2 days'`,
        sql`${tokens.issuedAt} > ${at(now)} + interval '10 minutes'`,
      ),
    )
    .returning({ id: tokens.accountId });
  return rows.length;
}

/**
 * Clears expiries caused by a clock that was ahead: time is left and Instagram did not report one. Uses index
 * tokens_failing_idx.
 */
export async function undoFalseExpiries(db: Db, now: Date): Promise<number> {
  const rows = await db
    .update(tokens)
    .set({
      failureCause: null,
      failureFirstAt: null,
      failureLastAt: null,
      failureAttempts: 0,
      nextRefreshAt: sql`greatest(${dueAt}, ${at(now)})`,
    })
    .where(
      and(
        eq(tokens.failureCause, "TOKEN_EXPIRED"),
        sql`${tokens.failureLastAt} >= ${tokens.expiresAt}`,
        gt(tokens.expiresAt, now),
        isNotNull(tokens.sealed),
      ),
    )
    .returning({ id: tokens.accountId });
  return rows.length;
}

const ONE_SYNC = {
  syncedAt: accountStates.syncedAt,
  fullySyncedAt: accountStates.fullySyncedAt,
  syncFailedAt: accountStates.syncFailedAt,
};

/** Makes accounts due whose next sync is later than any schedule, or that wait for a token that has not expired. */
export async function correctSyncs(
  db: Db,
  scope: { sandbox: boolean; appId: string },
  { now, latest, latestFullSync }: { now: Date; latest: Date; latestFullSync: Date },
): Promise<number> {
  const clamped = Object.fromEntries(
    Object.entries(ONE_SYNC).map(([name, column]) => [name, sql`least(${column}, ${at(now)})`]),
  );
  const isWaiting = sql`${accountStates.accountId} in (select account_id from ${tokens} where failure_cause is null
    and sealed is not null and expires_at > ${at(now)})`;
  const rows = await db
    .update(accountStates)
    .set({
      ...clamped,
      nextSyncAt: now,
      nextFullSyncAt: sql`least(${accountStates.nextFullSyncAt}, ${at(latestFullSync)})`,
    })
    .where(
      and(
        eq(accountStates.sandbox, scope.sandbox),
        eq(accountStates.appId, scope.appId),
        or(
          gt(accountStates.nextSyncAt, latest),
          and(eq(accountStates.syncFailureCause, "TOKEN_EXPIRED"), isNull(accountStates.nextSyncAt), isWaiting),
        ),
      ),
    )
    .returning({ id: accountStates.accountId });
  return rows.length;
}

/** Postponed or given up without a token, by a clock that was ahead. */
export async function correctPictures(db: Db, { now, latest }: { now: Date; latest: Date }): Promise<number> {
  const isFalselyDead = and(
    eq(pictures.failureCause, "TOKEN_DEAD"),
    isNull(pictures.hash),
    gt(pictures.failedAt, sql`${at(now)} + interval '10 minutes'`),
  );
  const rows = await db
    .update(pictures)
    .set({ nextTryAt: now, attempts: 0, failureCause: null, failedAt: null })
    .where(or(gt(pictures.nextTryAt, latest), isFalselyDead))
    .returning({ key: pictures.key });
  if (rows.length > 0) contentChanged(db, EVERYTHING);
  return rows.length;
}

/** Calls, messages and jobs that wait longer than anything ever does. */
export async function correctWaits(db: Db, { now, latest }: { now: Date; latest: Date }): Promise<void> {
  const isBegun = sql`least(${circuits.since}, ${at(now)})`;
  await db
    .update(circuits)
    .set({ until: now, retryAfter: null, since: isBegun })
    .where(and(gt(circuits.until, latest), isNull(circuits.closedAt)));
  await db.update(alertDeliveries).set({ nextTryAt: now }).where(gt(alertDeliveries.nextTryAt, latest));
  await db
    .update(jobs)
    .set({ notBefore: null })
    .where(and(isNull(jobs.finishedAt), gt(jobs.notBefore, latest)));
  await db
    .update(jobItems)
    .set({ notBefore: null })
    .where(and(isNull(jobItems.outcome), gt(jobItems.notBefore, latest)));
}

export async function clearFutureInstants(db: Db, now: Date): Promise<void> {
  const future = sql`${at(now)} + interval '10 minutes'`;
  await db.delete(alerts).where(and(isNull(alerts.notifiedAt), gt(alerts.detectedAt, future)));
  await db.delete(jobRuns).where(gt(jobRuns.startedAt, future));
}
