import type { MediaCursor } from "../instagram/cursor.js";
import { InstagramFailure } from "../instagram/failures.js";
import type { MediaPage } from "../instagram/read-media-page.js";
import type { OpenSweep } from "./find-sweep.js";

/** How far a reading of an account's posts has come, newest first. */
export interface Place {
  /** Where the next page begins; null when there is none. */
  next: MediaCursor | null;
  /** Instagram's ids of the posts that were met, read or not. */
  ids: ReadonlySet<string>;
  pageCount: number;
  /** When the last post that was read was published. */
  oldest: Date | null;
  /** A post was met that could neither be read nor told by an id, or the rest is somewhere unknown. */
  isUnsure: boolean;
  /** Where to go on instead, if `next` is what an earlier reading left and leads nowhere any more. */
  otherwise: Place | null;
}

export const BEGINNING: Place = {
  next: null,
  ids: new Set(),
  pageCount: 0,
  oldest: null,
  isUnsure: false,
  otherwise: null,
};

/**
 * Reads the page at a place, and tells the place behind it.
 *
 * @throws {InstagramFailure} when it cannot be read
 */
export async function readOn(
  place: Place,
  read: (after: MediaCursor | null) => Promise<MediaPage>,
): Promise<{ page: MediaPage; place: Place }> {
  try {
    const page = await read(place.next);
    return { page, place: behind(place, page) };
  } catch (error) {
    // A cursor dies with its post.
    const isDead = error instanceof InstagramFailure && error.failureCause === "INSTAGRAM_REJECTED";
    if (!isDead || !place.otherwise) throw error;
    return await readOn(place.otherwise, read);
  }
}

/**
 * Where a reading goes on that an earlier one has left unfinished: behind that one's last page, if the first page meets what
 * that one has read, so that nothing new lies between them.
 */
export function takeUp(first: Place, left: OpenSweep | null): Place {
  if (!left || !first.next) return first;
  const isMet = first.ids.size === 0 || left.ids.some((id) => first.ids.has(id));
  if (!isMet) return first;
  return {
    next: left.next,
    ids: new Set([...left.ids, ...first.ids]),
    pageCount: left.pageCount + first.pageCount,
    oldest: first.oldest,
    isUnsure: left.isUnsure || first.isUnsure,
    otherwise: first,
  };
}

function behind({ ids, pageCount, oldest, isUnsure }: Place, page: MediaPage): Place {
  return {
    next: page.next,
    ids: new Set([...ids, ...page.posts.map(({ id }) => id), ...page.unreadIds]),
    pageCount: pageCount + 1,
    oldest: page.posts.at(-1)?.timestamp ?? oldest,
    isUnsure: isUnsure || page.isCutShort || page.namelessCount > 0,
    otherwise: null,
  };
}
