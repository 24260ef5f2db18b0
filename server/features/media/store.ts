import { and, count, desc, eq, gt, isNotNull, isNull, lt, not, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { contentChanged, EVERYTHING } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import { deletePictures } from "../../db/delete-pictures.js";
import { type MediaRow, media } from "../../db/schema/media.js";
import { pictures } from "../../db/schema/pictures.js";
import { newKeys } from "../../lib/id.js";

export type ReadMediaRow = Omit<
  MediaRow,
  "hidden" | "removedAt" | "missedAt" | "accountId" | "mediaKey" | "thumbnailKey"
>;

const TEXT_COLUMNS = [
  ["id", "id"],
  ["parent_id", "parentId"],
  ["media_type", "mediaType"],
  ["media_product_type", "mediaProductType"],
  ["caption", "caption"],
  ["caption_folded", "captionFolded"],
  ["media_path", "mediaPath"],
  ["thumbnail_path", "thumbnailPath"],
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
type Column = (typeof COLUMNS)[number][0];
const NAMES = ["media_key", "thumbnail_key", ...COLUMNS.map(([name]) => name)].join(", ");
/** Owners cannot remove these values: if a response lacks one, the stored one stays. */
const LASTING: ReadonlySet<Column> = new Set<Column>([
  "media_product_type",
  "media_path",
  "thumbnail_path",
  "permalink",
  "shortcode",
  "comments_count",
  "is_shared_to_feed",
]);

export type MissingColumn = Extract<
  Column,
  "caption" | "caption_folded" | "hashtags" | "mentions" | "like_count" | "alt_text" | "timestamp" | "media_type"
>;

function changesOf(missing: ReadonlySet<Column>): { set: string; isChanged: string } {
  const changing = COLUMNS.map(([name]) => name).filter((name) => name !== "id" && !missing.has(name));
  const fresh = (name: Column) =>
    LASTING.has(name) ? `coalesce(excluded.${name}, media.${name})` : `excluded.${name}`;
  return {
    set: changing.map((name) => `${name} = ${fresh(name)}`).join(", "),
    isChanged: changing.map((name) => `media.${name} is distinct from ${fresh(name)}`).join(" or "),
  };
}

export interface MediaWrite {
  accountId: string;
  rows: readonly ReadMediaRow[];
  missing: ReadonlySet<MissingColumn>;
}

/**
 * Upserts posts in one statement, and returns the new and changed ones. Compares before it writes: a row that met its
 * conflict would be locked, and the lock logged, although nothing changes.
 *
 * NOTE: the keys are generated here although the columns have a default, which costs Postgres more.
 */
export async function upsertMedia(db: Db, write: MediaWrite): Promise<{ id: string; isNew: boolean }[]> {
  const { set, isChanged } = changesOf(write.missing);
  const keys = newKeys(write.rows.length);
  const written = await db.execute<{ id: string; mediaKey: string }>(sql`
    insert into media as media (account_id, ${sql.raw(NAMES)})
    select ${write.accountId}::text, ${sql.raw(NAMES)} from (${changedRows(write, keys)}) as changed
    on conflict (account_id, id) do update set ${sql.raw(set)}, removed_at = null
    where media.removed_at is not null or ${sql.raw(isChanged)}
    returning id, media_key as "mediaKey"`);
  if (written.length > 0) contentChanged(db, [write.accountId]);
  // Posts that were stored keep their keys.
  const fresh = new Set(keys);
  return written.map(({ id, mediaKey }) => ({ id, isNew: fresh.has(mediaKey) }));
}

/** Whether each of them is stored as it is. Uses the primary key. */
export async function areStored(db: Db, write: MediaWrite): Promise<boolean> {
  const [row] = await db.execute<{ isChanged: boolean }>(
    sql`select exists(select 1 from (${changedRows(write, newKeys(write.rows.length))}) as changed) as "isChanged"`,
  );
  return row?.isChanged === false;
}

/** Named `excluded` as in the conflict, so that both compare alike. */
function changedRows({ accountId, rows, missing }: MediaWrite, mediaKeys: readonly string[]) {
  const arrays = COLUMNS.map(([, key]) => sql`${sql.param(rows.map((row) => textOf(row[key])))}::text[]`);
  const values = COLUMNS.map(([name, , type]) => `r.${name}::${type} as ${name}`).join(", ");
  const keys = [mediaKeys, newKeys(rows.length)].map((made) => sql`${sql.param(made)}::text[]`);
  return sql`
    select excluded.* from (
      select r.media_key, r.thumbnail_key, ${sql.raw(values)}
      from unnest(${sql.join([...keys, ...arrays], sql`, `)}) as r(${sql.raw(NAMES)})
    ) as excluded
    left join media on media.account_id = ${accountId}::text and media.id = excluded.id
    where media.id is null or media.removed_at is not null or ${sql.raw(changesOf(missing).isChanged)}`;
}

/** Enough for paging, no content. */
const TOMBSTONE = {
  caption: null,
  captionFolded: null,
  hashtags: [],
  mentions: [],
  mediaPath: null,
  thumbnailPath: null,
  permalink: null,
  shortcode: null,
  altText: null,
  missedAt: null,
};

export interface MissedPost {
  id: string;
  timestamp: Date;
  missedAt: Date | null;
}

/** Those not in `ids`, and all that an earlier sync missed. Uses indexes media_feed_idx and media_missed_idx. */
export async function selectMissed(
  db: Db,
  { accountId, after, ids }: { accountId: string; after: Date | null; ids: readonly string[] },
): Promise<MissedPost[]> {
  const isNotMet = and(after ? gt(media.timestamp, after) : undefined, not(isOneOf(media.id, ids)));
  return await db
    .select({ id: media.id, timestamp: media.timestamp, missedAt: media.missedAt })
    .from(media)
    .where(and(isListed(accountId), or(isNotNull(media.missedAt), isNotMet)));
}

/** Uses index media_missed_idx. */
export async function selectMarked(db: Db, accountId: string): Promise<MissedPost[]> {
  return await db
    .select({ id: media.id, timestamp: media.timestamp, missedAt: media.missedAt })
    .from(media)
    .where(and(isListed(accountId), isNotNull(media.missedAt)));
}

/** Uses index media_feed_idx. */
export async function countPosts(db: Db, accountId: string): Promise<number> {
  const [row] = await db.select({ postCount: count() }).from(media).where(isListed(accountId));
  return row?.postCount ?? 0;
}

export async function markMissed(
  db: Db,
  { accountId, ids, at }: { accountId: string; ids: readonly string[]; at: Date | null },
): Promise<void> {
  await db
    .update(media)
    .set({ missedAt: at })
    .where(and(eq(media.accountId, accountId), isOneOf(media.id, ids)));
}

export async function removePosts(
  db: Db,
  { accountId, ids, now }: { accountId: string; ids: readonly string[]; now: Date },
): Promise<void> {
  const isOne = isOneOf(media.id, ids);
  await db
    .update(media)
    .set({ ...TOMBSTONE, removedAt: now })
    .where(and(eq(media.accountId, accountId), isOne));
  const parts = sql`select id from ${media} where account_id = ${accountId}::text and ${isOneOf(media.parentId, ids)}`;
  await deletePictures(db, accountId, sql`(${isOneOf(pictures.mediaId, ids)} or ${pictures.mediaId} in (${parts}))`);
  await db.delete(media).where(and(eq(media.accountId, accountId), isOneOf(media.parentId, ids)));
  contentChanged(db, [accountId]);
}

/** Their pictures went when they were removed. Returns how many. Uses index media_removed_idx. */
export async function deleteTombstones(db: Db, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ accountId: media.accountId, id: media.id })
    .from(media)
    .where(lt(media.removedAt, before))
    .orderBy(media.removedAt)
    .limit(limit);
  const rows = await db
    .delete(media)
    .where(sql`(${media.accountId}, ${media.id}) in ${old}`)
    .returning({ id: media.id });
  if (rows.length > 0) contentChanged(db, EVERYTHING);
  return rows.length;
}

export async function selectAllMedia(db: Db, accountId: string, limit: number): Promise<MediaRow[]> {
  return await db
    .select()
    .from(media)
    .where(eq(media.accountId, accountId))
    .orderBy(desc(media.timestamp), desc(media.id), media.position)
    .limit(limit);
}

export async function selectMediaAfter(
  db: Db,
  accountId: string,
  { after, limit }: { after: string; limit: number },
): Promise<MediaRow[]> {
  return await db
    .select()
    .from(media)
    .where(and(eq(media.accountId, accountId), gt(media.id, after)))
    .orderBy(media.id)
    .limit(limit);
}

/** One parameter for any number of ids. */
function isOneOf(column: PgColumn, ids: readonly string[]) {
  return sql`${column} = any(${sql.param(ids)}::text[])`;
}

function isListed(accountId: string) {
  return and(eq(media.accountId, accountId), isNull(media.parentId), isNull(media.removedAt));
}

function textOf(value: ReadMediaRow[keyof ReadMediaRow]): string | null {
  if (value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((item) => `"${item.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;
  return String(value);
}
