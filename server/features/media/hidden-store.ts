import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { contentChanged } from "../../db/content-changes.js";
import type { Db } from "../../db/db.js";
import { accounts } from "../../db/schema/accounts.js";
import { media } from "../../db/schema/media.js";

export interface HiddenCopy {
  accountId: string;
  id: string;
}

/**
 * Every copy of the post or album part with Instagram's id; returns them. Uses index media_id_idx and
 * media_shortcode_idx.
 */
export async function updateHidden(
  db: Db,
  { id, hidden, sandbox }: { id: string; hidden: boolean; sandbox: boolean },
): Promise<HiddenCopy[]> {
  const shortcodes = sql`array(select shortcode from media where id = ${id}::text and parent_id is null and shortcode is not null)`;
  const isCopy = sql`(${media.id} = ${id}::text or ${media.shortcode} = any(${shortcodes}) and ${media.parentId} is null)`;
  const copies = await db
    .update(media)
    .set({ hidden })
    .from(accounts)
    .where(and(isCopy, isNull(media.removedAt), eq(accounts.id, media.accountId), eq(accounts.sandbox, sandbox)))
    .returning({ accountId: media.accountId, id: media.id });
  contentChanged(
    db,
    copies.map(({ accountId }) => accountId),
  );
  return copies;
}

export interface NewPost {
  id: string;
  shortcode: string | null;
}

/**
 * Hides an account's new posts that are hidden in another account that shares them. Looks for them apart from the write:
 * the other account's rows may be on another machine. Uses index media_id_idx and media_shortcode_idx.
 */
export async function hideCopies(db: Db, accountId: string, posts: readonly NewPost[]): Promise<void> {
  const ids = sql`${sql.param(posts.map(({ id }) => id))}::text[]`;
  const shortcodes = sql`${sql.param(posts.flatMap(({ shortcode }) => shortcode ?? []))}::text[]`;
  const isCopy = sql`(${media.id} = any(${ids}) or ${media.shortcode} = any(${shortcodes}))`;
  const hidden = await db
    .select({ id: media.id, shortcode: media.shortcode })
    .from(media)
    .where(and(isCopy, isNull(media.parentId), media.hidden, ne(media.accountId, accountId)));
  const copies = posts.filter((post) =>
    hidden.some(({ id, shortcode }) => id === post.id || (shortcode !== null && shortcode === post.shortcode)),
  );
  if (copies.length === 0) return;
  const isOne = sql`${media.id} = any(${sql.param(copies.map(({ id }) => id))}::text[])`;
  await db
    .update(media)
    .set({ hidden: true })
    .where(and(eq(media.accountId, accountId), isOne));
}
