import type { Progress } from "./paginate.js";
import type { MissedPost } from "./store.js";

/** Near the end of the window: what a reading that comes so far lacks may lie behind it. */
const NEAR = 0.99;
/** So many posts that one reading asks for by their ids. */
const ASKED_MAX = 5;

/**
 * What the posts that a reading did not meet can be judged by. COUNT: it was whole, for it gave as many as Instagram counts.
 * NAME: it was in part, or the count is unknown or too low, so that each post must be asked for. NOTHING: it contradicts itself.
 */
export interface Span {
  by: "COUNT" | "NAME" | "NOTHING";
  /** Only posts that were published after this instant are judged; null: all are. */
  after: Date | null;
}

interface Counted {
  /** How many posts there are, as Instagram counts; null when it does not say. */
  mediaCount: number | null;
  /** How many posts Instagram lists at most. */
  listWindow: number;
}

const NOTHING: Span = { by: "NOTHING", after: null };

/** What a reading can have seen. Neither the order of a list nor a post's age proves that one is gone: see decision 0036. */
export function spanOf({ next, ids, isIncomplete, oldest }: Progress, { mediaCount, listWindow }: Counted): Span {
  if (isIncomplete) return NOTHING;
  if (next === null && ids.size < listWindow * NEAR) {
    if (ids.size === mediaCount) return { by: "COUNT", after: null };
    return mediaCount === null || ids.size > mediaCount ? { by: "NAME", after: null } : NOTHING;
  }
  const after = oldest.at(OLDEST_COUNT - 1);
  return after ? { by: "NAME", after } : NOTHING;
}

/** So many old posts may stand among the newest (pinned ones, late ones) before posts elsewhere are asked for in vain. */
export const OLDEST_COUNT = 5;

export interface Incident {
  /** Two readings missed them, and this one was whole. */
  gone: string[];
  /** Two readings missed them, and Instagram is to be asked for each. */
  doubtful: string[];
  /** Missed for the first time: a later reading decides. */
  missed: string[];
  /** An earlier reading missed them, this one met them. */
  met: string[];
}

/** Judges the posts that a reading, or one before it, missed. */
export function judgeMissed(posts: readonly MissedPost[], ids: ReadonlySet<string>, { by, after }: Span): Incident {
  const met = posts.filter(({ id, missedAt }) => missedAt !== null && ids.has(id));
  const lacking = posts.filter(({ id, timestamp }) => !ids.has(id) && (after === null || timestamp > after));
  const twice = by === "NOTHING" ? [] : lacking.filter(({ missedAt }) => missedAt !== null);
  const once = by === "NOTHING" ? [] : lacking.filter(({ missedAt }) => missedAt === null);
  const newest = twice.toSorted((a, b) => b.timestamp.getTime() - a.timestamp.getTime()).slice(0, ASKED_MAX);
  return {
    gone: by === "COUNT" ? idsOf(twice) : [],
    doubtful: by === "NAME" ? idsOf(newest) : [],
    missed: idsOf(once),
    met: idsOf(met),
  };
}

/** How many of the posts that are stored may go before fewer would be left than Instagram counts, within what it lists. */
export function sparesOf(postCount: number, { mediaCount, listWindow }: Counted): number {
  return Math.max(0, postCount - Math.min(mediaCount ?? 0, listWindow));
}

function idsOf(posts: readonly MissedPost[]): string[] {
  return posts.map(({ id }) => id);
}
