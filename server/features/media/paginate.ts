import type { MediaCursor } from "../../instagram/cursor.js";
import { InstagramError } from "../../instagram/errors.js";
import type { MediaPage } from "../../instagram/types.js";
import type { Checkpoint } from "./checkpoint.js";
import { OLDEST_COUNT } from "./judge-missed.js";

export interface Progress {
  next: MediaCursor | null;
  /** Grows with the pages behind it: a copy for each page would cost the square of their number. */
  ids: ReadonlySet<string>;
  /** Those of `ids` that the checkpoint does not have yet. */
  addedIds: readonly string[];
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
  addedIds: [],
  pageCount: 0,
  oldest: [],
  isIncomplete: false,
  idleCount: 0,
  fallback: null,
};

export type ReadAt = (at: { after: MediaCursor | null; rank: number }) => Promise<MediaPage>;

export interface PageRead {
  page: MediaPage;
  /** The position that was read at: the requested one, or its fallback. */
  from: Progress;
  /** The reading began again, so that the checkpoint is of another one. */
  isRestart: boolean;
}

/**
 * Reads the page at a position.
 * @throws {InstagramError} when it cannot be read
 */
export async function paginate(place: Progress, read: ReadAt): Promise<PageRead> {
  try {
    const page = await read({ after: place.next, rank: place.ids.size });
    return { page, from: place, isRestart: place === START };
  } catch (error) {
    // A cursor becomes invalid with its post.
    const isDead = error instanceof InstagramError && error.failureCause === "INSTAGRAM_REJECTED";
    if (!isDead || !place.fallback) throw error;
    return { ...(await paginate(place.fallback, read)), isRestart: true };
  }
}

/** Only if the first page overlaps with what was read, so that no new post lies between. */
export function resumeFrom(first: Progress, left: Checkpoint | null): Progress {
  if (!left || !first.next) return first;
  const leftIds = new Set(left.ids);
  const addedIds = [...first.ids].filter((id) => !leftIds.has(id));
  const isMet = first.ids.size === 0 || addedIds.length < first.ids.size;
  if (!isMet) return first;
  return {
    next: left.next,
    ids: new Set([...leftIds, ...addedIds]),
    addedIds,
    pageCount: left.pageCount + first.pageCount,
    oldest: first.oldest,
    isIncomplete: left.isIncomplete || first.isIncomplete,
    idleCount: 0,
    fallback: first,
  };
}

/** A circular cursor would repeat posts forever: the sync ends, and later posts are unknown. */
const IDLE_MAX = 5;

/** The position behind a page that was read. Takes over the ids of the one before. */
export function behind({ page, from, isRestart }: PageRead): Progress {
  const ids = from === START ? new Set<string>() : (from.ids as Set<string>);
  const addedIds: string[] = isRestart ? [...ids] : [];
  const sizeBefore = ids.size;
  for (const id of [...page.posts.map(({ id }) => id), ...page.unreadIds]) {
    if (ids.has(id)) continue;
    ids.add(id);
    addedIds.push(id);
  }
  const idleCount = ids.size > sizeBefore ? 0 : from.idleCount + 1;
  const isCircle = page.next !== null && idleCount >= IDLE_MAX;
  return {
    next: isCircle ? null : page.next,
    ids,
    addedIds,
    pageCount: from.pageCount + 1,
    oldest: oldestOf([...from.oldest, ...timesOf(page)]),
    isIncomplete: from.isIncomplete || page.isCutShort || page.namelessCount > 0 || isCircle,
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
