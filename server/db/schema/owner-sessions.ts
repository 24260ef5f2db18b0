import { index, pgTable, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { instant } from "./columns.js";

/** Browsers of persons who logged in with Instagram. No personal data; a session ends with its account. */
export const ownerSessions = pgTable(
  "owner_sessions",
  {
    /** SHA-256 of the cookie: 256 random bits need no salt. */
    hash: text("hash").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    /** Not extended: a longer session takes another login. */
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    index("owner_sessions_account_idx").on(t.accountId, t.createdAt),
    index("owner_sessions_expires_idx").on(t.expiresAt),
  ],
);

export type OwnerSessionRow = typeof ownerSessions.$inferSelect;
