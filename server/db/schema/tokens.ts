import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns.js";
import { accounts } from "./accounts.js";

/** The access token of each account, one row an account. Dates and failure remain after the token is deleted. */
export const tokens = pgTable(
  "tokens",
  {
    accountId: text("account_id")
      .primaryKey()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** The token, encrypted for `token:<accountId>`; null after deletion. */
    sealed: text("sealed"),
    issuedAt: instant("issued_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    refreshedAt: instant("refreshed_at"),
    /** True while no refresh has confirmed the dates of an imported token. */
    estimated: boolean("estimated").notNull().default(false),
    scopes: text("scopes").array(),
    nextRefreshAt: instant("next_refresh_at"),

    failureCause: text("failure_cause"),
    failureFirstAt: instant("failure_first_at"),
    failureLastAt: instant("failure_last_at"),
    failureAttempts: integer("failure_attempts").notNull().default(0),

    /** A worker's lease, by the database's clock. */
    leaseUntil: instant("lease_until"),
    fence: bigint("fence", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    index("tokens_due_idx").on(t.nextRefreshAt).where(sql`${t.nextRefreshAt} is not null`),
    index("tokens_expires_idx").on(t.expiresAt, t.accountId),
    index("tokens_failing_idx").on(t.failureFirstAt).where(sql`${t.failureCause} is not null`),
  ],
);

export type TokenRow = typeof tokens.$inferSelect;

export const TokenHealth = {
  HEALTHY: "HEALTHY",
  DUE: "DUE",
  EXPIRING: "EXPIRING",
  EXPIRED: "EXPIRED",
  REVOKED: "REVOKED",
} as const;
export type TokenHealth = keyof typeof TokenHealth;
