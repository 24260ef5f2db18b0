import { bigserial, boolean, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { instant } from "./columns.js";

export const syncRuns = pgTable(
  "sync_runs",
  {
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: bigserial("id", { mode: "number" }).notNull(),
    startedAt: instant("started_at").notNull(),
    ms: integer("ms").notNull(),
    full: boolean("is_full").notNull(),
    outcome: text("outcome").$type<SyncRunOutcome>().notNull(),
    cause: text("cause"),
    newCount: integer("new_count").notNull(),
    changedCount: integer("changed_count").notNull(),
    removedCount: integer("removed_count").notNull(),
    unknownTypeCount: integer("unknown_type_count").notNull(),
    brokenCount: integer("broken_count").notNull(),
    callCount: integer("call_count").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // As plain `desc` sorts: drizzle's default is `nulls last`, which serves no `order by … desc`.
    index("sync_runs_account_idx").on(t.accountId, t.startedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("sync_runs_started_idx").on(t.startedAt),
  ],
);

/** The progress of the current sync: one row an account, valid only during its lease. */
export const syncProgress = pgTable("sync_progress", {
  accountId: text("account_id")
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  startedAt: instant("started_at").notNull(),
  full: boolean("is_full").notNull(),
  pageCount: integer("page_count").notNull(),
  postCount: integer("post_count").notNull(),
});

export type SyncRunRow = typeof syncRuns.$inferSelect;
export type SyncProgressRow = typeof syncProgress.$inferSelect;

export const SyncRunOutcome = { OK: "OK", FAILED: "FAILED", INTERRUPTED: "INTERRUPTED" } as const;
export type SyncRunOutcome = keyof typeof SyncRunOutcome;
