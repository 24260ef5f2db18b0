import { isMissing } from "./change-fields.js";
import type { Sandbox } from "./create-sandbox.js";
import { GraphError } from "./errors.js";
import { readMediaId } from "./media-ids.js";
import type { RequestedField } from "./parse-fields.js";
import type { MediaThing } from "./read-posts.js";
import { readProfile } from "./read-profile.js";
import type { Part, Post } from "./seeded-post.js";
import { imageUrl, videoUrl } from "./sign-url.js";

export function renderMedia(sandbox: Sandbox, thing: MediaThing, fields: RequestedField[]): Record<string, unknown> {
  const media: Record<string, unknown> = {};
  const of = thing.part ? ("parts" as const) : ("posts" as const);
  for (const field of fields) {
    if (isMissing(sandbox, memberOf(thing.post), { of, name: field.name })) continue;
    const value = readField(sandbox, thing, field);
    if (value !== null) media[field.name] = value;
  }
  return { ...media, id: thing.part?.id ?? thing.post.id };
}

export function renderChildren(sandbox: Sandbox, post: Post, fields: RequestedField[]): { data: unknown[] } {
  return { data: post.parts.map((part) => renderMedia(sandbox, { post, part }, fields)) };
}

type Reader = (sandbox: Sandbox, post: Post) => unknown;

function readField(sandbox: Sandbox, { post, part }: MediaThing, field: RequestedField): unknown {
  if (field.name === "children") {
    return part || post.parts.length === 0 ? null : renderChildren(sandbox, post, field.fields ?? []);
  }
  if (field.name === "comments" || field.name === "insights") {
    throw new GraphError(10, "(#10) Application does not have permission for this action");
  }
  const ofBoth = SHARED_FIELDS[field.name];
  if (ofBoth) return ofBoth(sandbox, part ?? post, post);
  const ofPost = POST_FIELDS[field.name];
  if (!ofPost) throw new GraphError(100, `Tried accessing nonexisting field (${field.name})`);
  return part ? null : ofPost(sandbox, post);
}

const SHARED_FIELDS: Record<string, (sandbox: Sandbox, thing: Post | Part, post: Post) => unknown> = {
  id: (_, { id }) => id,
  media_type: (_, { mediaType }) => mediaType,
  media_url: (sandbox, thing) => mediaUrl(sandbox, thing),
  thumbnail_url: (sandbox, { mediaType, id }) => (mediaType === "VIDEO" ? imageUrl(sandbox, id) : null),
  timestamp: (_, __, { takenAtMs }) => new Date(takenAtMs).toISOString().replace(/\.\d+Z$/, "+0000"),
  username: (sandbox, _, post) => readProfile(sandbox, memberOf(post)).username,
  owner: (_, __, post) => ({ id: memberOf(post).userId }),
  permalink: (_, __, { productType, shortcode }) =>
    `https://www.instagram.com/${productType === "REELS" ? "reel" : "p"}/${shortcode}/`,
  shortcode: (_, __, { shortcode }) => shortcode,
};

const POST_FIELDS: Record<string, Reader> = {
  caption: (_, { caption }) => caption || null,
  media_product_type: (_, { productType }) => productType,
  alt_text: (_, { altText }) => altText,
  like_count: (_, { likeCount }) => likeCount,
  comments_count: (_, { commentsCount }) => commentsCount,
  is_comment_enabled: () => true,
  is_shared_to_feed: (_, { productType, isSharedToFeed }) => (productType === "REELS" ? isSharedToFeed : null),
  current_live_viewer_count: () => null,
};

function mediaUrl(sandbox: Sandbox, thing: Post | Part): string | null {
  if ("givesUrl" in thing && !thing.givesUrl) return null;
  const shown = "parts" in thing ? (thing.parts[0] ?? thing) : thing;
  return shown.mediaType === "VIDEO" ? videoUrl(sandbox, shown.id) : imageUrl(sandbox, shown.id);
}

function memberOf(post: Post) {
  const place = readMediaId(post.id);
  if (!place) throw new Error(`post ${post.id} belongs to nobody`);
  return place.member;
}
