import type { AppContext } from "../../app-context.js";
import { type MediaCursor, toCursor } from "../../instagram/cursor.js";
import { DAY_MS } from "../../lib/clock.js";
import type { Progress } from "./paginate.js";
import { deleteCheckpoint, extendCheckpoint, selectCheckpoint, upsertCheckpoint } from "./store.js";

/** How far a sweep has come that was not ended. */
export interface Checkpoint {
  next: MediaCursor;
  ids: string[];
  pageCount: number;
  isIncomplete: boolean;
}

/**
 * The sweep of an account that was cut off within the last day, by whichever process; null when there is none. An older one
 * counts for nothing: Instagram's cursors are not for keeping.
 *
 * @see instagram-platform, "Media", "Paging"
 */
export async function loadCheckpoint(app: AppContext, accountId: string): Promise<Checkpoint | null> {
  const row = await selectCheckpoint(app.db, accountId);
  const next = row && toCursor(row.next, app.config.instagram.graphUrl);
  if (!row || !next) return null;
  const ageMs = app.clock.now().getTime() - row.savedAt.getTime();
  return ageMs >= 0 && ageMs < DAY_MS ? { ...row, next } : null;
}

/**
 * Keeps how far a sweep has come, where there is more to read; `kept` are the ids that were kept before. Only what is new is
 * sent: ten thousand ids with each of a hundred pages would take longer than the posts.
 */
export async function saveCheckpoint(
  app: AppContext,
  accountId: string,
  { place: { next, ids, pageCount, isIncomplete }, kept }: { place: Progress; kept: ReadonlySet<string> },
): Promise<void> {
  if (next === null) return;
  const sweep = { accountId, savedAt: app.clock.now(), next, pageCount, isIncomplete };
  const added = [...ids].filter((id) => !kept.has(id));
  const isMore = kept.size > 0 && added.length === ids.size - kept.size;
  if (isMore && (await extendCheckpoint(app.db, { ...sweep, ids: added }))) return;
  await upsertCheckpoint(app.db, { ...sweep, ids: [...ids] });
}

/** Forgets how far a sweep has come: it has ended. */
export async function dropCheckpoint(app: AppContext, accountId: string): Promise<void> {
  await deleteCheckpoint(app.db, accountId);
}
