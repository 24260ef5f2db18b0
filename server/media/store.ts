import { and, count, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { accounts } from "../accounts/table.js";
import type { Db } from "../lib/db.js";
import { newKeys } from "../lib/id.js";
import { pictures } from "../pictures/table.js";
import { type MediaRow, media, type SweepRow, sweeps } from "./table.js";

/** A post or part as it was just read; what only operators and the sync decide is left out. */
export type ReadMediaRow = Omit<MediaRow, "hidden" | "removedAt" | "accountId" | "mediaKey" | "thumbnailKey">;

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
const NAMES = COLUMNS.map(([name]) => name).join(", ");
const CHANGING = COLUMNS.map(([name]) => name).filter((name) => name !== "id");
const SET = CHANGING.map((name) => `${name} = excluded.${name}`).join(", ");
const NEWS = CHANGING.map((name) => `media.${name} is distinct from excluded.${name}`).join(" or ");

/**
 * Writes posts in one statement, and of those that are there already only the rows that changed; answers those.
 *
 * NOTE: the keys are made here although the columns have a default, which Postgres would work out for every row, also for
 * those that are there and keep theirs: a third of the time that unchanged posts take.
 */
export async function upsertMedia(
  db: Db,
  write: { accountId: string; rows: readonly ReadMediaRow[] },
): Promise<{ id: string; isNew: boolean }[]> {
  const arrays = COLUMNS.map(([, key]) => sql`${sql.param(write.rows.map((row) => textOf(row[key])))}::text[]`);
  const values = COLUMNS.map(([name, , type]) => `r.${name}::${type}`).join(", ");
  const names = sql.raw(`media_key, thumbnail_key, ${NAMES}`);
  const keys = [newKeys(write.rows.length), newKeys(write.rows.length)].map((made) => sql`${sql.param(made)}::text[]`);
  const written = await db.execute<{ id: string; isNew: boolean }>(sql`
    insert into media as media (account_id, ${names})
    select ${write.accountId}, r.media_key, r.thumbnail_key, ${sql.raw(values)}
    from unnest(${sql.join([...keys, ...arrays], sql`, `)}) as r(${names})
    on conflict (account_id, id) do update set ${sql.raw(SET)}, removed_at = null
    where media.removed_at is not null or ${sql.raw(NEWS)}
    returning id, xmax = 0 as "isNew"`);
  return [...written];
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
  mediaPath: null,
  thumbnailPath: null,
  permalink: null,
  shortcode: null,
  altText: null,
};

function goneFrom(span: ReadSpan) {
  return and(
    span.after ? sql`${media.timestamp} > ${span.after.toISOString()}::timestamptz` : undefined,
    sql`not (${media.id} = any(${sql.param(span.ids)}::text[]))`,
  );
}

/** How many posts an account has, and how many of them are gone from a span. Rides on media_feed_idx. */
export async function countGone(db: Db, span: ReadSpan): Promise<{ keptCount: number; goneCount: number }> {
  const [row] = await db
    .select({ keptCount: count(), goneCount: sql<number>`(count(*) filter (where ${goneFrom(span)}))::int` })
    .from(media)
    .where(and(eq(media.accountId, span.accountId), isNull(media.parentId), isNull(media.removedAt)));
  return row ?? { keptCount: 0, goneCount: 0 };
}

/** Turns the posts that are gone from a span into tombstones, without their parts and pictures; answers how many posts. */
export async function removeGone(db: Db, span: ReadSpan, now: Date): Promise<number> {
  const gone = await db
    .update(media)
    .set({ ...TOMBSTONE, removedAt: now })
    .where(and(eq(media.accountId, span.accountId), isNull(media.parentId), isNull(media.removedAt), goneFrom(span)))
    .returning({ id: media.id });
  const ids = gone.map(({ id }) => id);
  if (ids.length > 0) {
    await removeParts(db, { accountId: span.accountId, albumIds: ids, partIds: [] });
    await db.delete(pictures).where(and(eq(pictures.accountId, span.accountId), inArray(pictures.mediaId, ids)));
  }
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

/** How far an account's sweep has come; null when none is under way. */
export async function selectSweep(db: Db, accountId: string): Promise<SweepRow | null> {
  const [row] = await db.select().from(sweeps).where(eq(sweeps.accountId, accountId)).limit(1);
  return row ?? null;
}

/** Puts how far a sweep has come in place of what was there. */
export async function upsertSweep(db: Db, sweep: SweepRow): Promise<void> {
  await db.insert(sweeps).values(sweep).onConflictDoUpdate({ target: sweeps.accountId, set: sweep });
}

/** The same for a sweep that has come further: `ids` are added to those that are there. False when none are there. */
export async function extendSweep(db: Db, { ids, ...sweep }: SweepRow): Promise<boolean> {
  const rows = await db
    .update(sweeps)
    .set({ ...sweep, ids: sql`${sweeps.ids} || ${sql.param(ids)}::text[]` })
    .where(eq(sweeps.accountId, sweep.accountId))
    .returning({ accountId: sweeps.accountId });
  return rows.length === 1;
}

export async function deleteSweep(db: Db, accountId: string): Promise<void> {
  await db.delete(sweeps).where(eq(sweeps.accountId, accountId));
}

/** Deletes tombstones that nobody can hold any more, at most `limit`, and answers how many. Rides on media_removed_idx. */
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
  return rows.length;
}

/** Everything that is kept of an account's posts, newest first. Rides on the primary key. */
export async function selectAllMedia(db: Db, accountId: string, limit: number): Promise<MediaRow[]> {
  return await db
    .select()
    .from(media)
    .where(eq(media.accountId, accountId))
    .orderBy(desc(media.timestamp), desc(media.id), media.position)
    .limit(limit);
}

/** Hides or shows the posts and parts with an id of Instagram's, and answers whose they are. Rides on media_id_idx. */
export async function updateHidden(
  db: Db,
  change: { id: string; hidden: boolean; sandbox: boolean },
): Promise<string[]> {
  const rows = await db
    .update(media)
    .set({ hidden: change.hidden })
    .from(accounts)
    .where(
      and(
        eq(media.id, change.id),
        isNull(media.removedAt),
        eq(accounts.id, media.accountId),
        eq(accounts.sandbox, change.sandbox),
      ),
    )
    .returning({ accountId: media.accountId });
  return rows.map(({ accountId }) => accountId);
}

function textOf(value: ReadMediaRow[keyof ReadMediaRow]): string | null {
  if (value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((item) => `"${item.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;
  return String(value);
}
