import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "../lib/db.js";
import { type MediaRow, media } from "./table.js";

/** A post or part as it was just read; what only operators and the sync decide is left out. */
export type ReadMediaRow = Omit<MediaRow, "hidden" | "removedAt" | "accountId">;

const TEXT_COLUMNS = [
  ["id", "id"],
  ["parent_id", "parentId"],
  ["media_type", "mediaType"],
  ["media_product_type", "mediaProductType"],
  ["caption", "caption"],
  ["caption_folded", "captionFolded"],
  ["media_url", "mediaUrl"],
  ["thumbnail_url", "thumbnailUrl"],
  ["permalink", "permalink"],
  ["shortcode", "shortcode"],
  ["alt_text", "altText"],
] as const;

const OTHER_COLUMNS = [
  ["position", "position", "int"],
  ["hashtags", "hashtags", "text[]"],
  ["mentions", "mentions", "text[]"],
  ["timestamp", "timestamp", "timestamptz"],
  ["like_count", "likeCount", "int"],
  ["comments_count", "commentsCount", "int"],
  ["is_shared_to_feed", "isSharedToFeed", "boolean"],
] as const;

const COLUMNS = [...TEXT_COLUMNS.map(([name, key]) => [name, key, "text"] as const), ...OTHER_COLUMNS];
const NAMES = COLUMNS.map(([name]) => name).join(", ");
const SIGNED = new Set<string>(["media_url", "thumbnail_url"]);

/** A signed address without its host and signature: what changes only when the picture does. */
const picture = (column: string) => `regexp_replace(split_part(${column}, '?', 1), '^https?://[^/]+', '')`;
/** When a signed address dies, from its `oe` (hex seconds); null where it does not say. */
const diesAt = (column: string) =>
  `to_timestamp(('x' || lpad(substring(${column} from '[?&]oe=([0-9A-Fa-f]{1,8})'), 8, '0'))::bit(32)::bigint)`;
const news = COLUMNS.filter(([name]) => name !== "id").map(([name]) =>
  SIGNED.has(name)
    ? `${picture(`media.${name}`)} is distinct from ${picture(`excluded.${name}`)}`
    : `media.${name} is distinct from excluded.${name}`,
);

/**
 * Writes posts in one statement, and of those that are there already only the rows that changed. A new signature on an
 * unchanged picture is no change: it is written only where the kept one dies before `renewBefore`.
 */
export async function upsertMedia(
  db: Db,
  write: { accountId: string; rows: readonly ReadMediaRow[]; renewBefore: Date },
): Promise<{ newCount: number; changedCount: number }> {
  const arrays = COLUMNS.map(([, key]) => sql`${sql.param(write.rows.map((row) => textOf(row[key])))}::text[]`);
  const values = COLUMNS.map(([name, , type]) => `r.${name}::${type}`).join(", ");
  const set = COLUMNS.filter(([name]) => name !== "id").map(([name]) => `${name} = excluded.${name}`);
  const dying = [...SIGNED].map(
    (name) => sql`${sql.raw(diesAt(`media.${name}`))} < ${write.renewBefore.toISOString()}::timestamptz`,
  );
  const written = await db.execute<{ is_new: boolean }>(sql`
    insert into media as media (account_id, ${sql.raw(NAMES)})
    select ${write.accountId}, ${sql.raw(values)} from unnest(${sql.join(arrays, sql`, `)}) as r(${sql.raw(NAMES)})
    on conflict (account_id, id) do update set ${sql.raw(set.join(", "))}, removed_at = null
    where media.removed_at is not null or ${sql.raw(news.join(" or "))} or ${sql.join(dying, sql` or `)}
    returning xmax = 0 as is_new`);
  const newCount = written.filter((row) => row.is_new).length;
  return { newCount, changedCount: written.length - newCount };
}

/** Which removals a reading calls for: posts that it should have held and did not. */
export interface ReadSpan {
  accountId: string;
  /** Posts after this instant were all read; null: every post was. */
  after: Date | null;
  ids: readonly string[];
}

/** What is left of a post that its owner removed: enough to page on from it, nothing of what it showed. */
const TOMBSTONE = {
  caption: null,
  captionFolded: null,
  hashtags: [],
  mentions: [],
  mediaUrl: null,
  thumbnailUrl: null,
  permalink: null,
  shortcode: null,
  altText: null,
};

/** Turns the posts that are gone from a span into tombstones, with their parts; answers how many posts. */
export async function removeGone(db: Db, span: ReadSpan, now: Date): Promise<number> {
  const gone = await db
    .update(media)
    .set({ ...TOMBSTONE, removedAt: now })
    .where(
      and(
        eq(media.accountId, span.accountId),
        isNull(media.parentId),
        isNull(media.removedAt),
        span.after ? sql`${media.timestamp} > ${span.after.toISOString()}::timestamptz` : undefined,
        sql`not (${media.id} = any(${sql.param(span.ids)}::text[]))`,
      ),
    )
    .returning({ id: media.id });
  const ids = gone.map(({ id }) => id);
  if (ids.length > 0) await removeParts(db, { accountId: span.accountId, albumIds: ids, partIds: [] });
  return ids.length;
}

/** Deletes the parts that these albums no longer have. Rides on media_parts_idx. */
export async function removeParts(
  db: Db,
  read: { accountId: string; albumIds: readonly string[]; partIds: readonly string[] },
): Promise<number> {
  const gone = await db
    .delete(media)
    .where(
      and(
        eq(media.accountId, read.accountId),
        inArray(media.parentId, [...read.albumIds]),
        sql`not (${media.id} = any(${sql.param(read.partIds)}::text[]))`,
      ),
    )
    .returning({ id: media.id });
  return gone.length;
}

/** Deletes tombstones that nobody can hold any more. Rides on media_removed_idx. */
export async function deleteTombstones(db: Db, before: Date): Promise<number> {
  const rows = await db.delete(media).where(lt(media.removedAt, before)).returning({ id: media.id });
  return rows.length;
}

function textOf(value: ReadMediaRow[keyof ReadMediaRow]): string | null {
  if (value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((item) => `"${item.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;
  return String(value);
}
