import { type AppContext, inTransaction } from "../../app-context.js";
import type { MediaPage } from "../../instagram/types.js";
import { withDeadline } from "../../lib/concurrency.js";
import type { Secret } from "../../lib/secret.js";
import { dropCheckpoint, loadCheckpoint, saveCheckpoint } from "../media/checkpoint.js";
import { behind, type Progress, resumeFrom, START } from "../media/paginate.js";
import { createPageReader, type PageReader } from "../media/read-ahead.js";
import { applyRemovals, findRemovals } from "../media/remove-missed.js";
import { isStored, NOTHING_SAVED, type SavedCount, saveMedia } from "../media/save-media.js";

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
 * A full sync reads the next page while it writes one. At the end it decides about missing posts: a second miss removes a
 * post. Returns null when the lease was lost; then nothing more is written.
 *
 * An interrupted full sync resumes where it stopped: each attempt reads the newest page and at least one new page.
 * @throws {InstagramError} when a page cannot be read; earlier pages stay stored
 * @see decisions 0029 and 0036
 */
export async function syncMedia(app: AppContext, request: SyncRequest): Promise<SyncedMedia | null> {
  const { token, plan } = request;
  const { limit } = limitsOf(plan);
  const pages = createPageReader((at, signal) =>
    withDeadline({ ms: OPERATION_MS, signal }, (signal) =>
      app.instagram.readMediaPage(token, { ...at, limit }, { signal }),
    ),
  );
  try {
    const read = await syncPages(app, request, pages);
    if (!read || read.done.isInterrupted) return read?.done ?? null;
    return await settleMissed(app, request, read);
  } finally {
    await pages.close();
  }
}

interface ReadMedia {
  done: SyncedMedia;
  place: Progress;
}

async function syncPages(
  app: AppContext,
  { accountId, plan }: SyncRequest,
  pages: PageReader,
): Promise<ReadMedia | null> {
  const isFullSync = plan.mode === "EVERYTHING";
  const { pagesMax } = limitsOf(plan);
  const left = isFullSync ? await loadCheckpoint(app, accountId) : null;
  let done = NOTHING_SYNCED;
  let place = START;
  // Directly after resuming, no new page has been read yet.
  const mayGoOn = () => place.fallback !== null || !plan.signal.aborted;
  for (;;) {
    const read = await pages.take(place);
    place = done === NOTHING_SYNCED ? resumeFrom(behind(read), left) : behind(read);
    const { page } = read;
    const { next, pageCount, ids } = place;
    const isLast = next === null || pageCount >= pagesMax;
    if (isFullSync && !isLast && mayGoOn()) pages.begin(place);
    const before = done;
    const onPage = async (app: AppContext, counts: SavedCount) => {
      const saved = withPage(before, page, counts);
      await plan.onPage?.(app, { ...saved, pageCount, postCount: ids.size });
      return saved;
    };
    // The news of an account are mostly none: one statement then tells so.
    const isKnown = !isFullSync && (await isStored(app, accountId, page));
    const saved = isKnown
      ? await onPage(app, NOTHING_SAVED)
      : await heldBy(app, plan, async (app) => {
          const counts = await saveMedia(app, accountId, page);
          if (isFullSync) await saveCheckpoint(app, accountId, place);
          return await onPage(app, counts);
        });
    if (!saved) return null;
    done = saved;
    const hasChanges = page.posts.length === 0 || countOf(done) > countOf(before);
    if (isLast || !(hasChanges || isFullSync)) return { done, place };
    if (!mayGoOn()) return { done: { ...done, isInterrupted: true }, place };
  }
}

async function settleMissed(app: AppContext, request: SyncRequest, { done, place }: ReadMedia) {
  const { accountId, token, plan } = request;
  const removals = await findRemovals(app, { accountId, token, place, mediaCount: plan.mediaCount });
  const isNone = [removals.gone, removals.missed, removals.met].every((ids) => ids.length === 0);
  if (isNone && plan.mode === "INCREMENTAL") return done;
  return await heldBy(app, plan, async (app) => {
    if (plan.mode === "EVERYTHING") await dropCheckpoint(app, accountId);
    const removedCount = await applyRemovals(app, accountId, removals);
    return { ...done, removedCount, unconfirmedCount: removals.isUnconfirmed ? removals.missed.length : 0 };
  });
}

/** Null, without a write, if another worker has the lease. */
function heldBy<T>(app: AppContext, plan: SyncPlan, write: (app: AppContext) => Promise<T>): Promise<T | null> {
  return inTransaction(app, async (app) => ((await plan.renewLease(app)) ? await write(app) : null));
}

function limitsOf({ mode }: SyncPlan) {
  return mode === "EVERYTHING" ? EVERYTHING : INCREMENTAL;
}

function countOf({ newCount, changedCount }: SyncedMedia): number {
  return newCount + changedCount;
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
