import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { instant } from "./columns.js";

export const jobs = pgTable(
  "jobs",
  {
    id: text("id").primaryKey(),
    sandbox: boolean("sandbox").notNull(),
    kind: text("kind").$type<JobKind>().notNull(),
    full: boolean("is_full").notNull(),
    operatorId: text("operator_id").notNull(),
    totalCount: integer("total_count").notNull(),
    doneCount: integer("done_count").notNull().default(0),
    failedCount: integer("failed_count").notNull().default(0),
    skippedCount: integer("skipped_count").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    cancelledAt: instant("cancelled_at"),
    /** Paused until then, because Instagram must not be called. */
    notBefore: instant("not_before"),
  },
  (t) => [
    index("jobs_created_idx").on(t.createdAt, t.id),
    index("jobs_open_idx").on(t.createdAt).where(sql`${t.finishedAt} is null`),
  ],
);

/** The accounts of a job, each processed once. Deleted with their account. */
export const jobItems = pgTable(
  "job_items",
  {
    jobId: text("job_id")
      .notNull()
      .references(() => jobs.id, { onDelete: "cascade" }),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    /** Null until done: `ok`, `skipped` when there was nothing to do, or the error code. */
    outcome: text("outcome"),
    message: text("message"),
    finishedAt: instant("finished_at"),
    notBefore: instant("not_before"),
    /** A worker's lease, by the database's clock. */
    leaseUntil: instant("lease_until"),
    fence: bigint("fence", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.accountId] }),
    index("job_items_open_idx").on(t.jobId, t.position).where(sql`${t.outcome} is null`),
    index("job_items_failed_idx").on(t.jobId, t.position).where(sql`${t.outcome} <> 'ok'`),
    index("job_items_account_idx").on(t.accountId),
  ],
);

export type JobRow = typeof jobs.$inferSelect;
export type JobItemRow = typeof jobItems.$inferSelect;

export const JobKind = {
  REFRESH_TOKENS: "REFRESH_TOKENS",
  SYNC_ACCOUNTS: "SYNC_ACCOUNTS",
  PAUSE_ACCOUNTS: "PAUSE_ACCOUNTS",
  RESUME_ACCOUNTS: "RESUME_ACCOUNTS",
  DISCONNECT_ACCOUNTS: "DISCONNECT_ACCOUNTS",
  ERASE_ACCOUNTS: "ERASE_ACCOUNTS",
} as const;
export type JobKind = keyof typeof JobKind;

export const JobState = { WAITING: "WAITING", RUNNING: "RUNNING", DONE: "DONE", CANCELLED: "CANCELLED" } as const;
export type JobState = keyof typeof JobState;
