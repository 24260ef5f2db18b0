import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { files } from "./assets.js";
import { instant } from "./columns.js";
import { media } from "./media.js";

/**
 * One row per address under /files/. The random key belongs to the post or account and outlives the row.
 */
export const pictures = pgTable(
  "pictures",
  {
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    /** Null for the profile picture. */
    mediaId: text("media_id"),
    kind: text("kind").notNull(),
    /** Instagram's address without host and signature: it changes only with the picture. */
    path: text("path").notNull(),
    /** Instagram's signed address until it is copied; null also when a new one is needed. */
    source: text("source"),
    /** Stays until a newer copy is stored. */
    hash: text("hash").references(() => files.hash),
    /** Null when there is nothing to copy, or after the last attempt. */
    nextTryAt: instant("next_try_at"),
    attempts: integer("attempts").notNull().default(0),
    failureCause: text("failure_cause"),
    failedAt: instant("failed_at"),
    /** A worker's lease, by the database's clock, so that skewed processes agree. */
    leaseUntil: instant("lease_until"),
    /** Grows with every claim and every new source; a worker with an old fence has lost the picture. */
    fence: bigint("fence", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.key] }),
    // A client's address has the key alone.
    index("pictures_key_idx").on(t.key),
    foreignKey({ columns: [t.accountId, t.mediaId], foreignColumns: [media.accountId, media.id] }).onDelete("cascade"),
    index("pictures_due_idx").on(t.accountId, t.nextTryAt).where(sql`${t.nextTryAt} is not null`),
    index("pictures_media_idx").on(t.accountId, t.mediaId),
    index("pictures_hash_idx").on(t.hash).where(sql`${t.hash} is not null`),
    index("pictures_failed_idx").on(t.accountId, t.key).where(sql`${t.hash} is null and ${t.failureCause} is not null`),
    index("pictures_dormant_idx").on(t.accountId, t.key).where(isDormant(t)),
  ],
);

export function isDormant(t: Record<"kind" | "hash" | "nextTryAt" | "failureCause", AnyPgColumn>): SQL {
  return sql`${t.kind} = 'VIDEO' and ${t.hash} is null and ${t.nextTryAt} is null and ${t.failureCause} is null`;
}

export type PictureRow = typeof pictures.$inferSelect;

export const PictureKind = { PICTURE: "PICTURE", VIDEO: "VIDEO", POSTER: "POSTER", PROFILE: "PROFILE" } as const;
export type PictureKind = keyof typeof PictureKind;
