import type { InstagramPost } from "../instagram/media-shapes.js";
import { HOUR_MS } from "../lib/clock.js";
import type { World } from "../world.js";
import { parseCaption } from "./parse-caption.js";
import { type ReadMediaRow, removeParts, upsertMedia } from "./store.js";

const BATCH = 100;
/** A kept address with less life than this is replaced by the newer one. */
const ADDRESS_LIFE_MIN_MS = 12 * HOUR_MS;

/** Writes one page of posts with their parts, only what changed, and takes away the parts that albums lost. */
export async function saveMedia(world: World, accountId: string, posts: readonly InstagramPost[]): Promise<SavedCount> {
  const rows = posts.flatMap((post) => [
    rowOf(post, null),
    ...post.children.map((part, position) => rowOf(part, { id: post.id, position })),
  ]);
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
  const renewBefore = new Date(world.clock.now().getTime() + ADDRESS_LIFE_MIN_MS);
  const saved = { newCount: 0, changedCount: 0 };
  for (let from = 0; from < unique.length; from += BATCH) {
    const written = await upsertMedia(world.db, { accountId, rows: unique.slice(from, from + BATCH), renewBefore });
    saved.newCount += written.newCount;
    saved.changedCount += written.changedCount;
  }
  const albumIds = posts.filter(({ mediaType }) => mediaType === "CAROUSEL_ALBUM").map(({ id }) => id);
  const partIds = unique.filter(({ parentId }) => parentId !== null).map(({ id }) => id);
  if (albumIds.length > 0) saved.changedCount += await removeParts(world.db, { accountId, albumIds, partIds });
  return saved;
}

export interface SavedCount {
  newCount: number;
  changedCount: number;
}

function rowOf(post: InstagramPost, album: { id: string; position: number } | null): ReadMediaRow {
  const caption = parseCaption(post.caption);
  return {
    id: post.id,
    parentId: album?.id ?? null,
    position: album?.position ?? null,
    mediaType: post.mediaType,
    mediaProductType: post.mediaProductType,
    caption: post.caption,
    captionFolded: caption.folded,
    hashtags: caption.hashtags,
    mentions: caption.mentions,
    mediaUrl: post.mediaUrl,
    thumbnailUrl: post.thumbnailUrl,
    permalink: post.permalink,
    shortcode: post.shortcode,
    timestamp: post.timestamp,
    likeCount: post.likeCount,
    commentsCount: post.commentsCount,
    altText: post.altText,
    isSharedToFeed: post.isSharedToFeed,
  };
}
