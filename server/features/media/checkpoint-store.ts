import { eq, sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { type CheckpointRow, syncCheckpointPages, syncCheckpoints } from "../../db/schema/media.js";

interface Checkpoint extends CheckpointRow {
  ids: string[];
}

export async function selectCheckpoint(db: Db, accountId: string): Promise<Checkpoint | null> {
  const isOwn = eq(syncCheckpoints.accountId, accountId);
  const [row] = await db.select().from(syncCheckpoints).where(isOwn).limit(1);
  if (!row) return null;
  const pages = await db
    .select({ ids: syncCheckpointPages.ids })
    .from(syncCheckpointPages)
    .where(eq(syncCheckpointPages.accountId, accountId))
    .orderBy(syncCheckpointPages.pageCount);
  return { ...row, ids: pages.flatMap(({ ids }) => ids) };
}

/** In place of an earlier one. */
export async function replaceCheckpoint(db: Db, { ids, ...checkpoint }: Checkpoint): Promise<void> {
  const { accountId, pageCount } = checkpoint;
  await deleteCheckpoint(db, accountId);
  await db.insert(syncCheckpoints).values(checkpoint);
  await db.insert(syncCheckpointPages).values({ accountId, pageCount, ids });
}

/** Adds a page and its ids in one statement; false without a checkpoint. */
export async function extendCheckpoint(db: Db, { ids, ...checkpoint }: Checkpoint): Promise<boolean> {
  const { accountId, savedAt, next, pageCount, isIncomplete } = checkpoint;
  const rows = await db.execute(sql`
    with extended as (
      update sync_checkpoints set saved_at = ${savedAt.toISOString()}::timestamptz, next = ${next}::text,
        page_count = ${pageCount}::int, is_incomplete = ${isIncomplete}::boolean
      where account_id = ${accountId}::text returning account_id
    )
    insert into sync_checkpoint_pages (account_id, page_count, ids)
    select account_id, ${pageCount}::int, ${sql.param(ids)}::text[] from extended returning 1`);
  return rows.length === 1;
}

export async function deleteCheckpoint(db: Db, accountId: string): Promise<void> {
  await db.delete(syncCheckpoints).where(eq(syncCheckpoints.accountId, accountId));
}
