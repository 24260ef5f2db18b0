import { sql } from "drizzle-orm";
import { bigserial, boolean, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { instant } from "./columns.js";

/** Alerts, pending or sent; a sent row stays, so that no alert is repeated. */
export const alerts = pgTable(
  "alerts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    sandbox: boolean("sandbox").notNull(),
    /** An account's id, or the affected part of the server. */
    subject: text("subject").notNull(),
    accountId: text("account_id").references(() => accounts.id, { onDelete: "cascade" }),
    kind: text("kind").$type<AlertKind>().notNull(),
    /** A token's issue time, or the start of an incident. */
    since: instant("since").notNull(),
    cause: text("cause"),
    detectedAt: instant("detected_at").notNull(),
    notifyAfter: instant("notify_after").notNull(),
    notifiedAt: instant("notified_at"),
    closedAt: instant("closed_at"),
  },
  (t) => [
    uniqueIndex("alerts_once_idx").on(t.sandbox, t.subject, t.kind, t.since),
    index("alerts_pending_idx").on(t.notifyAfter).where(sql`${t.notifiedAt} is null`),
    index("alerts_open_idx").on(t.accountId).where(sql`${t.closedAt} is null`),
    index("alerts_account_idx").on(t.accountId),
    index("alerts_notified_idx").on(t.notifiedAt),
  ],
);

export type AlertRow = typeof alerts.$inferSelect;

export const AlertKind = {
  RECONNECT_REQUIRED: "RECONNECT_REQUIRED",
  REFRESH_FAILING: "REFRESH_FAILING",
  EXPIRING_14: "EXPIRING_14",
  EXPIRING_7: "EXPIRING_7",
  EXPIRING_3: "EXPIRING_3",
  EXPIRING_1: "EXPIRING_1",
  RECOVERED: "RECOVERED",
  APP_BLOCKED: "APP_BLOCKED",
  JOBS_OVERDUE: "JOBS_OVERDUE",
  JOB_FAILING: "JOB_FAILING",
  DATABASE_OUTAGE: "DATABASE_OUTAGE",
} as const;
export type AlertKind = keyof typeof AlertKind;
