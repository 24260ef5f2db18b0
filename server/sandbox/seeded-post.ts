import { HOUR_MS } from "../lib/clock.js";
import { writeCaption } from "./captions.js";
import type { TestAccount } from "./fixtures.js";
import { partId, postId } from "./media-ids.js";
import { between, hash32, pick, type Random, seededRandom } from "./seed.js";

export interface Part {
  id: string;
  mediaType: "IMAGE" | "VIDEO";
  widthPx: number;
  heightPx: number;
}

export interface Post extends Omit<Part, "mediaType"> {
  index: number;
  mediaType: string;
  productType: "FEED" | "REELS";
  caption: string | null;
  altText: string | null;
  takenAtMs: number;
  likeCount: number | null;
  commentsCount: number;
  /** False for withheld media, such as a reel with library music. */
  givesUrl: boolean;
  shortcode: string;
  /** False for a reel that its owner keeps off the profile. */
  isSharedToFeed: boolean;
  parts: readonly Part[];
}

/** Post number `index`, always the same for the same epoch. */
export function seededPost(member: TestAccount, index: number, epochMs: number): Post {
  const random = seededRandom(`${member.key} post ${index}`);
  const id = postId(member, index);
  const kind = random();
  const plain: Post = {
    id,
    index,
    ...pick(random, SIZES),
    mediaType: "IMAGE",
    productType: "FEED",
    caption: writeCaption(member, index),
    altText: random() < 0.5 ? `${member.name}: photo number ${index + 1}` : null,
    takenAtMs: seededTakenAtMs(member, index, epochMs),
    likeCount: member.key === "florist" ? null : Math.floor(member.followersCount * between(random, 0.01, 0.06)),
    commentsCount: Math.floor(between(random, 0, 40)),
    givesUrl: true,
    shortcode: makeShortcode(id),
    isSharedToFeed: true,
    parts: [],
  };
  const typed = { ...plain, ...(kind < 0.2 ? REEL : kind < 0.42 ? makeAlbum(member, plain, random) : {}) };
  return { ...typed, ...makeSpecial(member, typed) };
}

/** The post's time, without creating the rest. Later indexes are later; the last is a few hours before the epoch. */
export function seededTakenAtMs(member: TestAccount, index: number, epochMs: number): number {
  const fromNewest = member.postCount - 1 - index;
  const wander = fromNewest === 0 ? 0 : (hash32(`${member.key} time ${index}`) % 1000) / 1000;
  const takenAtMs = epochMs - 3 * HOUR_MS - (fromNewest + wander * 0.6) * member.hoursBetweenPosts * HOUR_MS;
  return Math.floor(takenAtMs / 1000) * 1000;
}

/** `count` parts in their album's size; those in `films` (from 0) are videos. */
export function makeParts(member: TestAccount, album: Post, parts: { count: number; films: number[] }): Part[] {
  return Array.from({ length: parts.count }, (_, part) => ({
    id: partId(member, album.index, part),
    mediaType: parts.films.includes(part) ? "VIDEO" : "IMAGE",
    widthPx: album.widthPx,
    heightPx: album.heightPx,
  }));
}

export const REEL = { mediaType: "VIDEO", productType: "REELS", altText: null, widthPx: 1080, heightPx: 1920 } as const;

const SIZES: readonly [Size, ...Size[]] = [
  { widthPx: 1080, heightPx: 1080 },
  { widthPx: 1080, heightPx: 1350 },
  { widthPx: 1080, heightPx: 1350 },
  { widthPx: 1080, heightPx: 566 },
];

type Size = Pick<Post, "widthPx" | "heightPx">;

function makeAlbum(member: TestAccount, post: Post, random: Random): Partial<Post> {
  const count = 2 + Math.floor(random() * 5);
  return { mediaType: "CAROUSEL_ALBUM", altText: null, parts: makeParts(member, post, { count, films: [] }) };
}

/** Special posts, at fixed positions from the account's newest initial post. */
function makeSpecial(member: TestAccount, post: Post): Partial<Post> {
  if (member.key === "garage") return makeOdd(member, post);
  return SPECIAL[`${member.key} ${member.postCount - post.index}`] ?? {};
}

function makeOdd(member: TestAccount, post: Post): Partial<Post> {
  const square = { widthPx: 1080, heightPx: 1080, parts: [], productType: "FEED" } as const;
  const album = { ...square, mediaType: "CAROUSEL_ALBUM", altText: null };
  switch (member.postCount - post.index) {
    case 2:
      return { ...REEL, givesUrl: false, parts: [] };
    case 3:
      return { ...album, parts: makeParts(member, { ...post, ...square }, { count: 3, films: [1] }) };
    case 4:
      return { ...square, mediaType: "SPATIAL_SCENE" };
    case 6:
      return { ...album, givesUrl: false, parts: makeParts(member, { ...post, ...square }, { count: 2, films: [] }) };
    default:
      return {};
  }
}

const SPECIAL: Record<string, Partial<Post>> = {
  "pottery 2": {
    ...REEL,
    isSharedToFeed: false,
    parts: [],
    caption: "Ausschnitt aus dem Kurs, nur für Reels. #drehscheibe",
  },
  "pottery 4": { caption: "Becher von uns, Kaffee von @roastery: am Samstag zusammen auf dem Markt. #zusammen" },
  "pottery 24": { caption: "So hat es angefangen: die erste Schale, schief und stolz. #ersteschale" },
};

const SHORTCODE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function makeShortcode(id: string): string {
  const random = seededRandom(`shortcode ${id}`);
  const letters = Array.from({ length: 10 }, () => SHORTCODE_LETTERS[Math.floor(random() * 64)]);
  return `D${letters.join("")}`;
}
