import { sql } from "drizzle-orm";
import { bigint, bigserial, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.js";

/** Stored files, one per content. `name` is the name in the store and never reused. */
export const files = pgTable("files", {
  hash: text("hash").primaryKey(),
  name: text("name").notNull(),
  type: text("type").notNull(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
  /** In pixels, as displayed; null for a video. */
  width: integer("width"),
  height: integer("height"),
  thumbhash: text("thumbhash"),
  /** Dominant colours, largest share first, as #rrggbb. */
  palette: text("palette").array().notNull().default(sql`'{}'::text[]`),
});

/** Scaled-down pictures, created on request; deleted first when the quota is short. */
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

/** Names of unreferenced files: written with the deletion of their rows, removed after the store has deleted them. */
export const pendingDeletions = pgTable("pending_deletions", { name: text("name").primaryKey() });

/** The hash of each reference that was deleted or replaced; the next clean-up checks it. */
export const fileCandidates = pgTable("file_candidates", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  hash: text("hash").notNull(),
});

/** One row per change, so that writers do not block each other; a job sums them up. */
export const storedBytes = pgTable("stored_bytes", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
});

export type FileRow = typeof files.$inferSelect;
export type RenditionRow = typeof renditions.$inferSelect;
