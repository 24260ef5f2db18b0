import { type SQL, sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { bucket, instant } from "./columns.js";

/** Postgres generates columns only from what no setting changes: days are added in UTC. */
function inUtc(expression: string): SQL {
  return sql.raw(
    `(${expression.replace(/\b(issued_at|expires_at|failure_first_at)\b/g, "($1 at time zone 'UTC')")}) at time zone 'UTC'`,
  );
}

/** Causes after which only the owner's new consent helps, beside TOKEN_EXPIRED. A test compares them with `reconnectCauses`. */
const REVOKING_CAUSES = ["TOKEN_REVOKED", "PASSWORD_CHANGED", "APP_REMOVED", "CHECKPOINT"]
  .concat("PERMISSION_MISSING", "ACCOUNT_NOT_PROFESSIONAL", "ACCOUNT_UNAVAILABLE", "NOT_A_TESTER")
  .map((cause) => `'${cause}'`)
  .join(", ");
const IS_REVOKED = `sealed is null or failure_cause in (${REVOKING_CAUSES})`;
const DIES_AT = `case when ${IS_REVOKED} then '-infinity'::timestamp when failure_cause = 'TOKEN_EXPIRED' then 'epoch'::timestamp else expires_at end`;

/**
 * The access token of each account, one row an account. Dates and failure remain after the token is deleted. Postgres
 * computes the instants at which the state changes from the row itself, so that an index finds a state by comparing with now.
 */
export const tokens = pgTable(
  "tokens",
  {
    accountId: text("account_id")
      .primaryKey()
      .references(() => accounts.id, { onDelete: "cascade" }),
    bucket: bucket(),
    /** As in `accounts`, so that one index finds the tokens in a state. */
    sandbox: boolean("sandbox").notNull(),
    appId: text("app_id").notNull(),
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

    /** Only reconnecting helps from then on: `-infinity` once revoked or deleted, 1970 once Instagram said it has expired. */
    endsAt: instant("ends_at").notNull().generatedAlwaysAs(inUtc(DIES_AT)),
    /** From then on DUE, see `refreshDueAt`. */
    refreshDueAt: instant("refresh_due_at")
      .notNull()
      .generatedAlwaysAs(
        inUtc(
          "greatest(least(issued_at + (expires_at - issued_at) / 2, expires_at - interval '30 days'), issued_at + interval '1 day')",
        ),
      ),
    /** From then on somebody should look at it: 14 days before it ends, or after a day of failures. */
    attentionAt: instant("attention_at")
      .notNull()
      .generatedAlwaysAs(
        inUtc(
          `least(${DIES_AT} - interval '14 days', case when failure_cause <> 'APP_BLOCKED' then failure_first_at + interval '1 day' end)`,
        ),
      ),
    /** The most urgent first: since when it has been over, or when it will be. */
    urgentAt: instant("urgent_at")
      .notNull()
      .generatedAlwaysAs(
        sql.raw(
          `case when ${IS_REVOKED} or failure_cause = 'TOKEN_EXPIRED' then least(expires_at, coalesce(failure_first_at, issued_at)) else expires_at end`,
        ),
      ),

    /** A worker's lease, by the database's clock. */
    leaseUntil: instant("lease_until"),
    fence: bigint("fence", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    index("tokens_due_idx").on(t.nextRefreshAt).where(sql`${t.nextRefreshAt} is not null`),
    index("tokens_expires_idx").on(t.expiresAt, t.accountId),
    index("tokens_failing_idx").on(t.failureFirstAt).where(sql`${t.failureCause} is not null`),
    index("tokens_ends_idx").on(t.sandbox, t.appId, t.endsAt),
    index("tokens_refresh_idx").on(t.sandbox, t.appId, t.refreshDueAt, t.endsAt),
    index("tokens_attention_idx").on(t.sandbox, t.appId, t.attentionAt, t.accountId),
    index("tokens_urgent_idx").on(t.sandbox, t.appId, t.urgentAt, t.accountId),
    index("tokens_cause_idx").on(t.failureCause).where(sql`${t.failureCause} is not null`),
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
