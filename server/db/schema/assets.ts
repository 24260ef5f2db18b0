import { sql } from "drizzle-orm";
import { bigint, bigserial, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "../columns.js";

/** The bytes that are stored, once by what they hold. `name` is where the store has them; no name is used twice. */
export const files = pgTable("files", {
  /** SHA-256 of the bytes, in hex. */
  hash: text("hash").primaryKey(),
  name: text("name").notNull(),
  type: text("type").notNull(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
  /** In pixels, as shown; null for a video. */
  width: integer("width"),
  height: integer("height"),
  /** A placeholder of some 25 bytes, in base64. */
  thumbhash: text("thumbhash"),
  /** Dominant colours, most of the picture first, as #rrggbb. */
  palette: text("palette").array().notNull().default(sql`'{}'::text[]`),
});

/** Pictures scaled down, made when first asked for; the first to go when room is short. */
export const renditions = pgTable(
  "renditions",
  {
    hash: text("hash")
      .notNull()
      .references(() => files.hash, { onDelete: "cascade" }),
    width: integer("width").notNull(),
    type: text("type").notNull(),
    name: text("name").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    /** To the hour. */
    readAt: instant("read_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.hash, t.width, t.type] }), index("renditions_read_idx").on(t.readAt)],
);

/** Names of bytes that no row needs any more: noted with the deletion of their rows, and kept until the store has removed them. */
export const pendingDeletions = pgTable("pending_deletions", { name: text("name").primaryKey() });

/**
 * Hashes that a picture needed until it was deleted or copied anew: written by a trigger with that change, whoever makes it,
 * and looked at by the next sweep. One file may be noted more than once.
 */
export const fileCandidates = pgTable("file_candidates", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  hash: text("hash").notNull(),
});

/**
 * How many bytes came and went, whose sum is what `files` and `renditions` hold: a row for each change, written by triggers, so
 * that no two writers wait for each other; summed up to one row now and then.
 */
export const storedBytes = pgTable("stored_bytes", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
});

export type FileRow = typeof files.$inferSelect;
export type RenditionRow = typeof renditions.$inferSelect;
