import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, foreignKey, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns.js";
import { accounts } from "./accounts.js";
import { files } from "./assets.js";
import { media } from "./media.js";

/**
 * One row for each address under /files/: where Instagram has the picture or video, and which file is our copy of it.
 * The key is the post's or the account's own and outlives the row.
 */
export const pictures = pgTable(
  "pictures",
  {
    key: text("key").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** Null for the account's own picture. */
    mediaId: text("media_id"),
    kind: text("kind").notNull(),
    /** Instagram's address without host and signature: what changes only when the picture does. */
    path: text("path").notNull(),
    /** Instagram's signed address, until it has been copied; null also when it must be asked for anew. */
    source: text("source"),
    /** Our copy, which stays until a newer one is there. */
    hash: text("hash").references(() => files.hash),
    /** Null when there is nothing to copy, or no hope. */
    nextTryAt: instant("next_try_at"),
    attempts: integer("attempts").notNull().default(0),
    /** Why the last attempt to copy failed; null after a success. */
    failureCause: text("failure_cause"),
    failedAt: instant("failed_at"),
    /** A worker holds it until then; by the database's clock, so that skewed processes agree. */
    leaseUntil: instant("lease_until"),
    /** Grows with every claim and every new source; a worker whose fence is old has lost the picture. */
    fence: bigint("fence", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    foreignKey({ columns: [t.accountId, t.mediaId], foreignColumns: [media.accountId, media.id] }).onDelete("cascade"),
    index("pictures_due_idx").on(t.accountId, t.nextTryAt).where(sql`${t.nextTryAt} is not null`),
    index("pictures_media_idx").on(t.accountId, t.mediaId),
    index("pictures_hash_idx").on(t.hash).where(sql`${t.hash} is not null`),
    index("pictures_failed_idx").on(t.key).where(sql`${t.hash} is null and ${t.failureCause} is not null`),
    index("pictures_dormant_idx").on(t.key).where(isDormant(t)),
  ],
);

/** A video that was noted while videos were not kept. */
export function isDormant(t: Record<"kind" | "hash" | "nextTryAt" | "failureCause", AnyPgColumn>): SQL {
  return sql`${t.kind} = 'VIDEO' and ${t.hash} is null and ${t.nextTryAt} is null and ${t.failureCause} is null`;
}

export type PictureRow = typeof pictures.$inferSelect;

/** What an address shows. */
export const PictureKind = { PICTURE: "PICTURE", VIDEO: "VIDEO", POSTER: "POSTER", PROFILE: "PROFILE" } as const;
export type PictureKind = keyof typeof PictureKind;
