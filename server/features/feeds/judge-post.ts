import type { FeedMatch, FeedRule, FeedSettings } from "../../db/schema/feeds.js";
import { parseDurationMs } from "../../lib/parse-setting.js";
import { wordPattern } from "./word-pattern.js";

/** One stored copy of a post, with its account. */
export interface PostCopy {
  accountId: string;
  accountTags: readonly string[];
  mediaType: string;
  mediaProductType: string | null;
  isSharedToFeed: boolean | null;
  hashtags: readonly string[];
  mentions: readonly string[];
  captionFolded: string | null;
  timestamp: Date;
  likeCount: number | null;
  /** Stored, not removed and not hidden everywhere. */
  isAvailable: boolean;
  /** What was decided in this feed; null if nothing was. */
  isShown: boolean | null;
  isPinned: boolean;
}

export type PostVerdict =
  | { verdict: "UNAVAILABLE" | "NOT_IN_SOURCES" | "HIDDEN" | "WAITING" | "PASSES" }
  | { verdict: "EXCLUDED"; rule: FeedRule | null };

/**
 * What a feed's settings and decisions say of one copy of a post, apart from its other copies and the feed's size. A pure
 * function; `passes-sql.ts` says the same in SQL.
 */
export function judgePost(settings: FeedSettings, post: PostCopy, now: Date): PostVerdict {
  if (!post.isAvailable) return { verdict: "UNAVAILABLE" };
  if (sourcePlace(settings, post) === null) return { verdict: "NOT_IN_SOURCES" };
  if (post.isShown === false) return { verdict: "HIDDEN" };
  if (post.isShown || post.isPinned) return { verdict: "PASSES" };
  const rule = settings.rules.find(({ match }) => isMatch(match, post, now)) ?? null;
  if ((rule?.action ?? settings.otherwise) === "EXCLUDE") return { verdict: "EXCLUDED", rule };
  return { verdict: settings.mode === "REVIEW" ? "WAITING" : "PASSES" };
}

/** The first of the feed's sources that holds the account, from 0; null if none does. */
export function sourcePlace(
  { sources }: Pick<FeedSettings, "sources">,
  { accountId, accountTags }: Pick<PostCopy, "accountId" | "accountTags">,
): number | null {
  const place = sources.findIndex((source) =>
    "tag" in source ? accountTags.includes(source.tag) : source.accountId === accountId,
  );
  return place === -1 ? null : place;
}

/** Whether each given condition holds; of a list, one value is enough. */
function isMatch(match: FeedMatch, post: PostCopy, now: Date): boolean {
  const hasOne = (listed: readonly string[] | undefined, values: readonly (string | null)[]) =>
    listed === undefined || values.some((value) => value !== null && listed.includes(value));
  return (
    hasOne(match.accountIds, [post.accountId]) &&
    hasOne(match.accountTags, post.accountTags) &&
    hasOne(match.type, [post.mediaType]) &&
    hasOne(match.productType, [post.mediaProductType]) &&
    hasOne(match.hashtag, post.hashtags) &&
    hasOne(match.mention, post.mentions) &&
    (match.isSharedToFeed === undefined || match.isSharedToFeed === (post.isSharedToFeed !== false)) &&
    (match.words === undefined || hasWord(match.words, post.captionFolded)) &&
    (match.since === undefined || post.timestamp >= new Date(match.since)) &&
    (match.until === undefined || post.timestamp < new Date(match.until)) &&
    (match.olderThan === undefined || post.timestamp < instantBefore(now, match.olderThan)) &&
    (match.likesBelow === undefined || (post.likeCount !== null && post.likeCount < match.likesBelow))
  );
}

function instantBefore(now: Date, duration: string): Date {
  return new Date(now.getTime() - parseDurationMs(duration, OLDER_THAN_DAYS_MAX));
}

export const OLDER_THAN_DAYS_MAX = 3_650;

function hasWord(words: readonly string[], captionFolded: string | null): boolean {
  if (captionFolded === null) return false;
  const { pattern, parts } = wordPattern(words);
  return (
    (pattern !== null && new RegExp(pattern, "u").test(captionFolded)) ||
    parts.some((part) => captionFolded.includes(part))
  );
}
