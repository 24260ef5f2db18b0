import { type AppContext, inTransaction } from "../../app-context.js";
import type { MediaCursor } from "../../instagram/cursor.js";
import type { MediaPage } from "../../instagram/types.js";
import type { Secret } from "../../lib/secret.js";
import { dropCheckpoint, loadCheckpoint, saveCheckpoint } from "../media/checkpoint.js";
import { paginate, resumeFrom, START } from "../media/paginate.js";
import { applyRemovals, findRemovals } from "../media/remove-missed.js";
import { type SavedCount, saveMedia } from "../media/save-media.js";

export interface SyncPlan {
  /** Every post that Instagram still gives, or page by page until one holds nothing new or changed. */
  reach: "EVERYTHING" | "INCREMENTAL";
  /** How many posts there are, as the profile says that was just read; null when it does not. */
  mediaCount: number | null;
  /** Keeps hold of the account, in the transaction that writes; false when the caller has lost it to another. */
  hold(app: AppContext): Promise<boolean>;
  /** Told of each page, last in the transaction that writes it: what was done by then, and how many posts were read. */
  onPage?(app: AppContext, done: SyncedMedia & { postCount: number }): Promise<void>;
  /** Asks to stop after the page in hand. */
  signal: AbortSignal;
}

export interface SyncedMedia {
  newCount: number;
  changedCount: number;
  removedCount: number;
  /** Posts of a media type that this server does not know; they are left out. */
  unknownTypeCount: number;
  brokenCount: number;
  pageCount: number;
  /** Posts that a whole reading missed for the first time: another one, soon, decides. */
  unconfirmedCount: number;
  /** The signal ended it while there was more to read. */
  isCutOff: boolean;
}

const NOTHING_SYNCED: Readonly<SyncedMedia> = {
  newCount: 0,
  changedCount: 0,
  removedCount: 0,
  unknownTypeCount: 0,
  brokenCount: 0,
  pageCount: 0,
  unconfirmedCount: 0,
  isCutOff: false,
};

const INCREMENTAL = { limit: 50, pagesMax: 10 };
/** Instagram gives at most the 10,000 newest posts; short pages are allowed for. */
const EVERYTHING = { limit: 100, pagesMax: 1_000 };
const OPERATION_MS = 30_000;

/**
 * Brings one account's posts up to date, page by page, each written as it comes, so that memory stays small and what was
 * read is stored. Those that it should have met and did not are judged at the end: one goes when a second reading misses it too.
 * Returns null when the account was lost to another worker, after which nothing is written.
 *
 * A sweep that did not come to its end, because of the signal, a failure or a killed process, goes on where it stopped: each
 * try reads the newest page, and at least one that none before it has read.
 *
 * @throws {InstagramError} when a page cannot be read; the pages before it are stored
 * @see decisions 0029 and 0036
 */
export async function syncMedia(app: AppContext, { accountId, token, plan }: SyncRequest): Promise<SyncedMedia | null> {
  const isFullSync = plan.reach === "EVERYTHING";
  const { limit, pagesMax } = isFullSync ? EVERYTHING : INCREMENTAL;
  const held = <T>(write: (app: AppContext) => Promise<T>) =>
    inTransaction(app, async (app) => ((await plan.hold(app)) ? await write(app) : null));
  const read = (at: { after: MediaCursor | null; rank: number }) =>
    app.instagram.readMediaPage(token, { ...at, limit }, { signal: AbortSignal.timeout(OPERATION_MS) });
  const left = isFullSync ? await loadCheckpoint(app, accountId) : null;
  let kept: ReadonlySet<string> = new Set();
  let done = NOTHING_SYNCED;
  let place = START;
  let hasMore = true;
  do {
    const { page, place: reached } = await paginate(place, read);
    place = done === NOTHING_SYNCED ? resumeFrom(reached, left) : reached;
    const { next, pageCount, ids, otherwise } = place;
    if (left && otherwise) kept = new Set(left.ids);
    const saved = await held(async (app) => {
      const saved = withPage(done, page, await saveMedia(app, accountId, page));
      if (isFullSync) await saveCheckpoint(app, accountId, { place, kept });
      await plan.onPage?.(app, { ...saved, pageCount, postCount: ids.size });
      return saved;
    });
    if (!saved) return null;
    const hasChanges =
      page.posts.length === 0 || saved.newCount + saved.changedCount > done.newCount + done.changedCount;
    hasMore = next !== null && pageCount < pagesMax && (hasChanges || isFullSync);
    [done, kept] = [saved, ids];
    // Where it was taken up nothing was read yet that was not read before.
  } while (hasMore && (place.otherwise || !plan.signal.aborted));
  if (hasMore) return { ...done, isCutOff: true };
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
