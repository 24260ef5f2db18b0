import { sql } from "drizzle-orm";
import { contentChanged } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import { deletePictures } from "../../db/delete-pictures.js";

export interface AlbumParts {
  accountId: string;
  albumIds: readonly string[];
  partIds: readonly string[];
  now: Date;
  before: Date;
}

/** Whether `removeParts` would change any. Uses index media_parts_idx. */
export async function lackParts(db: Db, read: AlbumParts): Promise<boolean> {
  const isThere = sql`id = any(${sql.param(read.partIds)}::text[])`;
  const [row] = await db.execute<{ isSo: boolean }>(sql`select exists(
    select 1 from media
    where account_id = ${read.accountId}::text and parent_id = any(${sql.param(read.albumIds)}::text[])
      and case when ${isThere} then missed_at is not null
        else missed_at is null or missed_at < ${read.before.toISOString()}::timestamptz end) as "isSo"`);
  return row?.isSo === true;
}

/**
 * Deletes the albums' missing parts that an earlier sync, before `before`, missed too. Marks other missing parts, and unmarks
 * returned ones. Uses index media_parts_idx. Call it in a transaction.
 */
export async function removeParts(db: Db, read: AlbumParts): Promise<string[]> {
  const albums = sql`account_id = ${read.accountId}::text and parent_id = any(${sql.param(read.albumIds)}::text[])`;
  const isThere = sql`id = any(${sql.param(read.partIds)}::text[])`;
  const isGone = sql`${albums} and not (${isThere}) and missed_at < ${read.before.toISOString()}::timestamptz`;
  const [row] = await db.execute<{ albumIds: string[] }>(sql`
    with marked as (
      update media set missed_at = case when ${isThere} then null else ${read.now.toISOString()}::timestamptz end
      where ${albums} and (missed_at is null) <> (${isThere}) returning 1
    )
    select array(select distinct parent_id from media where ${isGone}) as "albumIds",
      (select count(*) from marked) as "markedCount"`);
  const albumIds = row?.albumIds ?? [];
  if (albumIds.length === 0) return [];
  await deletePictures(db, read.accountId, sql`media_id in (select id from media where ${isGone})`);
  await db.execute(sql`delete from media where ${isGone}`);
  contentChanged(db, [read.accountId]);
  return albumIds;
}
