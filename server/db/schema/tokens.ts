import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns.js";
import { accounts } from "./accounts.js";

/** The access token of each account: one row an account. Dates and failure stay when the token itself is forgotten. */
export const tokens = pgTable(
  "tokens",
  {
    accountId: text("account_id")
      .primaryKey()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** The token, sealed for `token:<accountId>`; null once it is forgotten. */
    sealed: text("sealed"),
    issuedAt: instant("issued_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    refreshedAt: instant("refreshed_at"),
    /** True while the dates of an imported token are not yet confirmed by a refresh. */
    estimated: boolean("estimated").notNull().default(false),
    scopes: text("scopes").array(),
    /** Null when the server will not try again by itself. */
    nextRefreshAt: instant("next_refresh_at"),

    /** Null while all is well; null again after a success. */
    failureCause: text("failure_cause"),
    failureFirstAt: instant("failure_first_at"),
    failureLastAt: instant("failure_last_at"),
    failureAttempts: integer("failure_attempts").notNull().default(0),

    /** A worker holds the token until then; by the database's clock. */
    leaseUntil: instant("lease_until"),
    /** Grows with every claim; a worker whose fence is old has lost the token. */
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
