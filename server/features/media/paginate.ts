import type { MediaCursor } from "../../instagram/cursor.js";
import { InstagramError } from "../../instagram/errors.js";
import type { MediaPage } from "../../instagram/types.js";
import type { Checkpoint } from "./checkpoint.js";
import { OLDEST_COUNT } from "./judge-missed.js";

export interface Progress {
  next: MediaCursor | null;
  ids: ReadonlySet<string>;
  pageCount: number;
  oldest: readonly Date[];
  /** A post could not be read and has no id, or the rest is unreachable. */
  isIncomplete: boolean;
  idleCount: number;
  fallback: Progress | null;
}

export const START: Progress = {
  next: null,
  ids: new Set(),
  pageCount: 0,
  oldest: [],
  isIncomplete: false,
  idleCount: 0,
  fallback: null,
};

/**
 * Reads the page at a position, and returns the next position.
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
    // A cursor becomes invalid with its post.
    const isDead = error instanceof InstagramError && error.failureCause === "INSTAGRAM_REJECTED";
    if (!isDead || !place.fallback) throw error;
    return await paginate(place.fallback, read);
  }
}

/** Only if the first page overlaps with what was read, so that no new post lies between. */
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
    fallback: first,
  };
}

/** A circular cursor would repeat posts forever: the sync ends, and later posts are unknown. */
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
    fallback: null,
  };
}

function timesOf({ posts, requestedFields }: MediaPage): Date[] {
  return requestedFields.has("timestamp") ? posts.map(({ timestamp }) => timestamp) : [];
}

function oldestOf(times: readonly Date[]): Date[] {
  return times.toSorted((a, b) => a.getTime() - b.getTime()).slice(0, OLDEST_COUNT);
}
