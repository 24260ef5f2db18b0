import type { MediaCursor } from "../../instagram/cursor.js";
import { InstagramError } from "../../instagram/errors.js";
import type { MediaPage } from "../../instagram/types.js";
import type { Checkpoint } from "./checkpoint.js";
import { OLDEST_COUNT } from "./judge-missed.js";

/** How far a reading of an account's posts has come, newest first. */
export interface Progress {
  /** Where the next page begins; null when there is none. */
  next: MediaCursor | null;
  /** Instagram's ids of the posts that were met, read or not. */
  ids: ReadonlySet<string>;
  pageCount: number;
  /** When the few oldest of the posts that were read were published, oldest first. */
  oldest: readonly Date[];
  /** A post was met that could neither be read nor told by an id, or the rest is somewhere unknown. */
  isIncomplete: boolean;
  /** How many pages in a row brought no post that was not met before. */
  idleCount: number;
  /** Where to go on instead, if `next` is what an earlier reading left and leads nowhere any more. */
  otherwise: Progress | null;
}

export const START: Progress = {
  next: null,
  ids: new Set(),
  pageCount: 0,
  oldest: [],
  isIncomplete: false,
  idleCount: 0,
  otherwise: null,
};

/**
 * Reads the page at a place, and tells the place behind it.
 *
 * @throws {InstagramError} when it cannot be read
 */
export async function paginate(
  place: Progress,
  read: (at: { after: MediaCursor | null; rank: number }) => Promise<MediaPage>,
): Promise<{ page: MediaPage; place: Progress }> {
  try {
    const page = await read({ after: place.next, rank: place.ids.size });
    return { page, place: behind(place, page) };
  } catch (error) {
    // A cursor dies with its post.
    const isDead = error instanceof InstagramError && error.failureCause === "INSTAGRAM_REJECTED";
    if (!isDead || !place.otherwise) throw error;
    return await paginate(place.otherwise, read);
  }
}

/**
 * Where a reading goes on that an earlier one has left unfinished: behind that one's last page, if the first page meets what
 * that one has read, so that nothing new lies between them.
 */
export function resumeFrom(first: Progress, left: Checkpoint | null): Progress {
  if (!left || !first.next) return first;
  const isMet = first.ids.size === 0 || left.ids.some((id) => first.ids.has(id));
  if (!isMet) return first;
  return {
    next: left.next,
    ids: new Set([...left.ids, ...first.ids]),
    pageCount: left.pageCount + first.pageCount,
    oldest: first.oldest,
    isIncomplete: left.isIncomplete || first.isIncomplete,
    idleCount: 0,
    otherwise: first,
  };
}

/** A cursor that leads in a circle brings the same posts for ever: the reading ends there, and what is behind is unknown. */
const IDLE_MAX = 5;

function behind(before: Progress, page: MediaPage): Progress {
  const ids = new Set([...before.ids, ...page.posts.map(({ id }) => id), ...page.unreadIds]);
  const idleCount = ids.size > before.ids.size ? 0 : before.idleCount + 1;
  const isCircle = page.next !== null && idleCount >= IDLE_MAX;
  return {
    next: isCircle ? null : page.next,
    ids,
    pageCount: before.pageCount + 1,
    oldest: oldestOf([...before.oldest, ...timesOf(page)]),
    isIncomplete: before.isIncomplete || page.isCutShort || page.namelessCount > 0 || isCircle,
    idleCount,
    otherwise: null,
  };
}

/** None that only stand in for what Instagram did not tell. */
function timesOf({ posts, asked }: MediaPage): Date[] {
  return asked.has("timestamp") ? posts.map(({ timestamp }) => timestamp) : [];
}

function oldestOf(times: readonly Date[]): Date[] {
  return times.toSorted((a, b) => a.getTime() - b.getTime()).slice(0, OLDEST_COUNT);
}
