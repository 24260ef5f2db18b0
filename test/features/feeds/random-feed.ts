import fc, { type GeneratorValue } from "fast-check";
import type { FeedInput, MatchInput } from "../../../server/features/feeds/feed-input.js";

export interface AccountFacts {
  id: string;
  tags: readonly string[];
}

export interface PostFacts {
  accountId: string;
  id: string;
  shortcode: string | null;
  type: string;
  productType: string | null;
  shared: boolean | null;
  caption: string;
  at: Date;
  likes: number | null;
  removed: boolean;
  hidden: boolean;
}

export interface Decided {
  accountId: string;
  mediaId: string;
  shortcode: string | null;
  isShown: boolean;
}

export interface Pinned {
  accountId: string;
  mediaId: string;
  shortcode: string | null;
  place: number;
  until: Date | null;
  at: Date;
}

export const NOW = new Date();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const ACCOUNTS: readonly AccountFacts[] = [
  { id: "a1", tags: ["shop", "north"] },
  { id: "a2", tags: ["shop"] },
  { id: "a3", tags: [] },
  { id: "a4", tags: ["north"] },
  { id: "a5", tags: ["shop", "old"] },
];

const WORDS = ["werbung", "brot", "café", "neu", "new_shop", "хлеб", "焼き"];
const SIGNS = ["", "#", "@", "vor"];
const MEDIA_TYPES = ["IMAGE", "VIDEO", "CAROUSEL_ALBUM"];

/** Posts with every value that a rule can ask for, some of them shared by two accounts. */
export function randomPosts(g: GeneratorValue, count: number): PostFacts[] {
  const posts: PostFacts[] = [];
  for (let n = 0; n < count; n++) {
    const post: PostFacts = {
      accountId: g(fc.constantFrom, ...ACCOUNTS).id,
      id: `m${String(n).padStart(3, "0")}`,
      shortcode: g(fc.nat, { max: 9 }) > 0 ? `s${n}` : null,
      type: g(fc.constantFrom, ...MEDIA_TYPES),
      productType: g(fc.constantFrom, "FEED", "REELS", null),
      shared: g(fc.constantFrom, true, false, null),
      caption: Array.from({ length: g(fc.nat, { max: 4 }) }, () => word(g)).join(g(fc.constantFrom, " ", ", ", "\n")),
      // Never at the edge of a rule in days, as the time goes on.
      at: new Date(NOW.getTime() - g(fc.nat, { max: 40 }) * DAY_MS - 6 * HOUR_MS),
      likes: g(fc.constantFrom, null, 0, 3, 7, 50),
      removed: g(fc.nat, { max: 14 }) === 0,
      hidden: g(fc.nat, { max: 14 }) === 0,
    };
    posts.push(post);
    const others = ACCOUNTS.filter(({ id }) => id !== post.accountId);
    const sharer = g(fc.constantFrom, ...others);
    const how = g(fc.nat, { max: 9 });
    const copy = {
      ...post,
      accountId: sharer.id,
      likes: g(fc.constantFrom, null, 4),
      hidden: g(fc.nat, { max: 5 }) === 0,
    };
    if (how === 0) posts.push({ ...copy, shortcode: null });
    if (how === 1 && post.shortcode !== null) posts.push({ ...copy, id: `${post.id}c` });
    if (how === 2) posts.push(copy);
  }
  return posts;
}

function word(g: GeneratorValue): string {
  return g(fc.constantFrom, ...SIGNS) + g(fc.constantFrom, ...WORDS);
}

export function randomInput(g: GeneratorValue, slug: string): FeedInput {
  return {
    slug,
    title: "A feed",
    mode: g(fc.nat, { max: 4 }) === 0 ? "REVIEW" : "PUBLISH",
    orderBy: g(fc.constantFrom, "NEWEST", "OLDEST", "MOST_LIKED", "SPREAD"),
    size: g(fc.constantFrom, 1, 3, 8, 25),
    perAccountMax: g(fc.constantFrom, null, null, 1, 2, 5),
    sources: list(g, 1, 4).map(() =>
      g(fc.boolean) ? { accountId: g(fc.constantFrom, ...ACCOUNTS).id } : { tag: tag(g) },
    ),
    rules: list(g, 0, 4).map(() => ({
      action: g(fc.constantFrom, "INCLUDE", "EXCLUDE") as "INCLUDE" | "EXCLUDE",
      match: randomMatch(g),
    })),
    otherwise: g(fc.nat, { max: 3 }) === 0 ? "EXCLUDE" : "INCLUDE",
  };
}

function randomMatch(g: GeneratorValue): MatchInput {
  const day = () => new Date(NOW.getTime() - g(fc.nat, { max: 40 }) * DAY_MS);
  const conditions: (() => MatchInput)[] = [
    () => ({ accountIds: list(g, 1, 2).map(() => g(fc.constantFrom, ...ACCOUNTS).id) }),
    () => ({ accountTags: list(g, 1, 2).map(() => tag(g)) }),
    () => ({ type: list(g, 1, 2).map(() => g(fc.constantFrom, ...MEDIA_TYPES)) }),
    () => ({ productType: [g(fc.constantFrom, "FEED", "REELS")] }),
    () => ({ isSharedToFeed: g(fc.boolean) }),
    () => ({ hashtag: [g(fc.constantFrom, "werbung", "#Brot")] }),
    () => ({ mention: [g(fc.constantFrom, "@brot", "NEU")] }),
    () => ({ words: [g(fc.constantFrom, ...WORDS, "brot neu", "Werbung, brot")] }),
    () => ({ since: day() }),
    () => ({ until: day() }),
    () => ({ olderThan: `${1 + g(fc.nat, { max: 40 })}d` }),
    () => ({ likesBelow: g(fc.constantFrom, 1, 4, 10) }),
  ];
  const chosen = list(g, 1, 2).map(() => conditions[g(fc.nat, { max: conditions.length - 1 })]?.() ?? {});
  return Object.assign({}, ...chosen) as MatchInput;
}

function tag(g: GeneratorValue): string {
  return g(fc.constantFrom, "shop", "north", "old", "nobody");
}

function list(g: GeneratorValue, min: number, max: number): undefined[] {
  return Array.from({ length: min + g(fc.nat, { max: max - min }) });
}
