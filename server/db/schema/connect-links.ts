import { boolean, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { instant } from "./columns.js";

export const connectLinks = pgTable(
  "connect_links",
  {
    id: text("id").primaryKey(),
    sandbox: boolean("sandbox").notNull(),
    /** SHA-256 of the secret in the address, so that a leaked table is useless. */
    hash: text("hash").notNull(),
    label: text("label"),
    /** The only account that it may connect; null for any. Deleted with its account, because null would mean any. */
    accountId: text("account_id").references(() => accounts.id, { onDelete: "cascade" }),
    reference: text("reference"),
    createdAt: instant("created_at").notNull(),
    /** The order among links created together. */
    position: integer("position").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
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
