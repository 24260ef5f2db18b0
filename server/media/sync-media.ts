import type { MediaCursor } from "../instagram/cursor.js";
import type { MediaPage } from "../instagram/read-media-page.js";
import type { Secret } from "../lib/secret.js";
import { inTransaction, type World } from "../world.js";
import { type SavedCount, saveMedia } from "./save-media.js";
import { countGone, type ReadSpan, removeGone } from "./store.js";

export interface SyncPlan {
  /** Every post that Instagram still gives, or page by page until one holds nothing new or changed. */
  reach: "EVERYTHING" | "NEWS";
  /** What is known besides of how many posts there are, and whether an earlier reading was doubted and this one decides. */
  removal: { mediaCount: number | null; isSecondReading: boolean };
  /** Keeps hold of the account, in the transaction that writes; false when the caller has lost it to another. */
  hold(world: World): Promise<boolean>;
  /** Told of each page, last in the transaction that writes it: what was done by then, and how many posts were read. */
  onPage?(world: World, done: SyncedMedia & { postCount: number }): Promise<void>;
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
  /** Too many posts were missing to believe it at once: none was removed. */
  isRemovalDoubted: boolean;
}

const NOTHING_SYNCED: Readonly<SyncedMedia> = {
  newCount: 0,
  changedCount: 0,
  removedCount: 0,
  unknownTypeCount: 0,
  brokenCount: 0,
  pageCount: 0,
  isRemovalDoubted: false,
};

const NEWS_PAGES_MAX = 10;
/** Instagram gives at most the 10,000 newest posts; short pages are allowed for. */
const POSTS_MAX = 10_000;
const PAGES_MAX = 1_000;
const NEWS_LIMIT = 50;
const EVERYTHING_LIMIT = 100;
const OPERATION_MS = 30_000;
/** So many posts, and a third of all, are not believed to be gone by one reading. */
const DOUBT_MIN = 10;

/**
 * Brings one account's posts up to date, page by page, each written as it comes, so that memory stays small and what was
 * read is kept. Posts that are gone from the span that was read are removed at the end; one that is there but could not be
 * read is spared by its id, and where such a one has no id, nothing is removed. Nor is it when much is missing, or Instagram
 * counts more posts than it gave, until a second reading says the same. Answers null when the account was lost to another
 * worker, after which nothing is written.
 *
 * @throws {InstagramFailure} when a page cannot be read; the pages before it are kept
 */
export async function syncMedia(world: World, { accountId, token, plan }: SyncRequest): Promise<SyncedMedia | null> {
  let done: SyncedMedia = NOTHING_SYNCED;
  const pagesMax = plan.reach === "EVERYTHING" ? PAGES_MAX : NEWS_PAGES_MAX;
  const limit = plan.reach === "EVERYTHING" ? EVERYTHING_LIMIT : NEWS_LIMIT;
  const held = <T>(write: (world: World) => Promise<T>) =>
    inTransaction(world, async (world) => ((await plan.hold(world)) ? await write(world) : null));
  const ids: string[] = [];
  let cursor: MediaCursor | null = null;
  let oldest: Date | null = null;
  let isUnsure = false;
  let isNews = true;
  do {
    const signal = AbortSignal.timeout(OPERATION_MS);
    const page: MediaPage = await world.instagram.readMediaPage(token, { after: cursor, limit }, { signal });
    const next = await held(async (world) => {
      const next = withPage(done, page, await saveMedia(world, accountId, page.posts));
      await plan.onPage?.(world, { ...next, postCount: ids.length + page.posts.length });
      return next;
    });
    if (!next) return null;
    isNews = page.posts.length === 0 || next.newCount + next.changedCount > done.newCount + done.changedCount;
    done = next;
    isUnsure ||= page.isCutShort || page.namelessCount > 0;
    for (const { id } of page.posts) ids.push(id);
    ids.push(...page.unreadIds);
    oldest = page.posts.at(-1)?.timestamp ?? oldest;
    cursor = page.next;
  } while (cursor && done.pageCount < pagesMax && !plan.signal.aborted && (isNews || plan.reach === "EVERYTHING"));
  if (isUnsure || (cursor && !oldest)) return done;
  const span = { accountId, after: cursor && oldest, ids };
  return await held(async (world) => {
    if (await isDoubtful(world, span, plan.removal)) return { ...done, isRemovalDoubted: true };
    return { ...done, removedCount: await removeGone(world.db, span, world.clock.now()) };
  });
}

async function isDoubtful(
  world: World,
  span: ReadSpan,
  { mediaCount, isSecondReading }: SyncPlan["removal"],
): Promise<boolean> {
  if (isSecondReading) return false;
  const { goneCount, keptCount } = await countGone(world.db, span);
  if (goneCount > DOUBT_MIN && goneCount * 3 > keptCount) return true;
  const isCounted = span.after === null && mediaCount !== null && mediaCount <= POSTS_MAX;
  return goneCount > 0 && isCounted && mediaCount > new Set(span.ids).size;
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
