import type { MediaOrder, MediaProductType, MediaType } from "../../db/schema/media.js";
import { fold } from "../../lib/case-fold.js";
import { ApiError } from "../../lib/errors.js";
import { type MediaPlace, readCursor } from "./media-cursor.js";

export interface MediaArguments {
  type?: MediaType[] | null;
  productType?: MediaProductType[] | null;
  hashtag?: string[] | null;
  withoutHashtag?: string[] | null;
  isSharedToFeed?: boolean | null;
  search?: string | null;
  since?: Date | null;
  until?: Date | null;
  orderBy?: MediaOrder | null;
  first?: number | null;
  after?: string | null;
}

export interface MediaFilter {
  types: MediaType[] | null;
  productTypes: MediaProductType[] | null;
  hashtags: string[] | null;
  withoutHashtags: string[] | null;
  /** False: only reels hidden from the profile grid; true: all others. */
  isSharedToFeed: boolean | null;
  words: string[];
  /** Inclusive. */
  since: Date | null;
  /** Exclusive. */
  until: Date | null;
  order: MediaOrder;
  first: number;
  /** The end of the previous page: a post's id or its position. */
  after: { heldId: string } | { place: MediaPlace } | null;
}

export const FIRST_MAX = 100;
const TAGS_MAX = 50;
const SEARCH_MAX = 200;
const WORDS_MAX = 10;

/** Turns arguments into a filter: case-folded, within limits. Empty lists do not filter. */
export function mediaFilter(args: MediaArguments): MediaFilter {
  return {
    types: someOf(args.type),
    productTypes: someOf(args.productType),
    hashtags: tagsOf("hashtag", args.hashtag),
    withoutHashtags: tagsOf("withoutHashtag", args.withoutHashtag),
    isSharedToFeed: args.isSharedToFeed ?? null,
    words: wordsOf(args.search),
    since: args.since ?? null,
    until: args.until ?? null,
    order: args.orderBy ?? "NEWEST",
    first: checkFirst(args.first ?? 25),
    after: args.after == null ? null : { heldId: args.after },
  };
}

export function connectionFilter(args: MediaArguments): MediaFilter {
  const filter = mediaFilter({ ...args, after: null });
  return { ...filter, after: args.after == null ? null : { place: readCursor(args.after, filter.order) } };
}

/** Validates a page size from 1 to 100; never clamps. */
export function checkFirst(first: number): number {
  if (first >= 1 && first <= FIRST_MAX) return first;
  throw new ApiError("BAD_USER_INPUT", `\`first\` is ${first}; it goes from 1 to ${FIRST_MAX}.`, {
    nextStep: `Ask for at most ${FIRST_MAX} and go on with \`after\`.`,
  });
}

function someOf<T>(values: T[] | null | undefined): T[] | null {
  return values && values.length > 0 ? [...new Set(values)] : null;
}

function tagsOf(name: string, tags: string[] | null | undefined): string[] | null {
  if (!tags || tags.length === 0) return null;
  if (tags.length > TAGS_MAX) throw new ApiError("BAD_USER_INPUT", `\`${name}\` names more than ${TAGS_MAX} tags.`);
  return [...new Set(tags.map((tag) => fold(tag.trim().replace(/^[#＃]/, ""))))];
}

function wordsOf(search: string | null | undefined): string[] {
  if (!search) return [];
  if (search.length > SEARCH_MAX)
    throw new ApiError("BAD_USER_INPUT", `\`search\` is longer than ${SEARCH_MAX} characters.`);
  const words = [
    ...new Set(
      fold(search)
        .split(/\s+/)
        .filter((word) => word !== ""),
    ),
  ];
  if (words.length > WORDS_MAX) throw new ApiError("BAD_USER_INPUT", `\`search\` holds more than ${WORDS_MAX} words.`);
  return words;
}
