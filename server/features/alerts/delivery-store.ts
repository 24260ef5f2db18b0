import { and, desc, eq, inArray, isNotNull, lt, lte, ne, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { isAmong, isFree, newClaim } from "../../db/leases.js";
import { type AlertChannel, type AlertDeliveryRow, alertDeliveries } from "../../db/schema/alert-deliveries.js";

/** Seconds: longer than the slowest attempt, 30 s for a mail. */
const LEASE_S = 90;

/** Uses index alert_deliveries_created_idx. */
export async function selectLastMessageAt(db: Db, sandbox: boolean): Promise<Date | null> {
  const [row] = await db
    .select({ at: alertDeliveries.createdAt })
    .from(alertDeliveries)
    .where(and(eq(alertDeliveries.sandbox, sandbox), eq(alertDeliveries.test, false)))
    .orderBy(desc(alertDeliveries.createdAt))
    .limit(1);
  return row?.at ?? null;
}

export async function insertDelivery(db: Db, row: typeof alertDeliveries.$inferInsert): Promise<void> {
  await db.insert(alertDeliveries).values(row);
}

export async function claimDelivery(db: Db, id: string): Promise<AlertDeliveryRow | null> {
  const [row] = await db
    .update(alertDeliveries)
    .set(newClaim(alertDeliveries, LEASE_S))
    .where(and(eq(alertDeliveries.id, id), isFree(alertDeliveries.leaseUntil)))
    .returning();
  return row ?? null;
}

/** The longest due. Uses index alert_deliveries_due_idx. */
export async function claimDueDelivery(
  db: Db,
  { sandbox, channels, now }: { sandbox: boolean; channels: AlertChannel[]; now: Date },
): Promise<AlertDeliveryRow | null> {
  const due = db
    .select({ id: alertDeliveries.id })
    .from(alertDeliveries)
    .where(
      and(
        lte(alertDeliveries.nextTryAt, now),
        isFree(alertDeliveries.leaseUntil),
        eq(alertDeliveries.sandbox, sandbox),
        inArray(alertDeliveries.channel, channels),
      ),
    )
    .orderBy(alertDeliveries.nextTryAt)
    .limit(1)
    .for("update", { skipLocked: true });
  const [row] = await db
    .update(alertDeliveries)
    .set(newClaim(alertDeliveries, LEASE_S))
    .where(isAmong(alertDeliveries.id, due))
    .returning();
  return row ?? null;
}

/** Null if the lease was lost meanwhile. */
export async function finishDelivery(
  db: Db,
  claim: Pick<AlertDeliveryRow, "id" | "fence">,
  outcome: Partial<AlertDeliveryRow>,
): Promise<AlertDeliveryRow | null> {
  const [row] = await db
    .update(alertDeliveries)
    .set({ ...outcome, leaseUntil: null })
    .where(and(eq(alertDeliveries.id, claim.id), eq(alertDeliveries.fence, claim.fence)))
    .returning();
  return row ?? null;
}

/** Expires old pending deliveries, such as of a removed channel. Uses index alert_deliveries_created_idx. */
export async function expireDeliveries(db: Db, sandbox: boolean, createdBefore: Date): Promise<void> {
  await db
    .update(alertDeliveries)
    .set({
      status: "FAILED",
      nextTryAt: null,
      sealed: null,
      error: sql`coalesce(${alertDeliveries.error}, 'never tried: nobody was there to send it, or its channel was taken away')`,
    })
    .where(
      and(
        eq(alertDeliveries.sandbox, sandbox),
        eq(alertDeliveries.status, "WAITING"),
        lt(alertDeliveries.createdAt, createdBefore),
        isFree(alertDeliveries.leaseUntil),
      ),
    );
}

/** Oldest first. Uses index alert_deliveries_created_idx. */
export async function selectSealedMessages(db: Db, limit: number): Promise<{ id: string; sealed: string }[]> {
  const rows = await db
    .select({ id: alertDeliveries.id, sealed: alertDeliveries.sealed })
    .from(alertDeliveries)
    .where(isNotNull(alertDeliveries.sealed))
    .orderBy(alertDeliveries.createdAt, alertDeliveries.id)
    .limit(limit);
  return rows.map(({ id, sealed }) => ({ id, sealed: sealed ?? "" }));
}

/** False if the message was sent or has expired meanwhile. */
export async function replaceSealedMessage(db: Db, change: { id: string; from: string; to: string }): Promise<boolean> {
  const rows = await db
    .update(alertDeliveries)
    .set({ sealed: change.to })
    .where(and(eq(alertDeliveries.id, change.id), eq(alertDeliveries.sealed, change.from)))
    .returning({ id: alertDeliveries.id });
  return rows.length === 1;
}

export async function dropSealedMessage(db: Db, id: string, error: string): Promise<boolean> {
  const rows = await db
    .update(alertDeliveries)
    .set({ status: "FAILED", nextTryAt: null, sealed: null, error })
    .where(and(eq(alertDeliveries.id, id), isNotNull(alertDeliveries.sealed)))
    .returning({ id: alertDeliveries.id });
  return rows.length === 1;
}

export async function selectDelivery(db: Db, id: string, sandbox: boolean): Promise<AlertDeliveryRow | null> {
  const [row] = await db
    .select()
    .from(alertDeliveries)
    .where(and(eq(alertDeliveries.id, id), eq(alertDeliveries.sandbox, sandbox)))
    .limit(1);
  return row ?? null;
}

/** Newest first. Uses index alert_deliveries_created_idx. */
export async function selectDeliveries(
  db: Db,
  page: { sandbox: boolean; first: number; offset: number },
): Promise<AlertDeliveryRow[]> {
  return await db
    .select()
    .from(alertDeliveries)
    .where(eq(alertDeliveries.sandbox, page.sandbox))
    .orderBy(desc(alertDeliveries.createdAt), desc(alertDeliveries.id))
    .limit(page.first)
    .offset(page.offset);
}

export async function countDeliveries(db: Db, sandbox: boolean): Promise<number> {
  return await db.$count(alertDeliveries, eq(alertDeliveries.sandbox, sandbox));
}

/** Not pending ones; returns how many. Uses index alert_deliveries_created_idx. */
export async function deleteEndedDeliveries(db: Db, before: Date, limit: number): Promise<number> {
  const isOver = and(lt(alertDeliveries.createdAt, before), ne(alertDeliveries.status, "WAITING"));
  const old = db.select({ id: alertDeliveries.id }).from(alertDeliveries).where(isOver).limit(limit);
  const rows = await db
    .delete(alertDeliveries)
    .where(inArray(alertDeliveries.id, old))
    .returning({ id: alertDeliveries.id });
  return rows.length;
}
