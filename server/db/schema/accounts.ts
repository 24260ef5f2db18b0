import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant, RANDOM_KEY } from "../columns.js";

/** Instagram accounts that have been connected, with the profile as last read. Instagram's ids are text: they exceed 2^53. */
export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    /** True for an account of the sandbox; a server sees only accounts of its own mode. */
    sandbox: boolean("sandbox").notNull(),
    /** The Instagram app that the token was issued to. */
    appId: text("app_id").notNull(),
    /** `/me`'s id: app-scoped, another one for another app. */
    scopedId: text("scoped_id").notNull(),
    /** `/me`'s user_id: the professional account's id (17841…); null where Instagram withholds it. */
    userId: text("user_id"),
    /** The user_id of the code exchange, which need not equal either; Meta's callbacks may name it. */
    exchangeUserId: text("exchange_user_id"),

    username: text("username").notNull(),
    usernameFolded: text("username_folded").notNull(),
    name: text("name"),
    nameFolded: text("name_folded"),
    biography: text("biography"),
    website: text("website"),
    accountType: text("account_type"),
    /** What our address of the profile's picture ends in; made with the row, never changed. */
    pictureKey: text("picture_key").notNull().default(RANDOM_KEY),
    /** Its path at Instagram, which changes only when the picture does; null when there is none. */
    picturePath: text("picture_path"),
    followersCount: integer("followers_count"),
    followsCount: integer("follows_count"),
    mediaCount: integer("media_count"),

    paused: boolean("paused").notNull().default(false),
    reference: text("reference"),
    referenceFolded: text("reference_folded"),
    tags: text("tags").array().notNull().default(sql`'{}'::text[]`),
    note: text("note"),
    /** Left out of the list of those that need somebody until then. */
    snoozedUntil: instant("snoozed_until"),

    connectedAt: instant("connected_at").notNull(),
    syncedAt: instant("synced_at"),
    fullySyncedAt: instant("fully_synced_at"),
    /** When the next routine sync is due; null when none will come by itself. */
    nextSyncAt: instant("next_sync_at"),
    /** When every post is read again. */
    nextFullSyncAt: instant("next_full_sync_at"),
    /** Set while the last attempt to sync failed. */
    syncFailureCause: text("sync_failure_cause"),
    syncFailedAt: instant("sync_failed_at"),
    syncAttempts: integer("sync_attempts").notNull().default(0),
    /** When Instagram first said that there is no such account, and how often since; null: it did not. */
    unavailableSince: instant("unavailable_since"),
    unavailableReadings: integer("unavailable_readings").notNull().default(0),
    /** A worker holds the account until then; by the database's clock, so that skewed processes agree. */
    syncLeaseUntil: instant("sync_lease_until"),
    /** Grows with every claim; a worker whose fence is old has lost the account. */
    syncFence: bigint("sync_fence", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    uniqueIndex("accounts_user_idx").on(t.sandbox, t.userId).where(sql`${t.userId} is not null`),
    uniqueIndex("accounts_scoped_idx").on(t.sandbox, t.appId, t.scopedId),
    index("accounts_username_idx").on(t.usernameFolded, t.id),
    index("accounts_connected_idx").on(t.connectedAt, t.id),
    index("accounts_synced_idx").on(t.syncedAt.asc().nullsFirst(), t.id),
    index("accounts_unavailable_idx").on(t.unavailableSince).where(sql`${t.unavailableSince} is not null`),
    // Those that are paused, another app's or another mode's stay due for as long as they are, and are none of a claim's.
    index("accounts_sync_due_idx")
      .on(t.sandbox, t.appId, t.nextSyncAt)
      .where(sql`${t.nextSyncAt} is not null and not ${t.paused}`),
  ],
);

export type AccountRow = typeof accounts.$inferSelect;
export type NewAccountRow = typeof accounts.$inferInsert;

export const AccountStatus = { ACTIVE: "ACTIVE", PAUSED: "PAUSED", RECONNECT_REQUIRED: "RECONNECT_REQUIRED" } as const;
export type AccountStatus = keyof typeof AccountStatus;
