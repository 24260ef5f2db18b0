import type { AppContext } from "../../app-context.js";
import { type MediaCursor, toCursor } from "../../instagram/cursor.js";
import { DAY_MS } from "../../lib/clock.js";
import { deleteCheckpoint, extendCheckpoint, replaceCheckpoint, selectCheckpoint } from "./checkpoint-store.js";
import type { Progress } from "./paginate.js";

export interface Checkpoint {
  next: MediaCursor;
  ids: string[];
  pageCount: number;
  isIncomplete: boolean;
}

/**
 * The account's full sync that was interrupted within the last day, in any process; null without one. Older ones are
 * ignored, because Instagram's cursors do not last.
 * @see instagram-platform, "Media", "Paging"
 */
export async function loadCheckpoint(app: AppContext, accountId: string): Promise<Checkpoint | null> {
  const row = await selectCheckpoint(app.db, accountId);
  const next = row && toCursor(row.next, app.config.instagram.graphUrl);
  if (!row || !next) return null;
  const ageMs = app.clock.now().getTime() - row.savedAt.getTime();
  return ageMs >= 0 && ageMs < DAY_MS ? { ...row, next } : null;
}

/** Writes only the page's ids, unless the reading began again: ten thousand with each of a hundred pages would be slow. */
export async function saveCheckpoint(app: AppContext, accountId: string, place: Progress): Promise<void> {
  const { next, ids, addedIds, pageCount, isIncomplete } = place;
  if (next === null) return;
  const checkpoint = { accountId, savedAt: app.clock.now(), next, pageCount, isIncomplete };
  const isMore = addedIds.length < ids.size;
  if (isMore && (await extendCheckpoint(app.db, { ...checkpoint, ids: [...addedIds] }))) return;
  await replaceCheckpoint(app.db, { ...checkpoint, ids: [...ids] });
}

export async function dropCheckpoint(app: AppContext, accountId: string): Promise<void> {
  await deleteCheckpoint(app.db, accountId);
}
