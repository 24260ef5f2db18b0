import { type AppContext, inTransaction } from "../../app-context.js";
import type { MediaCursor } from "../../instagram/cursor.js";
import type { MediaPage } from "../../instagram/types.js";
import type { Secret } from "../../lib/secret.js";
import { dropCheckpoint, loadCheckpoint, saveCheckpoint } from "../media/checkpoint.js";
import { paginate, resumeFrom, START } from "../media/paginate.js";
import { applyRemovals, findRemovals } from "../media/remove-missed.js";
import { type SavedCount, saveMedia } from "../media/save-media.js";

export interface SyncPlan {
  /** EVERYTHING: all posts that Instagram lists. INCREMENTAL: pages until one contains nothing new or changed. */
  mode: "EVERYTHING" | "INCREMENTAL";
  mediaCount: number | null;
  /** Renews the lease in the writing transaction; false if it was lost. */
  renewLease(app: AppContext): Promise<boolean>;
  /** Called after each page, last in its transaction, with the counts so far and the number of posts read. */
  onPage?(app: AppContext, done: SyncedMedia & { postCount: number }): Promise<void>;
  signal: AbortSignal;
}

export interface SyncedMedia {
  newCount: number;
  changedCount: number;
  removedCount: number;
  unknownTypeCount: number;
  brokenCount: number;
  pageCount: number;
  /** Missed by a complete sync for the first time: the next one confirms. */
  unconfirmedCount: number;
  isInterrupted: boolean;
}

const NOTHING_SYNCED: Readonly<SyncedMedia> = {
  newCount: 0,
  changedCount: 0,
  removedCount: 0,
  unknownTypeCount: 0,
  brokenCount: 0,
  pageCount: 0,
  unconfirmedCount: 0,
  isInterrupted: false,
};

const INCREMENTAL = { limit: 50, pagesMax: 10 };
/** Instagram lists the 10,000 newest posts; this allows for short pages. */
const EVERYTHING = { limit: 100, pagesMax: 1_000 };
const OPERATION_MS = 30_000;

/**
 * Syncs one account's posts page by page; each page is written at once, so that memory stays small and nothing is lost.
 * At the end it decides about missing posts: a second miss removes a post. Returns null when the lease was lost; then
 * nothing more is written.
 *
 * An interrupted full sync resumes where it stopped: each attempt reads the newest page and at least one new page.
 * @throws {InstagramError} when a page cannot be read; earlier pages stay stored
 * @see decisions 0029 and 0036
 */
export async function syncMedia(app: AppContext, { accountId, token, plan }: SyncRequest): Promise<SyncedMedia | null> {
  const isFullSync = plan.mode === "EVERYTHING";
  const { limit, pagesMax } = isFullSync ? EVERYTHING : INCREMENTAL;
  const held = <T>(write: (app: AppContext) => Promise<T>) =>
    inTransaction(app, async (app) => ((await plan.renewLease(app)) ? await write(app) : null));
  const read = (at: { after: MediaCursor | null; rank: number }) =>
    app.instagram.readMediaPage(token, { ...at, limit }, { signal: AbortSignal.timeout(OPERATION_MS) });
  const left = isFullSync ? await loadCheckpoint(app, accountId) : null;
  let storedIds: ReadonlySet<string> = new Set();
  let done = NOTHING_SYNCED;
  let place = START;
  let hasMore = true;
  do {
    const { page, place: reached } = await paginate(place, read);
    place = done === NOTHING_SYNCED ? resumeFrom(reached, left) : reached;
    const { next, pageCount, ids, fallback } = place;
    if (left && fallback) storedIds = new Set(left.ids);
    const saved = await held(async (app) => {
      const saved = withPage(done, page, await saveMedia(app, accountId, page));
      if (isFullSync) await saveCheckpoint(app, accountId, { place, storedIds });
      await plan.onPage?.(app, { ...saved, pageCount, postCount: ids.size });
      return saved;
    });
    if (!saved) return null;
    const hasChanges =
      page.posts.length === 0 || saved.newCount + saved.changedCount > done.newCount + done.changedCount;
    hasMore = next !== null && pageCount < pagesMax && (hasChanges || isFullSync);
    [done, storedIds] = [saved, ids];
    // Directly after resuming, no new page has been read yet.
  } while (hasMore && (place.fallback || !plan.signal.aborted));
  if (hasMore) return { ...done, isInterrupted: true };
  const removals = await findRemovals(app, { accountId, token, place, mediaCount: plan.mediaCount });
  return await held(async (app) => {
    if (isFullSync) await dropCheckpoint(app, accountId);
    const removedCount = await applyRemovals(app, accountId, removals);
    return { ...done, removedCount, unconfirmedCount: removals.isUnconfirmed ? removals.missed.length : 0 };
  });
}

function withPage(done: SyncedMedia, page: MediaPage, saved: SavedCount): SyncedMedia {
  return {
    ...done,
    pageCount: done.pageCount + 1,
    newCount: done.newCount + saved.newCount,
    changedCount: done.changedCount + saved.changedCount,
    unknownTypeCount: done.unknownTypeCount + page.unknownTypeCount,
    brokenCount: done.brokenCount + page.brokenCount,
  };
}

export interface SyncRequest {
  accountId: string;
  token: Secret;
  plan: SyncPlan;
}
