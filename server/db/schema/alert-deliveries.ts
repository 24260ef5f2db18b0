import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.js";

export const alertDeliveries = pgTable(
  "alert_deliveries",
  {
    id: text("id").primaryKey(),
    sandbox: boolean("sandbox").notNull(),
    channel: text("channel").$type<AlertChannel>().notNull(),
    test: boolean("test").notNull(),
    alertCount: integer("alert_count").notNull(),
    /** Encrypted for `delivery:<id>`, because it may contain reconnect links. Null after delivery or expiry. */
    sealed: text("sealed"),
    createdAt: instant("created_at").notNull(),
    status: text("status").$type<AlertDeliveryStatus>().notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextTryAt: instant("next_try_at"),
    deliveredAt: instant("delivered_at"),
    /** The HTTP status or SMTP reply code of the last attempt. */
    responseCode: integer("response_code"),
    error: text("error"),
    /** A worker's lease, by the database's clock. */
    leaseUntil: instant("lease_until"),
    fence: bigint("fence", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    index("alert_deliveries_due_idx").on(t.nextTryAt).where(sql`${t.nextTryAt} is not null`),
    index("alert_deliveries_created_idx").on(t.createdAt, t.id),
  ],
);

export type AlertDeliveryRow = typeof alertDeliveries.$inferSelect;

export const AlertChannel = { WEBHOOK: "WEBHOOK", EMAIL: "EMAIL" } as const;
export type AlertChannel = keyof typeof AlertChannel;

export const AlertDeliveryStatus = { WAITING: "WAITING", DELIVERED: "DELIVERED", FAILED: "FAILED" } as const;
export type AlertDeliveryStatus = keyof typeof AlertDeliveryStatus;
