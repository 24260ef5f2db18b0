import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { type DailyCountKind, dailyCounts } from "../../db/schema/daily-counts.js";

export interface DailyCount {
  day: string;
  kind: DailyCountKind;
  count: number;
}

/** In one order, so that processes do not wait for each other in a circle. */
export async function addCounts(db: Db, sandbox: boolean, counts: readonly DailyCount[]): Promise<void> {
  const sorted = counts.toSorted((a, b) => (`${a.day} ${a.kind}` < `${b.day} ${b.kind}` ? -1 : 1));
  await db
    .insert(dailyCounts)
    .values(sorted.map((counted) => ({ ...counted, sandbox })))
    .onConflictDoUpdate({
      target: [dailyCounts.sandbox, dailyCounts.day, dailyCounts.kind],
      set: { count: sql`${dailyCounts.count} + excluded.count` },
    });
}

export async function selectDays(db: Db, query: { sandbox: boolean; since: string }): Promise<DailyCount[]> {
  return await db
    .select({ day: dailyCounts.day, kind: dailyCounts.kind, count: dailyCounts.count })
    .from(dailyCounts)
    .where(and(eq(dailyCounts.sandbox, query.sandbox), gte(dailyCounts.day, query.since)));
}

export async function deleteDaysBefore(db: Db, before: Date, limit: number): Promise<number> {
  const { sandbox, day, kind } = dailyCounts;
  const isOld = lt(day, before.toISOString().slice(0, 10));
  const old = db.select({ sandbox, day, kind }).from(dailyCounts).where(isOld).limit(limit);
  const rows = await db.delete(dailyCounts).where(sql`(${sandbox}, ${day}, ${kind}) in ${old}`).returning({ day });
  return rows.length;
}
