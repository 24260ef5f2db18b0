import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import { contentChanged } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import { accounts } from "../../db/schema/accounts.js";
import { type FeedPinRow, type FeedSettings, feedDecisions, feedPins } from "../../db/schema/feeds.js";
import { media } from "../../db/schema/media.js";
import { type PostCopy, sourcePlace } from "./judge-post.js";

/** A stored copy of a post. */
export interface CopyKey {
  accountId: string;
  mediaId: string;
  shortcode: string | null;
}

/**
 * The stored copies of these posts, also removed ones: with the same id or shortcode. Uses index media_id_idx and
 * media_shortcode_idx.
 */
export async function selectCopies(db: Db, mediaIds: readonly string[], sandbox: boolean): Promise<CopyKey[]> {
  const ids = sql`${sql.param([...mediaIds])}::text[]`;
  const shortcodes = sql`select shortcode from media where id = any(${ids}) and parent_id is null and shortcode is not null`;
  const rows = await db
    .select({ accountId: media.accountId, mediaId: media.id, shortcode: media.shortcode })
    .from(media)
    .innerJoin(accounts, eq(accounts.id, media.accountId))
    .where(
      sql`${media.parentId} is null and ${accounts.sandbox} = ${sandbox}::boolean and (${media.id} = any(${ids})
        or (${media.removedAt} is null and ${media.shortcode} = any(array(${shortcodes}))))`,
    )
    .orderBy(media.accountId, media.id);
  return rows;
}

/** A stored copy of a post, as `judgePost` takes it. */
export interface StoredCopy extends PostCopy {
  mediaId: string;
  removedAt: Date | null;
  /** Among the copies, in the order in which their accounts were connected. */
  connectedRank: number;
}

/**
 * All copies of one post: those with its id, or with the shortcode of one of these. A removed one has no shortcode. Uses
 * index media_id_idx and media_shortcode_idx.
 */
export async function selectPostCopies(
  db: Db,
  post: { feedId: string; sandbox: boolean; now: Date } & ({ mediaId: string } | { shortcode: string }),
): Promise<StoredCopy[]> {
  const shortcodes =
    "shortcode" in post
      ? sql`array[${post.shortcode}]::text[]`
      : sql`array(select shortcode from media where id = ${post.mediaId}::text and parent_id is null and shortcode is not null)`;
  const isNamed = "mediaId" in post ? sql`${media.id} = ${post.mediaId}::text` : sql`false`;
  const isSame = (table: typeof feedPins | typeof feedDecisions) =>
    sql`${table.feedId} = ${post.feedId} and (${table.mediaId} = ${media.id} or ${table.shortcode} = ${media.shortcode})`;
  const rows = await db
    .select({
      media,
      accountTags: accounts.tags,
      isShown: sql<
        boolean | null
      >`(select bool_and(${feedDecisions.isShown}) from ${feedDecisions} where ${isSame(feedDecisions)})`,
      isPinned: sql<boolean>`exists (select from ${feedPins} where ${isSame(feedPins)}
        and (${feedPins.until} is null or ${feedPins.until} > ${post.now.toISOString()}::timestamptz))`,
    })
    .from(media)
    .innerJoin(accounts, eq(accounts.id, media.accountId))
    .where(
      sql`${media.parentId} is null and ${accounts.sandbox} = ${post.sandbox}::boolean and (${isNamed}
        or (${media.removedAt} is null and ${media.shortcode} = any(${shortcodes})))`,
    )
    .orderBy(accounts.connectedAt, accounts.id)
    .limit(100);
  return rows.map(({ media: { id, hidden, ...row }, ...judged }, connectedRank) => ({
    ...row,
    ...judged,
    mediaId: id,
    isAvailable: row.removedAt === null && !hidden,
    connectedRank,
  }));
}

/** Those of the copies that are available and of the sources, the copy of the first source first. */
export async function selectSourceCopies(
  db: Db,
  { copies, settings, sandbox }: { copies: readonly CopyKey[]; settings: FeedSettings; sandbox: boolean },
): Promise<CopyKey[]> {
  const rows = await db
    .select({ id: accounts.id, tags: accounts.tags, mediaId: media.id })
    .from(media)
    .innerJoin(accounts, eq(accounts.id, media.accountId))
    .where(
      and(
        eq(accounts.sandbox, sandbox),
        inArray(
          media.accountId,
          copies.map(({ accountId }) => accountId),
        ),
        inArray(
          media.id,
          copies.map(({ mediaId }) => mediaId),
        ),
        sql`${media.removedAt} is null and not ${media.hidden}`,
      ),
    )
    .orderBy(accounts.connectedAt, accounts.id);
  const placed = rows.flatMap(({ id, tags, mediaId }) => {
    const place = sourcePlace(settings, { accountId: id, accountTags: tags });
    const copy = copies.find((other) => other.accountId === id && other.mediaId === mediaId);
    return place === null || !copy ? [] : [{ place, copy }];
  });
  return placed.toSorted((a, b) => a.place - b.place).map(({ copy }) => copy);
}

/** Replaces what was decided for these copies; null decides nothing. */
export async function replaceDecisions(
  db: Db,
  feedId: string,
  { copies, isShown, at, by }: { copies: readonly CopyKey[]; isShown: boolean | null; at: Date; by: string },
): Promise<void> {
  await deleteByPost(db, feedDecisions, { feedId, copies });
  if (isShown !== null && copies.length > 0) {
    await db
      .insert(feedDecisions)
      .values(copies.map((copy) => ({ ...copy, feedId, isShown, decidedAt: at, decidedBy: by })));
  }
  contentChanged(db, [feedId]);
}

export async function selectPins(db: Db, feedId: string): Promise<FeedPinRow[]> {
  return await db
    .select()
    .from(feedPins)
    .where(eq(feedPins.feedId, feedId))
    .orderBy(feedPins.place, desc(feedPins.pinnedAt), feedPins.mediaId);
}

export async function countPins(db: Db, feedId: string): Promise<number> {
  const [row] = await db.select({ count: count() }).from(feedPins).where(eq(feedPins.feedId, feedId));
  return row?.count ?? 0;
}

export async function insertPin(db: Db, pin: FeedPinRow): Promise<void> {
  await db.insert(feedPins).values(pin);
  contentChanged(db, [pin.feedId]);
}

/** Removes the pins of these posts, under whichever copy they were pinned. Returns how many there were. */
export async function deletePins(db: Db, feedId: string, copies: readonly CopyKey[]): Promise<number> {
  const removed = await deleteByPost(db, feedPins, { feedId, copies });
  if (removed > 0) contentChanged(db, [feedId]);
  return removed;
}

async function deleteByPost(
  db: Db,
  table: typeof feedPins | typeof feedDecisions,
  { feedId, copies }: { feedId: string; copies: readonly CopyKey[] },
): Promise<number> {
  const ids = sql.param(copies.map(({ mediaId }) => mediaId));
  const shortcodes = sql.param(copies.flatMap(({ shortcode }) => shortcode ?? []));
  const removed = await db
    .delete(table)
    .where(
      and(
        eq(table.feedId, feedId),
        sql`(${table.mediaId} = any(${ids}::text[]) or ${table.shortcode} = any(${shortcodes}::text[]))`,
      ),
    )
    .returning({ mediaId: table.mediaId });
  return removed.length;
}
