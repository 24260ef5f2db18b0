import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { type OutcomeKind, outcomeDays } from "../../db/schema/daily-counts.js";

/** Adds one to a day's count. */
export async function countOne(db: Db, counted: { day: string; sandbox: boolean; kind: OutcomeKind }): Promise<void> {
  await db
    .insert(outcomeDays)
    .values({ ...counted, count: 1 })
    .onConflictDoUpdate({
      target: [outcomeDays.sandbox, outcomeDays.day, outcomeDays.kind],
      set: { count: sql`${outcomeDays.count} + 1` },
    });
}

/** Uses the primary key. */
export async function selectDays(
  db: Db,
  query: { sandbox: boolean; since: string },
): Promise<{ day: string; kind: OutcomeKind; count: number }[]> {
  return await db
    .select({ day: outcomeDays.day, kind: outcomeDays.kind, count: outcomeDays.count })
    .from(outcomeDays)
    .where(and(eq(outcomeDays.sandbox, query.sandbox), gte(outcomeDays.day, query.since)));
}

/** Deletes the counts of days before one. */
export async function deleteDaysBefore(db: Db, day: string): Promise<number> {
  const rows = await db.delete(outcomeDays).where(lt(outcomeDays.day, day)).returning({ day: outcomeDays.day });
  return rows.length;
}
