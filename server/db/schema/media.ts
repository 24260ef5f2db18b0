import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.js";
import { instant, RANDOM_KEY } from "./columns.js";

/** A removed post stays as a tombstone (`removedAt`) for 30 days, so that a client's `after` keeps working. */
export const media = pgTable(
  "media",
  {
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    parentId: text("parent_id"),
    position: integer("position"),
    mediaType: text("media_type").notNull(),
    mediaProductType: text("media_product_type"),
    caption: text("caption"),
    captionFolded: text("caption_folded"),
    hashtags: text("hashtags").array().notNull().default(sql`'{}'::text[]`),
    mentions: text("mentions").array().notNull().default(sql`'{}'::text[]`),
    /** The end of the picture's or video's address on this server; never changes. */
    mediaKey: text("media_key").notNull().default(RANDOM_KEY),
    /** Changes only with the picture; null if Instagram returns none. */
    mediaPath: text("media_path"),
    thumbnailKey: text("thumbnail_key").notNull().default(RANDOM_KEY),
    thumbnailPath: text("thumbnail_path"),
    permalink: text("permalink"),
    shortcode: text("shortcode"),
    timestamp: instant("timestamp").notNull(),
    likeCount: integer("like_count"),
    commentsCount: integer("comments_count"),
    altText: text("alt_text"),
    isSharedToFeed: boolean("is_shared_to_feed"),
    hidden: boolean("hidden").notNull().default(false),
    removedAt: instant("removed_at"),
    /** When a sync first missed the post; null if the last one read it. A second sync confirms the removal. */
    missedAt: instant("missed_at"),
  },
  (t) => {
    const listed = sql`${t.parentId} is null and ${t.removedAt} is null`;
    // As plain `desc` sorts: drizzle's default is `nulls last`, which serves no `order by … desc`.
    const newest = (column: typeof t.timestamp | typeof t.id) => column.desc().nullsFirst();
    return [
      primaryKey({ columns: [t.accountId, t.id] }),
      index("media_id_idx").on(t.id),
      index("media_shortcode_idx").on(t.shortcode).where(listed),
      index("media_feed_idx").on(t.accountId, newest(t.timestamp), newest(t.id)).where(listed),
      index("media_type_idx").on(t.accountId, t.mediaType, newest(t.timestamp), newest(t.id)).where(listed),
      index("media_newest_idx").on(newest(t.timestamp), newest(t.id)).where(listed),
      index("media_liked_idx")
        .on(t.accountId, sql`coalesce(${t.likeCount}, -1) desc`, newest(t.timestamp), newest(t.id))
        .where(listed),
      index("media_commented_idx")
        .on(t.accountId, sql`coalesce(${t.commentsCount}, -1) desc`, newest(t.timestamp), newest(t.id))
        .where(listed),
      index("media_parts_idx").on(t.accountId, t.parentId, t.position).where(sql`${t.parentId} is not null`),
      index("media_hashtags_idx").using("gin", t.hashtags).where(listed),
      index("media_missed_idx").on(t.accountId).where(sql`${t.missedAt} is not null`),
      index("media_removed_idx").on(t.removedAt).where(sql`${t.removedAt} is not null`),
    ];
  },
);

/** The progress of an unfinished full sync: one row an account, written with each page. */
export const syncCheckpoints = pgTable("sync_checkpoints", {
  accountId: text("account_id")
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  savedAt: instant("saved_at").notNull(),
  /** Instagram's address of the next page, without the token. */
  next: text("next").notNull(),
  pageCount: integer("page_count").notNull(),
  isIncomplete: boolean("is_incomplete").notNull(),
});

/** The posts that an unfinished full sync has read: a row a page, because one growing row would be written whole each time. */
export const syncCheckpointPages = pgTable(
  "sync_checkpoint_pages",
  {
    accountId: text("account_id")
      .notNull()
      .references(() => syncCheckpoints.accountId, { onDelete: "cascade" }),
    pageCount: integer("page_count").notNull(),
    ids: text("ids").array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.pageCount] })],
);

export type MediaRow = typeof media.$inferSelect;
export type CheckpointRow = typeof syncCheckpoints.$inferSelect;

export const MediaType = { IMAGE: "IMAGE", VIDEO: "VIDEO", CAROUSEL_ALBUM: "CAROUSEL_ALBUM" } as const;
export type MediaType = keyof typeof MediaType;

export const MediaProductType = { FEED: "FEED", REELS: "REELS", STORY: "STORY", AD: "AD" } as const;
export type MediaProductType = keyof typeof MediaProductType;

export const MediaOrder = {
  NEWEST: "NEWEST",
  OLDEST: "OLDEST",
  MOST_LIKED: "MOST_LIKED",
  MOST_COMMENTED: "MOST_COMMENTED",
} as const;
export type MediaOrder = keyof typeof MediaOrder;
