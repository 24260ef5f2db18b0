import { type ImageColumns, imageAlt } from "../media/image-alt.js";
import { imageUrl } from "../media/image-url.js";
import type { FeedRow } from "./read-accounts.js";
import type { RequestedField } from "./selection.js";

const IMAGE_WIDTH_PX = 320;

/** A post as the server's own pages show it: a small picture that leads to Instagram. */
export interface PostTile {
  permalink: string | null;
  timestamp: Date;
  imageUrl: string | null;
  alt: string;
}

/** What `postTile` needs of a post. */
export const TILE_FIELDS: readonly RequestedField[] = [
  field("permalink"),
  field("timestamp"),
  field("mediaType"),
  field("image", [field("url"), field("alt")]),
];

export function postTile(row: FeedRow): PostTile {
  const image = row.image as ImageColumns;
  return {
    permalink: row.permalink as string | null,
    timestamp: new Date(String(row.timestamp)),
    imageUrl: imageUrl(image, IMAGE_WIDTH_PX),
    alt: imageAlt(image),
  };
}

function field(name: string, fields: readonly RequestedField[] = []): RequestedField {
  return { key: name, name, args: {}, fields };
}
