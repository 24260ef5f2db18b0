import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Db } from "../../db/db.js";
import { type CircuitReason, type CircuitRow, traffic } from "../../db/schema/rate-limits.js";

/** Seconds for which a process may hold the probing call: longer than an attempt can last. */
const PROBE_LEASE_S = 30;

/** Uses the primary key. */
export async function selectCircuits(db: Db, subjects: readonly string[]): Promise<CircuitRow[]> {
  return await db
    .select()
    .from(traffic)
    .where(inArray(traffic.subject, [...subjects]));
}

export interface Opening {
  subject: string;
  reason: CircuitReason;
  since: Date;
  until: Date;
  retryAfter: Date | null;
}

/** Withholds all calls, unless they are withheld already: what began first counts. A row that began later than this is the past of a clock turned back. */
export async function openApp(db: Db, opening: Opening): Promise<void> {
  const set = { ...opening, closedAt: null, consecutiveOpens: 1, probeLeaseUntil: null };
  await db
    .insert(traffic)
    .values(set)
    .onConflictDoUpdate({
      target: traffic.subject,
      set,
      setWhere: sql`${traffic.since} is null or ${traffic.closedAt} is not null or ${traffic.since} > excluded.since`,
    });
}

/** Withholds them for longer, because Instagram throttles; a wave stays one, so that nobody is flagged before it is over. */
export async function throttleApp(
  db: Db,
  subject: string,
  { until, retryAfter }: Pick<Opening, "until" | "retryAfter">,
): Promise<void> {
  const reason = sql`case when ${traffic.reason} = 'SUSPECT' then 'SUSPECT' else 'RATE_LIMITED' end`;
  await db
    .update(traffic)
    .set({
      until: latest(traffic.until, until),
      retryAfter: latest(traffic.retryAfter, retryAfter),
      reason,
      probeLeaseUntil: null,
    })
    .where(and(eq(traffic.subject, subject), isNull(traffic.closedAt)));
}

/** Withholds them anew after a probing call that failed; not for less long than was told meanwhile. */
export async function reopenApp(db: Db, subject: string, until: Date): Promise<void> {
  await db
    .update(traffic)
    .set({
      until: latest(traffic.until, until),
      consecutiveOpens: sql`${traffic.consecutiveOpens} + 1`,
      probeLeaseUntil: null,
    })
    .where(and(eq(traffic.subject, subject), isNull(traffic.closedAt)));
}

/**
 * Withholds an account's calls, not for less long than was told before: answers that were under way together may come in any
 * order. A row that began later than this is the past of a clock turned back.
 */
export async function throttleAccount(
  db: Db,
  { accountId, since, until, retryAfter }: Pick<Opening, "since" | "until" | "retryAfter"> & { accountId: string },
): Promise<void> {
  const set = { accountId, reason: "RATE_LIMITED" as const, since };
  const isLater = sql`${traffic.since} <= excluded.since`;
  const longest = {
    until: sql`case when ${isLater} then greatest(${traffic.until}, excluded.until) else excluded.until end`,
    retryAfter: sql`case when ${isLater} then greatest(${traffic.retryAfter}, excluded.said_until) else excluded.said_until end`,
  };
  await db
    .insert(traffic)
    .values({ ...set, subject: accountId, until, retryAfter })
    .onConflictDoUpdate({ target: traffic.subject, set: { ...set, ...longest } });
}

/** Ends at `now`, or when Instagram said, the wait of calls that are withheld for longer. Uses the primary key. */
export async function endCooldown(db: Db, subjects: readonly string[], now: Date): Promise<void> {
  await db
    .update(traffic)
    .set({ until: latest(traffic.retryAfter, now) })
    .where(
      and(
        inArray(traffic.subject, [...subjects]),
        isNull(traffic.closedAt),
        gt(traffic.until, now),
        or(isNull(traffic.retryAfter), lt(traffic.retryAfter, traffic.until)),
      ),
    );
}

/** The later of both; a null counts for nothing. */
function latest(column: AnyPgColumn, at: Date | null): SQL {
  return sql`greatest(${column}, ${at?.toISOString() ?? null}::timestamptz)`;
}

/** Lets calls be made again, unless they were withheld for longer while the probing call was under way. */
export async function closeApp(db: Db, subject: string, at: Date): Promise<void> {
  await db
    .update(traffic)
    .set({ closedAt: at, consecutiveOpens: 0, probeLeaseUntil: null })
    .where(and(eq(traffic.subject, subject), isNull(traffic.closedAt), lte(traffic.until, at)));
}

/** Takes the probing call for one process; false while another one makes it, or when it is not yet, or no longer, wanted. */
export async function takeProbe(db: Db, subject: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(traffic)
    .set({ probeLeaseUntil: sql`now() + make_interval(secs => ${PROBE_LEASE_S})` })
    .where(
      and(
        eq(traffic.subject, subject),
        isNull(traffic.closedAt),
        lte(traffic.until, now),
        sql`(${traffic.probeLeaseUntil} is null or ${traffic.probeLeaseUntil} < now())`,
      ),
    )
    .returning({ subject: traffic.subject });
  return rows.length === 1;
}

/** Writes what is new of one subject; the rest of its row stays. */
export async function upsertCircuit(
  db: Db,
  row: Pick<CircuitRow, "subject" | "accountId"> & Partial<CircuitRow>,
): Promise<void> {
  await db.insert(traffic).values(row).onConflictDoUpdate({ target: traffic.subject, set: row });
}

/** Marks the tokens of these accounts as refused during a wave; a mark from before `stale` is replaced. */
export async function markSuspected(
  db: Db,
  accountIds: readonly string[],
  { at, stale }: { at: Date; stale: Date },
): Promise<void> {
  if (accountIds.length === 0) return;
  await db
    .insert(traffic)
    .values(accountIds.map((accountId) => ({ subject: accountId, accountId, revocationSuspectedAt: at })))
    .onConflictDoUpdate({
      target: traffic.subject,
      set: { revocationSuspectedAt: at },
      setWhere: sql`${traffic.revocationSuspectedAt} is null or ${traffic.revocationSuspectedAt} < ${stale.toISOString()}::timestamptz
        or ${traffic.revocationSuspectedAt} > ${at.toISOString()}::timestamptz`,
    });
}

/** The fullest meter of an account that was told after `since`; 0 when none is at 80 %. Uses index traffic_percent_idx. */
export async function selectWorstPercent(db: Db, since: Date): Promise<number> {
  const [row] = await db
    .select({ worst: sql<number | null>`max(${traffic.percent})` })
    .from(traffic)
    .where(and(gt(traffic.percent, 0), isNotNull(traffic.accountId), gt(traffic.percentAt, since)));
  return row?.worst ?? 0;
}
