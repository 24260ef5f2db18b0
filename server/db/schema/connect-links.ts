import { boolean, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "../columns.js";
import { accounts } from "./accounts.js";

/** One-time addresses that an account's owner can open without signing in here. */
export const connectLinks = pgTable(
  "connect_links",
  {
    id: text("id").primaryKey(),
    sandbox: boolean("sandbox").notNull(),
    /** SHA-256 of what the address holds, so that a copy of the table opens nothing. */
    hash: text("hash").notNull(),
    /** What the operator calls it. */
    label: text("label"),
    /** The only account that it connects; null: any. It goes with its account: it must never come to mean any. */
    accountId: text("account_id").references(() => accounts.id, { onDelete: "cascade" }),
    /** Given to the account that it connects. */
    reference: text("reference"),
    createdAt: instant("created_at").notNull(),
    /** Its position among those that were made with it, at the same instant. */
    position: integer("position").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** When the first connection by it succeeded. */
    usedAt: instant("used_at"),
    /** The account that was connected then. */
    usedByAccountId: text("used_by_account_id").references(() => accounts.id, { onDelete: "set null" }),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    uniqueIndex("connect_links_hash_idx").on(t.hash),
    index("connect_links_created_idx").on(t.createdAt.desc().nullsFirst(), t.position, t.id),
    index("connect_links_account_idx").on(t.accountId),
    index("connect_links_used_by_idx").on(t.usedByAccountId),
  ],
);

export type ConnectLinkRow = typeof connectLinks.$inferSelect;
