import { boolean, date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/** Per day (UTC): two weeks of 20,000 accounts are a few rows. */
export const dailyCounts = pgTable(
  "daily_counts",
  {
    day: date("day", { mode: "string" }).notNull(),
    sandbox: boolean("sandbox").notNull(),
    kind: text("kind").$type<DailyCountKind>().notNull(),
    count: integer("count").notNull(),
  },
  (t) => [primaryKey({ columns: [t.sandbox, t.day, t.kind] })],
);

export type DailyCountKind = "refreshed" | "refresh_failed" | "synced" | "sync_failed";
