import { z } from "zod";
import {
  idText,
  isRecord,
  optionalBoolean,
  optionalCount,
  optionalInstant,
  optionalText,
  optionalUrl,
  unwrap,
} from "./zod-types.js";

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
    const parsed = postShape.safeParse(item);
    const timestamp = parsed.data?.timestamp ?? album?.timestamp ?? standIns.timestamp?.(position);
    const guessed = standIns.mediaType[album ? "part" : "post"] && parsed.success ? guessType(parsed.data) : null;
    const mediaTypeText = parsed.data?.media_type ?? guessed;
    if (!parsed.success || !timestamp || !mediaTypeText) {
      read.brokenCount++;
      recordUnread(read, item);
      continue;
    }
    const mediaType = knownType.safeParse(mediaTypeText.toUpperCase());
    if (!mediaType.success) {
      read.unknownTypeCount++;
      recordUnread(read, item);
      continue;
    }
    const post = toPost(parsed.data, { mediaType: mediaType.data, timestamp, album, position });
    if (post.mediaType === "CAROUSEL_ALBUM" && album === null) {
      const parts = readPosts(childrenOf(parsed.data.children), { album: post, standIns });
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
  const id = idText.safeParse(isRecord(item) ? item.id : null).data;
  if (id === undefined) read.namelessCount++;
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

const knownType = z.enum(["IMAGE", "VIDEO", "CAROUSEL_ALBUM"]);
const knownProductType = z.enum(["FEED", "REELS", "STORY", "AD"]);

const postShape = z.object({
  id: idText,
  media_type: optionalText,
  media_product_type: optionalText,
  caption: optionalText,
  media_url: optionalUrl,
  thumbnail_url: optionalUrl,
  permalink: optionalUrl,
  shortcode: optionalText,
  timestamp: optionalInstant,
  username: optionalText,
  alt_text: optionalText,
  like_count: optionalCount,
  comments_count: optionalCount,
  is_shared_to_feed: optionalBoolean,
  children: z.unknown().optional(),
});
type RawPost = z.infer<typeof postShape>;

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

function guessType(raw: RawPost): InstagramPost["mediaType"] {
  if (childrenOf(raw.children).length > 0) return "CAROUSEL_ALBUM";
  const isReel = raw.media_product_type?.toUpperCase() === "REELS" || raw.permalink?.includes("/reel/");
  const isVideo =
    raw.thumbnail_url !== null || (raw.media_url !== null && /\.mp4$/i.test(new URL(raw.media_url).pathname));
  return isReel || isVideo ? "VIDEO" : "IMAGE";
}

function toProductType(raw: RawPost): InstagramPost["mediaProductType"] {
  if (raw.media_product_type === null) return raw.permalink?.includes("/reel/") ? "REELS" : null;
  return knownProductType.safeParse(raw.media_product_type.toUpperCase()).data ?? null;
}

function readShortcode(permalink: string | null): string | null {
  return permalink?.match(/\/(?:p|reel|reels|tv)\/([\w-]+)/)?.[1] ?? null;
}

function childrenOf(children: unknown): unknown[] {
  if (Array.isArray(children)) return children;
  return isRecord(children) && Array.isArray(children.data) ? children.data : [];
}
