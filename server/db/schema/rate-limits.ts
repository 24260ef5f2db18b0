import { sql } from "drizzle-orm";
import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns.js";
import { accounts } from "./accounts.js";

/**
 * What Instagram lets be called: a row of the app, and one of each account of which it said something that changes what is
 * done. Written when a decision changes, never for each call; read before each call, in every process.
 */
export const circuits = pgTable(
  "circuits",
  {
    /** Our id of an account, the app's name of `appScopeKey`, or that with a kind of call of `blockScopeKey`. */
    scopeKey: text("scope_key").primaryKey(),
    /** Null for the app. */
    accountId: text("account_id").references(() => accounts.id, { onDelete: "cascade" }),

    /** How much of its allowance is used up, in steps of five from 80 on; 0 below. */
    percent: integer("percent").notNull().default(0),
    percentAt: instant("percent_at"),

    /** Why nothing is called; kept when it is over. */
    reason: text("reason").$type<CircuitReason>(),
    /** When that began: of a wave of lost tokens, with the first of them. */
    since: instant("since"),
    /** No call before. */
    until: instant("until"),
    /** No call before, in Instagram's own words; null where it said nothing and `until` is a guess. */
    retryAfter: instant("retry_after"),
    /** Of the app: when a probing call ended it; null while it lasts. */
    closedAt: instant("closed_at"),
    /** Of the app: how often it was opened in a row, so that each wait is longer than the one before. */
    consecutiveOpens: integer("consecutive_opens").notNull().default(0),
    /** Of the app: somebody makes the probing call until then; by the database's clock. */
    probeLeaseUntil: instant("probe_lease_until"),

    /** Of an account: when its token was first refused during a wave, which one later call has to confirm. */
    revocationSuspectedAt: instant("revocation_suspected_at"),
  },
  (t) => [
    index("circuits_account_idx").on(t.accountId),
    index("circuits_percent_idx").on(t.percent).where(sql`${t.percent} > 0`),
  ],
);

export type CircuitRow = typeof circuits.$inferSelect;

/** RATE_LIMITED: it throttles. UNAVAILABLE: calls fail in mass. MASS_REVOCATION: it refuses so many tokens at once that it is not believed. APP_BLOCKED: it refuses the app. */
export const CircuitReason = {
  RATE_LIMITED: "RATE_LIMITED",
  UNAVAILABLE: "UNAVAILABLE",
  MASS_REVOCATION: "MASS_REVOCATION",
  APP_BLOCKED: "APP_BLOCKED",
} as const;
export type CircuitReason = keyof typeof CircuitReason;
