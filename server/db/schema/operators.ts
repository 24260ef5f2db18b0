import { bigserial, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.js";

export const operators = pgTable(
  "operators",
  {
    id: text("id").primaryKey(),
    email: text("email").notNull(),
    emailFolded: text("email_folded").notNull(),
    /** scrypt, with its parameters and salt. */
    passwordHash: text("password_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Failed sign-ins before it count no more. Null for the first password. */
    passwordSetAt: instant("password_set_at"),
    lastSignInAt: instant("last_sign_in_at"),
  },
  (t) => [uniqueIndex("operators_email_idx").on(t.emailFolded)],
);

/** Removed operators, without their e-mail, so that neither a restart nor a backup restores them. */
export const removedOperators = pgTable(
  "removed_operators",
  {
    id: text("id").primaryKey(),
    /** SHA-256 of the case-folded e-mail. */
    emailHash: text("email_hash").notNull(),
    removedAt: instant("removed_at").notNull(),
  },
  (t) => [index("removed_operators_email_idx").on(t.emailHash)],
);

export const sessions = pgTable(
  "sessions",
  {
    /** SHA-256 of the cookie: 256 random bits need no salt. */
    hash: text("hash").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    /** Written at most once a minute. */
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("sessions_operator_idx").on(t.operatorId), index("sessions_expires_idx").on(t.expiresAt)],
);

export const signInFailures = pgTable(
  "sign_in_failures",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** SHA-256 of address and e-mail together, so that neither is readable. */
    pair: text("pair").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("sign_in_failures_pair_idx").on(t.pair, t.at), index("sign_in_failures_at_idx").on(t.at)],
);

export type OperatorRow = typeof operators.$inferSelect;
export type NewOperatorRow = typeof operators.$inferInsert;
export type SessionRow = typeof sessions.$inferSelect;
