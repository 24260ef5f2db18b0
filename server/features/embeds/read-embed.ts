import type { AppContext } from "../../app-context.js";
import { EVERYTHING } from "../../db/content-changes.js";
import type { FeedLayout } from "../../db/schema/feeds.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import type { FeedRow } from "../feed/read-accounts.js";
import type { MediaSelection } from "../feed/selection.js";
import { readFeedCursor, writeFeedCursor } from "../feeds/feed-cursor.js";
import { type FeedDefinition, findDefinition } from "../feeds/feed-definition.js";
import { layoutOf } from "../feeds/feed-input.js";
import { mayReadFeed } from "../feeds/feed-scope.js";
import { type FeedPostView, readFeedPosts } from "../feeds/read-feed.js";
import { type ImageColumns, imageText } from "../media/image-alt.js";

export interface EmbedQuery {
  slug: string;
  /** Null: as many as the feed shows. */
  first: number | null;
  after: string | null;
  /** Also what only feed readers need: hashtags, and the type and size of pictures. */
  isForReaders: boolean;
}

/** A page of a feed as a site shows it. */
export interface Embed {
  slug: string;
  title: string;
  layout: FeedLayout;
  size: number;
  updatedAt: Date;
  posts: EmbedPost[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}

export interface EmbedPost {
  id: string;
  kind: "IMAGE" | "ALBUM" | "REEL" | "VIDEO";
  permalink: string | null;
  username: string;
  timestamp: Date;
  caption: string | null;
  /** The owner's alt text, or the caption's first line; null without words. */
  text: string | null;
  picture: EmbedPicture | null;
  /** The video file. */
  filmUrl: string | null;
  hashtags: readonly string[];
}

export interface EmbedPicture {
  url: string;
  width: number | null;
  height: number | null;
  type: string | null;
  bytes: number | null;
}

/**
 * One page of a feed that the viewer may read: one statement.
 * @throws {ApiError} NOT_FOUND in the same words for a feed that does not exist and one that the viewer may not read
 * @throws {ApiError} BAD_USER_INPUT for an invalid cursor
 */
export async function readEmbed(app: AppContext, viewer: Viewer, query: EmbedQuery): Promise<Embed> {
  const feed = await findEmbeddedFeed(app, viewer, query.slug);
  const { settings } = feed;
  const first = query.first ?? settings.size;
  const media = query.isForReaders ? FOR_READERS : FOR_PAGES;
  const after = query.after === null ? null : readFeedCursor(query.after);
  const page = { first, after, selection: { media, alsoBy: null } };
  const { rows } = await readFeedPosts(app, viewer, { feed, page });
  const shown = rows.slice(0, first);
  const last = rows.length > first ? shown.at(-1) : undefined;
  return {
    slug: feed.slug,
    title: settings.title,
    layout: layoutOf(settings),
    size: settings.size,
    updatedAt: feed.updatedAt,
    posts: shown.map(({ media }) => postOf(media)),
    next: last ? cursorOf(last) : null,
  };
}

/** @throws {ApiError} NOT_FOUND as `readEmbed` */
async function findEmbeddedFeed(app: AppContext, viewer: Viewer, slug: string): Promise<FeedDefinition> {
  const feed = await findDefinition(app, { slug });
  const isReadable = feed !== null && mayReadFeed(viewer, feed.id, app.config);
  // Who is refused learns of a feed as soon as one is created.
  app.reads.addSources?.(isReadable ? [feed.id] : EVERYTHING);
  if (!isReadable) throw noSuchFeed();
  return feed;
}

/** The same for a feed that does not exist and for one that the viewer may not read. */
export function noSuchFeed(): ApiError {
  return new ApiError("NOT_FOUND", "There is no such feed here.", {
    nextStep: "Check the feed's slug and the API key: the key must be bound to the feed, or read all accounts.",
  });
}

const COLUMNS = ["id", "mediaType", "mediaProductType", "permalink", "mediaUrl"];
const NOTHING_ELSE = { children: null, account: null, alsoBy: null };

const FOR_PAGES: MediaSelection = {
  columns: new Set(COLUMNS),
  image: new Set(["alt", "width", "height"]),
  ...NOTHING_ELSE,
};

const FOR_READERS: MediaSelection = {
  columns: new Set([...COLUMNS, "hashtags"]),
  image: new Set(["alt", "width", "height", "type", "bytes"]),
  ...NOTHING_ELSE,
};

function cursorOf({ media, place }: FeedPostView): string {
  return writeFeedCursor({ mediaId: String(media.id), place });
}

interface Picture extends ImageColumns {
  width: number | null;
  height: number | null;
  type?: string | null;
  bytes?: number | null;
}

function postOf(media: FeedRow): EmbedPost {
  const image = media.image as Picture;
  const { url, width, height, type = null, bytes = null } = image;
  const isFilm = media.mediaType === "VIDEO";
  return {
    id: String(media.id),
    kind: kindOf(media),
    permalink: webAddress(media.permalink),
    username: image.username,
    timestamp: new Date(image.timestamp),
    caption: image.caption,
    text: imageText(image),
    picture: url === null ? null : { url, width, height, type, bytes },
    filmUrl: isFilm ? (media.mediaUrl as string | null) : null,
    hashtags: (media.hashtags as string[] | undefined) ?? [],
  };
}

/** Only such an address may become a link. */
function webAddress(address: unknown): string | null {
  return typeof address === "string" && /^https?:\/\//.test(address) ? address : null;
}

function kindOf({ mediaType, mediaProductType }: FeedRow): EmbedPost["kind"] {
  if (mediaType === "CAROUSEL_ALBUM") return "ALBUM";
  if (mediaType !== "VIDEO") return "IMAGE";
  return mediaProductType === "REELS" ? "REEL" : "VIDEO";
}
