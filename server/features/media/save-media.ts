import type { AppContext } from "../../app-context.js";
import type { InstagramPost } from "../../instagram/media-schemas.js";
import type { MediaPage } from "../../instagram/types.js";
import { MINUTE_MS } from "../../lib/clock.js";
import { picturePath } from "../../lib/net.js";
import { enqueuePictures, type PictureSource } from "../assets/enqueue-pictures.js";
import { hideCopies } from "./hidden-store.js";
import { parseCaption } from "./parse-caption.js";
import { lackParts, removeParts } from "./parts-store.js";
import { areStored, type MissingColumn, type ReadMediaRow, upsertMedia } from "./store.js";

const BATCH = 100;

/** Responses without a part count again only after this time: one sync may read an album twice. */
const PART_SUSPICION_MS = MINUTE_MS;

/** Stores posts with the parts of albums. Parts do not count: an album of which only a part is new has changed. */
export async function saveMedia(app: AppContext, accountId: string, page: ReadPage): Promise<SavedCount> {
  const { posts } = page;
  const { rows, missing } = writesOf(page);
  const sources = new Map(posts.flatMap((post) => [post, ...post.children]).map((post) => [post.id, sourcesOf(post)]));
  const postIdOf = new Map(rows.map(({ id, parentId }) => [id, parentId ?? id]));
  const [fresh, changed] = [new Set<string>(), new Set<string>()];
  for (let from = 0; from < rows.length; from += BATCH) {
    const written = await upsertMedia(app.db, { accountId, rows: rows.slice(from, from + BATCH), missing });
    for (const { id, isNew } of written) {
      const postId = postIdOf.get(id) ?? id;
      (isNew && postId === id ? fresh : changed).add(postId);
    }
    const newIds = new Set(written.flatMap(({ id, isNew }) => (isNew ? [id] : [])));
    const added = rows.filter(({ id }) => newIds.has(id));
    if (added.length > 0) await hideCopies(app.db, accountId, added);
    const pictures = written.flatMap(({ id }) => sources.get(id) ?? []);
    await enqueuePictures(app, accountId, pictures);
  }
  const albums = albumsOf(app, page, rows);
  if (albums.albumIds.length > 0) {
    for (const id of await removeParts(app.db, { accountId, ...albums })) changed.add(id);
  }
  const changedCount = [...changed].filter((id) => !fresh.has(id)).length;
  return { newCount: fresh.size, changedCount };
}

/** Whether storing the page would change nothing. */
export async function isStored(app: AppContext, accountId: string, page: ReadPage): Promise<boolean> {
  const { rows, missing } = writesOf(page);
  for (let from = 0; from < rows.length; from += BATCH) {
    if (!(await areStored(app.db, { accountId, rows: rows.slice(from, from + BATCH), missing }))) return false;
  }
  const albums = albumsOf(app, page, rows);
  return albums.albumIds.length === 0 || !(await lackParts(app.db, { accountId, ...albums }));
}

function writesOf({ posts, requestedFields }: ReadPage) {
  const rows = posts.flatMap((post) => [rowOf(post, null), ...post.children.map((part) => rowOf(part, post.id))]);
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
  return { rows: unique, missing: missingFrom(posts, requestedFields) };
}

/** Every album has parts: one without any, or with unreadable ones, is incomplete and loses none. */
function albumsOf(app: AppContext, { posts }: ReadPage, rows: readonly ReadMediaRow[]) {
  const now = app.clock.now();
  return {
    albumIds: posts.filter(({ children, isPartial }) => children.length > 0 && !isPartial).map(({ id }) => id),
    partIds: rows.filter(({ parentId }) => parentId !== null).map(({ id }) => id),
    now,
    before: new Date(now.getTime() - PART_SUSPICION_MS),
  };
}

type ReadPage = Pick<MediaPage, "posts" | "requestedFields">;

/** This many posts without any caption mean that Instagram omitted the field. */
const CAPTIONS_MIN = 3;

/** Columns to leave unchanged: those of fields not requested, and captions if the whole page has none. */
function missingFrom(posts: readonly InstagramPost[], requestedFields: ReadonlySet<string>): Set<MissingColumn> {
  const isCaptionless = posts.length >= CAPTIONS_MIN && posts.every(({ caption }) => caption === null);
  const missing = new Set<MissingColumn>();
  for (const column of ["like_count", "alt_text", "timestamp", "media_type"] as const) {
    if (!requestedFields.has(column)) missing.add(column);
  }
  if (requestedFields.has("caption") && !isCaptionless) return missing;
  for (const column of ["caption", "caption_folded", "hashtags", "mentions"] as const) missing.add(column);
  return missing;
}

export interface SavedCount {
  newCount: number;
  changedCount: number;
}

export const NOTHING_SAVED: SavedCount = { newCount: 0, changedCount: 0 };

function rowOf(post: InstagramPost, parentId: string | null): ReadMediaRow {
  const caption = parseCaption(post.caption);
  return {
    id: post.id,
    parentId,
    position: post.position,
    mediaType: post.mediaType,
    mediaProductType: post.mediaProductType,
    caption: post.caption,
    captionFolded: caption.folded,
    hashtags: caption.hashtags,
    mentions: caption.mentions,
    mediaPath: picturePath(post.mediaUrl),
    thumbnailPath: picturePath(post.thumbnailUrl),
    permalink: post.permalink,
    shortcode: post.shortcode,
    timestamp: post.timestamp,
    likeCount: post.likeCount,
    commentsCount: post.commentsCount,
    altText: post.altText,
    isSharedToFeed: post.isSharedToFeed,
  };
}

/** The Instagram addresses of a post's media. An album's own address is its first part's. */
function sourcesOf(post: InstagramPost): PictureSource[] {
  const { id: mediaId, mediaUrl, thumbnailUrl } = post;
  const isVideo = post.mediaType === "VIDEO" || post.children[0]?.mediaType === "VIDEO";
  return [
    ...(mediaUrl ? [{ mediaId, kind: isVideo ? ("VIDEO" as const) : ("PICTURE" as const), source: mediaUrl }] : []),
    ...(thumbnailUrl ? [{ mediaId, kind: "POSTER" as const, source: thumbnailUrl }] : []),
  ];
}
