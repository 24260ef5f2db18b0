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

/** A post or a part of an album. */
export interface NewMedia {
  id: string;
  parentId: string | null;
  shortcode: string | null;
}

/**
 * Hides an account's new posts and parts that are hidden in another account that shares them. Looks for them apart from the
 * write: the other account's rows may be on another machine. Uses index media_id_idx and media_shortcode_idx.
 */
export async function hideCopies(db: Db, accountId: string, added: readonly NewMedia[]): Promise<void> {
  const ids = sql`${sql.param(added.map(({ id }) => id))}::text[]`;
  const shortcodes = sql`${sql.param(added.flatMap((one) => shortcodeOf(one) ?? []))}::text[]`;
  // The index holds only posts that are listed; a removed one has no shortcode.
  const isSame = sql`${media.shortcode} = any(${shortcodes}) and ${media.parentId} is null and ${media.removedAt} is null`;
  const hidden = await db
    .select({ id: media.id, parentId: media.parentId, shortcode: media.shortcode })
    .from(media)
    .where(and(sql`(${media.id} = any(${ids}) or ${isSame})`, media.hidden, ne(media.accountId, accountId)));
  const hiddenIds = new Set(hidden.map(({ id }) => id));
  const hiddenCodes = new Set(hidden.flatMap((one) => shortcodeOf(one) ?? []));
  const copies = added.filter((one) => hiddenIds.has(one.id) || hiddenCodes.has(shortcodeOf(one) ?? ""));
  if (copies.length === 0) return;
  const isOne = sql`${media.id} = any(${sql.param(copies.map(({ id }) => id))}::text[])`;
  await db
    .update(media)
    .set({ hidden: true })
    .where(and(eq(media.accountId, accountId), isOne));
}

/** Only a post's own: a part may have its album's. */
function shortcodeOf({ parentId, shortcode }: NewMedia): string | null {
  return parentId === null ? shortcode : null;
}
