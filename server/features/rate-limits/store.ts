import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Db } from "../../db/db.js";
import { isFree, leaseFor } from "../../db/leases.js";
import { type CircuitReason, type CircuitRow, circuits } from "../../db/schema/rate-limits.js";

/** Seconds: longer than an attempt can take. */
const PROBE_LEASE_S = 30;

export async function selectCircuits(db: Db, scopeKeys: readonly string[]): Promise<CircuitRow[]> {
  return await db
    .select()
    .from(circuits)
    .where(sql`${circuits.scopeKey} = any(${sql.param([...scopeKeys])}::text[])`);
}

export interface Opening {
  scopeKey: string;
  reason: CircuitReason;
  since: Date;
  until: Date;
  retryAfter: Date | null;
}

/** The earlier incident stays. Replaces a row from the future, because the clock was turned back. */
export async function openApp(db: Db, opening: Opening): Promise<void> {
  const { scopeKey, ...open } = opening;
  const set = { ...open, closedAt: null, consecutiveOpens: 1, probeLeaseUntil: null };
  await db
    .insert(circuits)
    .values({ ...set, scopeKey })
    .onConflictDoUpdate({
      target: circuits.scopeKey,
      set,
      setWhere: sql`${circuits.since} is null or ${circuits.closedAt} is not null or ${circuits.since} > excluded.since`,
    });
}

/**
 * Prolongs the block because of throttling. A mass revocation keeps its reason, so that no account is marked before its end.
 */
export async function throttleApp(
  db: Db,
  scopeKey: string,
  { until, retryAfter }: Pick<Opening, "until" | "retryAfter">,
): Promise<void> {
  const reason = sql`case when ${circuits.reason} = 'MASS_REVOCATION' then 'MASS_REVOCATION' else 'RATE_LIMITED' end`;
  await db
    .update(circuits)
    .set({
      until: latest(circuits.until, until),
      retryAfter: latest(circuits.retryAfter, retryAfter),
      reason,
      probeLeaseUntil: null,
    })
    .where(and(eq(circuits.scopeKey, scopeKey), isNull(circuits.closedAt)));
}

/** Never shortens a block. */
export async function reopenApp(db: Db, scopeKey: string, until: Date): Promise<void> {
  await db
    .update(circuits)
    .set({
      until: latest(circuits.until, until),
      consecutiveOpens: sql`${circuits.consecutiveOpens} + 1`,
      probeLeaseUntil: null,
    })
    .where(and(eq(circuits.scopeKey, scopeKey), isNull(circuits.closedAt)));
}

/** Never shortens a block: responses arrive in any order. Replaces a row from the future. */
export async function throttleAccount(
  db: Db,
  { accountId, since, until, retryAfter }: Pick<Opening, "since" | "until" | "retryAfter"> & { accountId: string },
): Promise<void> {
  const set = { accountId, reason: "RATE_LIMITED" as const, since };
  const isLater = sql`${circuits.since} <= excluded.since`;
  const longest = {
    until: sql`case when ${isLater} then greatest(${circuits.until}, excluded.until) else excluded.until end`,
    retryAfter: sql`case when ${isLater} then greatest(${circuits.retryAfter}, excluded.retry_after) else excluded.retry_after end`,
  };
  await db
    .insert(circuits)
    .values({ ...set, scopeKey: accountId, until, retryAfter })
    .onConflictDoUpdate({ target: circuits.scopeKey, set: { ...set, ...longest } });
}

/** Ends blocks at `now`, or at Instagram's `Retry-After` if that is later. Uses the primary key. */
export async function endCooldown(db: Db, scopeKeys: readonly string[], now: Date): Promise<void> {
  await db
    .update(circuits)
    .set({ until: latest(circuits.retryAfter, now) })
    .where(
      and(
        inArray(circuits.scopeKey, [...scopeKeys]),
        isNull(circuits.closedAt),
        gt(circuits.until, now),
        or(isNull(circuits.retryAfter), lt(circuits.retryAfter, circuits.until)),
      ),
    );
}

function latest(column: AnyPgColumn, at: Date | null): SQL {
  return sql`greatest(${column}, ${at?.toISOString() ?? null}::timestamptz)`;
}

/** Closes the circuit, unless a longer block began during the probe. */
export async function closeApp(db: Db, scopeKey: string, at: Date): Promise<void> {
  await db
    .update(circuits)
    .set({ closedAt: at, consecutiveOpens: 0, probeLeaseUntil: null })
    .where(and(eq(circuits.scopeKey, scopeKey), isNull(circuits.closedAt), lte(circuits.until, at)));
}

/** False if another process has it, or none is due. */
export async function takeProbe(db: Db, scopeKey: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(circuits)
    .set({ probeLeaseUntil: leaseFor(PROBE_LEASE_S) })
    .where(
      and(
        eq(circuits.scopeKey, scopeKey),
        isNull(circuits.closedAt),
        lte(circuits.until, now),
        isFree(circuits.probeLeaseUntil),
      ),
    )
    .returning({ scopeKey: circuits.scopeKey });
  return rows.length === 1;
}

export async function upsertCircuit(
  db: Db,
  row: Pick<CircuitRow, "scopeKey" | "accountId"> & Partial<CircuitRow>,
): Promise<void> {
  const { scopeKey: _key, ...set } = row;
  await db.insert(circuits).values(row).onConflictDoUpdate({ target: circuits.scopeKey, set });
}

export async function markSuspected(
  db: Db,
  accountIds: readonly string[],
  { at, stale }: { at: Date; stale: Date },
): Promise<void> {
  if (accountIds.length === 0) return;
  await db
    .insert(circuits)
    .values(accountIds.map((accountId) => ({ scopeKey: accountId, accountId, revocationSuspectedAt: at })))
    .onConflictDoUpdate({
      target: circuits.scopeKey,
      set: { revocationSuspectedAt: at },
      setWhere: sql`${circuits.revocationSuspectedAt} is null or ${circuits.revocationSuspectedAt} < ${stale.toISOString()}::timestamptz
        or ${circuits.revocationSuspectedAt} > ${at.toISOString()}::timestamptz`,
    });
}

/** 0 below 80 %. Uses index circuits_percent_idx. */
export async function selectWorstPercent(db: Db, since: Date): Promise<number> {
  const [row] = await db
    .select({ worst: sql<number | null>`max(${circuits.percent})` })
    .from(circuits)
    .where(and(gt(circuits.percent, 0), isNotNull(circuits.accountId), gt(circuits.percentAt, since)));
  return row?.worst ?? 0;
}
