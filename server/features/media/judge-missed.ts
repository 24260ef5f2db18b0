import type { Progress } from "./paginate.js";
import type { MissedPost } from "./store.js";

/** Near the end of Instagram's window, missing posts may lie behind it. */
const NEAR = 0.99;
/** Posts that one sync requests by id. */
const REQUESTED_MAX = 5;

/**
 * How to decide about missing posts. COUNT: the sync was complete, because it read as many as Instagram counts. NAME: it was
 * partial, or the count is unknown or too low, so that each post must be requested. NOTHING: it contradicts itself.
 */
export interface Span {
  by: "COUNT" | "NAME" | "NOTHING";
  after: Date | null;
}

interface Counted {
  mediaCount: number | null;
  listWindow: number;
}

const NOTHING: Span = { by: "NOTHING", after: null };

/** What a sync can have seen. Neither a list's order nor a post's age proves a removal: see decision 0036. */
export function spanOf({ next, ids, isIncomplete, oldest }: Progress, { mediaCount, listWindow }: Counted): Span {
  if (isIncomplete) return NOTHING;
  if (next === null && ids.size < listWindow * NEAR) {
    if (ids.size === mediaCount) return { by: "COUNT", after: null };
    return mediaCount === null || ids.size > mediaCount ? { by: "NAME", after: null } : NOTHING;
  }
  const after = oldest.at(OLDEST_COUNT - 1);
  return after ? { by: "NAME", after } : NOTHING;
}

/** Old posts may appear among the newest (pinned or late ones): this many before posts elsewhere would be requested in vain. */
export const OLDEST_COUNT = 5;

export interface Incident {
  /** Missed twice, and this sync was complete. */
  gone: string[];
  /** Missed twice; Instagram must be asked for each. */
  unconfirmed: string[];
  /** For the first time: a later sync decides. */
  missed: string[];
  met: string[];
}

export function judgeMissed(posts: readonly MissedPost[], ids: ReadonlySet<string>, { by, after }: Span): Incident {
  const met = posts.filter(({ id, missedAt }) => missedAt !== null && ids.has(id));
  const lacking = posts.filter(({ id, timestamp }) => !ids.has(id) && (after === null || timestamp > after));
  const twice = by === "NOTHING" ? [] : lacking.filter(({ missedAt }) => missedAt !== null);
  const once = by === "NOTHING" ? [] : lacking.filter(({ missedAt }) => missedAt === null);
  const newest = twice.toSorted((a, b) => b.timestamp.getTime() - a.timestamp.getTime()).slice(0, REQUESTED_MAX);
  return {
    gone: by === "COUNT" ? idsOf(twice) : [],
    unconfirmed: by === "NAME" ? idsOf(newest) : [],
    missed: idsOf(once),
    met: idsOf(met),
  };
}

/** How many stored posts may be removed until only Instagram's count, within its list window, remains. */
export function sparesOf(postCount: number, { mediaCount, listWindow }: Counted): number {
  return Math.max(0, postCount - Math.min(mediaCount ?? 0, listWindow));
}

function idsOf(posts: readonly MissedPost[]): string[] {
  return posts.map(({ id }) => id);
}
