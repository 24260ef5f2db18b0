import { z } from "zod";
import { isRecord, readBoolean, readCount, readId, readInstant, readText, readUrl } from "./read-values.js";
import { unwrap } from "./zod-types.js";

export interface InstagramPost {
  id: string;
  mediaType: "IMAGE" | "VIDEO" | "CAROUSEL_ALBUM";
  mediaProductType: "FEED" | "REELS" | "STORY" | "AD" | null;
  caption: string | null;
  /** Signed and valid for days; absent for licensed audio. */
  mediaUrl: string | null;
  thumbnailUrl: string | null;
  permalink: string | null;
  shortcode: string | null;
  timestamp: Date;
  username: string | null;
  altText: string | null;
  likeCount: number | null;
  commentsCount: number | null;
  isSharedToFeed: boolean | null;
  /** The position in the album, from 0; null for a post. */
  position: number | null;
  children: InstagramPost[];
  isPartial: boolean;
}

export interface ReadPosts {
  posts: InstagramPost[];
  unknownTypeCount: number;
  /** Without an id or timestamp, or not a post at all. */
  brokenCount: number;
  /** These posts still exist. */
  unreadIds: string[];
  /** Without an id: any missing post may be one of them. */
  namelessCount: number;
}

export interface StandIns {
  /** The assumed timestamp of the post at a position in the response; null if a timestamp is required. */
  timestamp: ((position: number) => Date) | null;
  /** Whether the type may be missing; other fields then determine it. */
  mediaType: { post: boolean; part: boolean };
}

const NONE: StandIns = { timestamp: null, mediaType: { post: false, part: false } };

/** An unreadable post is counted and never fails its page. */
export function readPosts(
  items: readonly unknown[],
  { album = null, standIns = NONE }: { album?: InstagramPost | null; standIns?: StandIns } = {},
): ReadPosts {
  const read: ReadPosts = { posts: [], unknownTypeCount: 0, brokenCount: 0, unreadIds: [], namelessCount: 0 };
  for (const [position, item] of items.entries()) {
    const raw = readRaw(item);
    const timestamp = raw?.timestamp ?? album?.timestamp ?? standIns.timestamp?.(position);
    const guessed = standIns.mediaType[album ? "part" : "post"] && raw ? guessType(raw) : null;
    const mediaType = (raw?.media_type ?? guessed)?.toUpperCase();
    if (!raw || !timestamp || !mediaType) {
      read.brokenCount++;
      recordUnread(read, item);
      continue;
    }
    if (!isKnownType(mediaType)) {
      read.unknownTypeCount++;
      recordUnread(read, item);
      continue;
    }
    const post = toPost(raw, { mediaType, timestamp, album, position });
    if (post.mediaType === "CAROUSEL_ALBUM" && album === null) {
      const parts = readPosts(childrenOf(raw.children), { album: post, standIns });
      post.children = parts.posts;
      post.isPartial = parts.unreadIds.length + parts.namelessCount > 0;
      read.unknownTypeCount += parts.unknownTypeCount;
      read.brokenCount += parts.brokenCount;
    }
    read.posts.push(post);
  }
  return read;
}

function recordUnread(read: ReadPosts, item: unknown): void {
  const id = readId(isRecord(item) ? item.id : null);
  if (id === null) read.namelessCount++;
  else read.unreadIds.push(id);
}

/** The raw page: posts are parsed later, so that a broken one does not fail it. */
export const mediaPageSchema = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ next: z.string().nullish(), cursors: z.object({ after: z.string().nullish() }).nullish().catch(null) })
    .catch({ next: null, cursors: null })
    .nullish()
    .transform((paging) => ({ next: paging?.next ?? null, after: paging?.cursors?.after ?? null })),
});

export const mediaSchema = z.preprocess(unwrap, z.record(z.string(), z.unknown()));

const TYPES: ReadonlySet<string> = new Set<InstagramPost["mediaType"]>(["IMAGE", "VIDEO", "CAROUSEL_ALBUM"]);
const PRODUCT_TYPES: ReadonlySet<string> = new Set(["FEED", "REELS", "STORY", "AD"]);

/** Null without an id. */
function readRaw(item: unknown) {
  if (!isRecord(item)) return null;
  const id = readId(item.id);
  if (id === null) return null;
  return {
    id,
    media_type: readText(item.media_type),
    media_product_type: readText(item.media_product_type),
    caption: readText(item.caption),
    media_url: readUrl(item.media_url),
    thumbnail_url: readUrl(item.thumbnail_url),
    permalink: readUrl(item.permalink),
    shortcode: readText(item.shortcode),
    timestamp: readInstant(item.timestamp),
    username: readText(item.username),
    alt_text: readText(item.alt_text),
    like_count: readCount(item.like_count),
    comments_count: readCount(item.comments_count),
    is_shared_to_feed: readBoolean(item.is_shared_to_feed),
    children: item.children,
  };
}
type RawPost = NonNullable<ReturnType<typeof readRaw>>;

interface Known {
  mediaType: InstagramPost["mediaType"];
  timestamp: Date;
  album: InstagramPost | null;
  position: number;
}

function toPost(raw: RawPost, { mediaType, timestamp, album, position }: Known): InstagramPost {
  const permalink = album === null ? raw.permalink : album.permalink;
  return {
    id: raw.id,
    mediaType,
    mediaProductType: toProductType(raw),
    caption: raw.caption,
    mediaUrl: raw.media_url,
    thumbnailUrl: raw.thumbnail_url,
    permalink,
    shortcode: raw.shortcode ?? readShortcode(raw.permalink ?? permalink),
    timestamp,
    username: raw.username,
    altText: raw.alt_text,
    likeCount: raw.like_count,
    commentsCount: raw.comments_count,
    isSharedToFeed: raw.is_shared_to_feed,
    position: album === null ? null : position,
    children: [],
    isPartial: false,
  };
}

function isKnownType(text: string): text is InstagramPost["mediaType"] {
  return TYPES.has(text);
}

function guessType(raw: RawPost): InstagramPost["mediaType"] {
  if (childrenOf(raw.children).length > 0) return "CAROUSEL_ALBUM";
  const isReel = raw.media_product_type?.toUpperCase() === "REELS" || raw.permalink?.includes("/reel/");
  const isVideo =
    raw.thumbnail_url !== null || (raw.media_url !== null && /\.mp4$/i.test(new URL(raw.media_url).pathname));
  return isReel || isVideo ? "VIDEO" : "IMAGE";
}

function toProductType(raw: RawPost): InstagramPost["mediaProductType"] {
  if (raw.media_product_type === null) return raw.permalink?.includes("/reel/") ? "REELS" : null;
  const type = raw.media_product_type.toUpperCase();
  return PRODUCT_TYPES.has(type) ? (type as InstagramPost["mediaProductType"]) : null;
}

function readShortcode(permalink: string | null): string | null {
  return permalink?.match(/\/(?:p|reel|reels|tv)\/([\w-]+)/)?.[1] ?? null;
}

function childrenOf(children: unknown): unknown[] {
  if (Array.isArray(children)) return children;
  return isRecord(children) && Array.isArray(children.data) ? children.data : [];
}
