import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { instant } from "./columns.js";

/** API keys of sites and apps, without the key text. A revoked key stays, so that its name remains readable. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    /** A sandbox key is invalid on a live server, and vice versa. */
    sandbox: boolean("sandbox").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    /** SHA-256 of the key: 256 random bits need no salt. */
    hash: text("hash").notNull(),
    prefix: text("prefix").notNull(),
    scopes: text("scopes").array().notNull(),
    allAccounts: boolean("all_accounts").notNull(),
    origins: text("origins").array().notNull().default(sql`'{}'::text[]`),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    /** Written at most once a minute. */
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [uniqueIndex("api_keys_hash_idx").on(t.hash), index("api_keys_created_idx").on(t.createdAt, t.id)],
);

export const apiKeyAccounts = pgTable(
  "api_key_accounts",
  {
    keyId: text("key_id")
      .notNull()
      .references(() => apiKeys.id, { onDelete: "cascade" }),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.keyId, t.accountId] }), index("api_key_accounts_account_idx").on(t.accountId)],
);

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export const ApiKeyKind = { PUBLISHABLE: "PUBLISHABLE", SECRET: "SECRET" } as const;
export type ApiKeyKind = keyof typeof ApiKeyKind;

export const ApiKeyScope = { READ: "READ", CONNECT: "CONNECT", REFRESH: "REFRESH" } as const;
export type ApiKeyScope = keyof typeof ApiKeyScope;
