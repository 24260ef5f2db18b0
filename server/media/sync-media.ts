import type { MediaCursor } from "../instagram/cursor.js";
import type { MediaPage } from "../instagram/read-media-page.js";
import type { Secret } from "../lib/secret.js";
import { inTransaction, type World } from "../world.js";
import { saveMedia } from "./save-media.js";
import { removeGone } from "./store.js";

export interface SyncPlan {
  /** Every post that Instagram still gives, or page by page until one holds nothing new or changed. */
  reach: "EVERYTHING" | "NEWS" | "FIRST_PAGE";
  /** Called after each page; a false answer means that the caller has lost the account, and ends the sync. */
  keepGoing: () => Promise<boolean>;
}

export interface SyncedMedia {
  newCount: number;
  changedCount: number;
  removedCount: number;
  unknownTypeCount: number;
  pageCount: number;
}

const NEWS_PAGES_MAX = 10;
/** Instagram gives at most the 10,000 newest posts; short pages are allowed for. */
const PAGES_MAX = 1_000;
const NEWS_LIMIT = 50;
const EVERYTHING_LIMIT = 100;
const OPERATION_MS = 30_000;

/**
 * Brings one account's posts up to date, page by page, each written as it comes, so that memory stays small and what was
 * read is kept. Posts that are gone from the span that was read are removed at the end; where a post could not be read,
 * nothing is, because an unread post is no missing one.
 *
 * @throws {InstagramFailure} when a page cannot be read; the pages before it are kept
 */
export async function syncMedia(world: World, { accountId, token, plan }: SyncRequest): Promise<SyncedMedia> {
  const done: SyncedMedia = { newCount: 0, changedCount: 0, removedCount: 0, unknownTypeCount: 0, pageCount: 0 };
  const pagesMax = { EVERYTHING: PAGES_MAX, NEWS: NEWS_PAGES_MAX, FIRST_PAGE: 1 }[plan.reach];
  const limit = plan.reach === "EVERYTHING" ? EVERYTHING_LIMIT : NEWS_LIMIT;
  const ids: string[] = [];
  let cursor: MediaCursor | null = null;
  let oldest: Date | null = null;
  let whole = true;
  while (done.pageCount < pagesMax) {
    const signal = AbortSignal.timeout(OPERATION_MS);
    const page: MediaPage = await world.instagram.readMediaPage(token, { after: cursor, limit }, { signal });
    const saved = await inTransaction(world, (world) => saveMedia(world, accountId, page.posts));
    done.pageCount++;
    done.newCount += saved.newCount;
    done.changedCount += saved.changedCount;
    done.unknownTypeCount += page.unknownTypeCount;
    whole &&= page.brokenCount === 0 && !page.isCutShort;
    for (const { id } of page.posts) ids.push(id);
    oldest = page.posts.at(-1)?.timestamp ?? oldest;
    cursor = page.next;
    if (!cursor || !(await plan.keepGoing())) break;
    if (plan.reach === "NEWS" && page.posts.length > 0 && saved.newCount + saved.changedCount === 0) break;
  }
  const after = cursor === null ? null : oldest;
  if (whole && (cursor === null || after)) {
    done.removedCount = await removeGone(world.db, { accountId, after, ids }, world.clock.now());
  }
  return done;
}

export interface SyncRequest {
  accountId: string;
  token: Secret;
  plan: SyncPlan;
}
