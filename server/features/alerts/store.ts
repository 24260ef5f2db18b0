import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, ne, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { accountStates, accounts } from "../../db/schema/accounts.js";
import { type AlertRow, alerts } from "../../db/schema/alerts.js";
import { jobRuns } from "../../db/schema/job-runs.js";
import { tokens } from "../../db/schema/tokens.js";

export interface AlertScope {
  sandbox: boolean;
  appId: string;
}

export async function tryLockAlerts(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtext('darkroom alerts')) as held`,
  );
  return row?.held === true;
}

const alertColumns = {
  id: accounts.id,
  appId: accounts.appId,
  issuedAt: tokens.issuedAt,
  expiresAt: tokens.expiresAt,
  isHeld: sql<boolean>`${tokens.sealed} is not null`,
  failureCause: tokens.failureCause,
  failureFirstAt: tokens.failureFirstAt,
};
export type AlertCandidate = Omit<Awaited<ReturnType<typeof selectAlertAccounts>>[number], "username">;

/**
 * Accounts whose token may need an alert, by id; without snoozed accounts and tokens already reported as lost. Uses index
 * tokens_failing_idx, tokens_expires_idx, accounts_scoped_idx and alerts_once_idx.
 */
export async function selectSuspects(
  db: Db,
  scope: AlertScope,
  page: { now: Date; failingSince: Date; expiresBefore: Date; after: string; limit: number },
): Promise<AlertCandidate[]> {
  const suspects = sql`(
    select account_id from ${tokens} where failure_cause is not null
      and coalesce(failure_first_at <= ${page.failingSince.toISOString()}::timestamptz, true)
    union select account_id from ${tokens} where expires_at <= ${page.expiresBefore.toISOString()}::timestamptz
    union select id from ${accounts} where sandbox = ${scope.sandbox}::boolean and app_id < ${scope.appId}::text
    union select id from ${accounts} where sandbox = ${scope.sandbox}::boolean and app_id > ${scope.appId}::text)`;
  const isNotified = sql`exists (select 1 from ${alerts} where ${alerts.sandbox} = ${accounts.sandbox}
    and ${alerts.subject} = ${accounts.id} and ${alerts.kind} = 'RECONNECT_REQUIRED' and ${alerts.since} = ${tokens.issuedAt})`;
  return await db
    .select(alertColumns)
    .from(accounts)
    .innerJoin(tokens, eq(tokens.accountId, accounts.id))
    .innerJoin(accountStates, eq(accountStates.accountId, accounts.id))
    .where(
      and(
        eq(accounts.sandbox, scope.sandbox),
        gt(accounts.id, page.after),
        inArray(accounts.id, suspects),
        sql`coalesce(${accountStates.snoozedUntil}, '-infinity') <= ${page.now.toISOString()}::timestamptz`,
        sql`not ${isNotified}`,
      ),
    )
    .orderBy(accounts.id)
    .limit(page.limit);
}

/** Accounts with an open alert and a newer, working token. Uses index alerts_open_idx. */
export async function selectRenewed(db: Db, sandbox: boolean, limit: number): Promise<AlertCandidate[]> {
  return await db
    .selectDistinct(alertColumns)
    .from(alerts)
    .innerJoin(accounts, eq(accounts.id, alerts.accountId))
    .innerJoin(tokens, eq(tokens.accountId, alerts.accountId))
    .where(
      and(
        eq(alerts.sandbox, sandbox),
        isNull(alerts.closedAt),
        isNotNull(alerts.notifiedAt),
        isNull(tokens.failureCause),
        gt(tokens.issuedAt, alerts.since),
      ),
    )
    .limit(limit);
}

export type NewAlert = typeof alerts.$inferInsert;

export async function insertAlerts(db: Db, rows: NewAlert[]): Promise<void> {
  if (rows.length > 0) await db.insert(alerts).values(rows).onConflictDoNothing();
}

const ENDED_MAX = 10_000;

/** Of replaced tokens. Found before they are deleted: a distributed Postgres refuses both at once. Uses index alerts_pending_idx. */
export async function deleteEndedAlerts(db: Db, sandbox: boolean): Promise<void> {
  const ended = await db
    .select({ id: alerts.id })
    .from(alerts)
    .innerJoin(tokens, eq(tokens.accountId, alerts.accountId))
    .where(
      and(
        eq(alerts.sandbox, sandbox),
        isNull(alerts.notifiedAt),
        ne(alerts.kind, "RECOVERED"),
        gt(tokens.issuedAt, alerts.since),
      ),
    )
    .limit(ENDED_MAX);
  await deleteAlerts(db, ended);
}

async function deleteAlerts(db: Db, found: readonly { id: number }[]): Promise<number> {
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id).toSorted((a, b) => a - b);
  const rows = await db
    .delete(alerts)
    .where(sql`${alerts.id} = any(${sql.param(ids)}::bigint[])`)
    .returning({ id: alerts.id });
  return rows.length;
}

/** Those of earlier tokens. Uses index alerts_open_idx. */
export async function closeAccountAlerts(db: Db, accountIds: string[], at: Date): Promise<void> {
  if (accountIds.length === 0) return;
  await db
    .update(alerts)
    .set({ closedAt: at })
    .where(and(inArray(alerts.accountId, accountIds), isNull(alerts.closedAt), isNotNull(alerts.notifiedAt)));
}

/** Uses index alerts_open_idx. */
export async function selectOpenSystemAlerts(db: Db, sandbox: boolean): Promise<AlertRow[]> {
  return await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.sandbox, sandbox), isNull(alerts.accountId), isNull(alerts.closedAt)));
}

export async function closeAlert(db: Db, id: number, at: Date): Promise<void> {
  await db.update(alerts).set({ closedAt: at }).where(eq(alerts.id, id));
}

export async function deleteAlert(db: Db, id: number): Promise<void> {
  await db.delete(alerts).where(eq(alerts.id, id));
}

/** Uses index alerts_once_idx. */
export async function isOutageNoticed(db: Db, sandbox: boolean, since: Date): Promise<boolean> {
  const rows = await db
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(
        eq(alerts.sandbox, sandbox),
        eq(alerts.subject, "database"),
        sql`${alerts.detectedAt} >= ${since.toISOString()}::timestamptz`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Of the longest overdue, unexpired token. Uses index tokens_due_idx. */
export async function selectRefreshDueAt(db: Db, scope: AlertScope, now: Date): Promise<Date | null> {
  const [row] = await db
    .select({ at: tokens.nextRefreshAt })
    .from(tokens)
    .where(
      and(
        isNotNull(tokens.nextRefreshAt),
        gt(tokens.expiresAt, now),
        eq(tokens.sandbox, scope.sandbox),
        eq(tokens.appId, scope.appId),
      ),
    )
    .orderBy(tokens.nextRefreshAt)
    .limit(1);
  return row?.at ?? null;
}

/** Of the longest overdue account. Uses index account_states_due_idx. */
export async function selectSyncDueAt(db: Db, scope: AlertScope): Promise<Date | null> {
  const { nextSyncAt, paused, sandbox, appId } = accountStates;
  const [row] = await db
    .select({ at: nextSyncAt })
    .from(accountStates)
    .where(and(isNotNull(nextSyncAt), eq(sandbox, scope.sandbox), eq(appId, scope.appId), sql`not ${paused}`))
    .orderBy(nextSyncAt)
    .limit(1);
  return row?.at ?? null;
}

export interface JobFailure {
  job: string;
  firstAt: Date;
  failures: number;
}

export async function selectJobFailures(db: Db, sandbox: boolean): Promise<JobFailure[]> {
  const rows = await db
    .select({ job: jobRuns.job, firstAt: jobRuns.failingSince, failures: jobRuns.failures })
    .from(jobRuns)
    .where(and(eq(jobRuns.sandbox, sandbox), isNotNull(jobRuns.failingSince)))
    .limit(100);
  return rows.flatMap(({ firstAt, ...row }) => (firstAt ? [{ ...row, firstAt }] : []));
}

/** Earliest detected first. Uses index alerts_pending_idx. */
export async function selectPending(
  db: Db,
  pending: { sandbox: boolean; now: Date; limit: number },
): Promise<AlertRow[]> {
  return await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.sandbox, pending.sandbox), isNull(alerts.notifiedAt), lte(alerts.notifyAfter, pending.now)))
    .orderBy(alerts.notifyAfter, alerts.id)
    .limit(pending.limit);
}

export async function markNotified(db: Db, ids: number[], at: Date): Promise<void> {
  await db
    .update(alerts)
    .set({ notifiedAt: at })
    .where(sql`${alerts.id} = any(${sql.param(ids)}::bigint[])`);
}

/** Locked against erasure until the transaction ends. */
export async function selectAlertAccounts(db: Db, ids: string[]) {
  if (ids.length === 0) return [];
  const isMeant = inArray(accounts.id, ids);
  await db.select({ id: accounts.id }).from(accounts).where(isMeant).orderBy(accounts.id).for("key share");
  return await db
    .select({ ...alertColumns, username: accounts.username })
    .from(accounts)
    .innerJoin(tokens, eq(tokens.accountId, accounts.id))
    .where(isMeant);
}

/** Except those of a current token; returns how many. Uses index alerts_notified_idx. */
export async function deleteClosedAlerts(db: Db, before: Date, limit: number): Promise<number> {
  const isOver = and(lt(alerts.notifiedAt, before), isNotNull(alerts.closedAt));
  const current = db
    .select({ id: alerts.id })
    .from(alerts)
    .innerJoin(tokens, and(eq(tokens.accountId, alerts.accountId), eq(tokens.issuedAt, alerts.since)))
    .where(isOver);
  const old = await db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(isOver, sql`${alerts.id} not in ${current}`))
    .limit(limit);
  return await deleteAlerts(db, old);
}
