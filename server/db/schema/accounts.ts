import { getTableColumns, sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bucket, instant, RANDOM_KEY } from "./columns.js";

/**
 * Connected Instagram accounts: who they are. These rows change rarely; what each sync writes is in `account_states`.
 * Instagram's ids are text: they exceed 2^53.
 */
export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    /** True for a sandbox account; a server sees only accounts of its own mode. */
    sandbox: boolean("sandbox").notNull(),
    appId: text("app_id").notNull(),
    /** `/me`'s id: app-scoped, different for each app. */
    scopedId: text("scoped_id").notNull(),
    /** `/me`'s user_id: the professional account's id (17841…); null if Instagram omits it. */
    userId: text("user_id"),
    /** The user_id of the code exchange, which may differ from both; Meta's callbacks may use it. */
    exchangeUserId: text("exchange_user_id"),

    username: text("username").notNull(),
    usernameFolded: text("username_folded").notNull(),
    name: text("name"),
    nameFolded: text("name_folded"),
    biography: text("biography"),
    website: text("website"),
    accountType: text("account_type"),
    /** The end of the profile picture's address on this server; never changes. */
    pictureKey: text("picture_key").notNull().default(RANDOM_KEY),
    /** The picture's path at Instagram, which changes only with the picture; null without a picture. */
    picturePath: text("picture_path"),

    reference: text("reference"),
    referenceFolded: text("reference_folded"),
    tags: text("tags").array().notNull().default(sql`'{}'::text[]`),
    note: text("note"),

    connectedAt: instant("connected_at").notNull(),
    /** When the username was last new to this server; null since the account is connected. */
    namedAt: instant("named_at"),
  },
  (t) => [
    uniqueIndex("accounts_user_idx").on(t.sandbox, t.userId).where(sql`${t.userId} is not null`),
    uniqueIndex("accounts_scoped_idx").on(t.sandbox, t.appId, t.scopedId),
    // Meta names a person by one of three ids, and does not say by which.
    index("accounts_scoped_id_idx").on(t.scopedId),
    index("accounts_exchange_idx").on(t.exchangeUserId).where(sql`${t.exchangeUserId} is not null`),
    index("accounts_username_idx").on(t.usernameFolded, t.id),
    index("accounts_connected_idx").on(t.connectedAt, t.id),
    index("accounts_tags_idx").using("gin", t.tags),
    index("accounts_reference_idx").on(t.reference).where(sql`${t.reference} is not null`),
    // A migration adds accounts_search_idx where Postgres has pg_trgm.
  ],
);

/**
 * The state of each account, one row an account: what syncs write, and what decides when they run. An account and its state
 * are inserted in one transaction. A transaction that changes both changes the state first.
 */
export const accountStates = pgTable(
  "account_states",
  {
    accountId: text("account_id")
      .primaryKey()
      .references(() => accounts.id, { onDelete: "cascade" }),
    bucket: bucket(),
    /** As in `accounts`, so that one index finds what is due. */
    sandbox: boolean("sandbox").notNull(),
    appId: text("app_id").notNull(),
    paused: boolean("paused").notNull().default(false),
    snoozedUntil: instant("snoozed_until"),

    followersCount: integer("followers_count"),
    followsCount: integer("follows_count"),
    mediaCount: integer("media_count"),

    syncedAt: instant("synced_at"),
    fullySyncedAt: instant("fully_synced_at"),
    nextSyncAt: instant("next_sync_at"),
    nextFullSyncAt: instant("next_full_sync_at"),
    syncFailureCause: text("sync_failure_cause"),
    syncFailedAt: instant("sync_failed_at"),
    syncAttempts: integer("sync_attempts").notNull().default(0),
    /** When Instagram first reported the account as missing, and how often since; null if it did not. */
    unavailableSince: instant("unavailable_since"),
    unavailableReadings: integer("unavailable_readings").notNull().default(0),
    /** A worker's lease, by the database's clock, so that skewed processes agree. */
    syncLeaseUntil: instant("sync_lease_until"),
    /** Grows with every claim. */
    syncFence: bigint("sync_fence", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    index("account_states_synced_idx").on(t.syncedAt.asc().nullsFirst(), t.accountId),
    index("account_states_unavailable_idx").on(t.unavailableSince).where(sql`${t.unavailableSince} is not null`),
    // Paused accounts, and those of another app or mode, stay due; the claim query excludes them.
    index("account_states_due_idx")
      .on(t.sandbox, t.appId, t.nextSyncAt)
      .where(sql`${t.nextSyncAt} is not null and not ${t.paused}`),
    index("account_states_paused_idx").on(t.sandbox, t.appId).where(sql`${t.paused}`),
    index("account_states_snoozed_idx").on(t.snoozedUntil).where(sql`${t.snoozedUntil} is not null`),
    index("account_states_failed_idx")
      .on(t.syncFailureCause)
      .where(sql`${t.syncFailedAt} is not null or ${t.syncFailureCause} is not null`),
  ],
);

const { accountId: _account, bucket: _bucket, ...stateColumns } = getTableColumns(accountStates);
/** Both tables' columns, of a query that joins them. */
export const accountColumns = { ...stateColumns, ...getTableColumns(accounts) };

/** An account with its state. */
export type AccountRow = typeof accounts.$inferSelect & Omit<typeof accountStates.$inferSelect, "accountId" | "bucket">;
export type NewAccountRow = typeof accounts.$inferInsert & Omit<typeof accountStates.$inferInsert, "accountId">;

export const AccountStatus = { ACTIVE: "ACTIVE", PAUSED: "PAUSED", RECONNECT_REQUIRED: "RECONNECT_REQUIRED" } as const;
export type AccountStatus = keyof typeof AccountStatus;
