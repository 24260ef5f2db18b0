import { sql } from "drizzle-orm";
import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { instant } from "./columns.js";

/** One row for the app, one for each restricted account. Written when a decision changes. */
export const circuits = pgTable(
  "circuits",
  {
    /** An account's id, the app's `appScopeKey`, or a kind of call's `blockScopeKey`. */
    scopeKey: text("scope_key").primaryKey(),
    accountId: text("account_id").references(() => accounts.id, { onDelete: "cascade" }),

    /** The used share of the rate limit, in steps of five from 80; 0 below. */
    percent: integer("percent").notNull().default(0),
    percentAt: instant("percent_at"),

    reason: text("reason").$type<CircuitReason>(),
    /** The start of the block. For a mass revocation: the first revoked token. */
    since: instant("since"),
    until: instant("until"),
    /** Instagram's own `Retry-After`; null if `until` is an estimate. */
    retryAfter: instant("retry_after"),
    closedAt: instant("closed_at"),
    /** For the app: consecutive opens, each with a longer wait. */
    consecutiveOpens: integer("consecutive_opens").notNull().default(0),
    /** By the database's clock. */
    probeLeaseUntil: instant("probe_lease_until"),

    /** For an account: when its token was first rejected during a mass revocation. A later call must confirm it. */
    revocationSuspectedAt: instant("revocation_suspected_at"),
  },
  (t) => [
    index("circuits_account_idx").on(t.accountId),
    index("circuits_percent_idx").on(t.percent).where(sql`${t.percent} > 0`),
  ],
);

export type CircuitRow = typeof circuits.$inferSelect;

/**
 * RATE_LIMITED: Instagram throttles. UNAVAILABLE: many calls fail. MASS_REVOCATION: so many tokens are rejected at once that
 * Darkroom waits for confirmation. APP_BLOCKED: Instagram rejects the app.
 */
export const CircuitReason = {
  RATE_LIMITED: "RATE_LIMITED",
  UNAVAILABLE: "UNAVAILABLE",
  MASS_REVOCATION: "MASS_REVOCATION",
  APP_BLOCKED: "APP_BLOCKED",
} as const;
export type CircuitReason = keyof typeof CircuitReason;
