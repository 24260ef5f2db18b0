import { TAGS } from "./parse-caption.js";

/** What an image's text is made from. */
export interface ImageColumns {
  /** Null when there is no picture. */
  url: string | null;
  altText: string | null;
  caption: string | null;
  timestamp: string;
  username: string;
}

const ALT_MAX = 200;

/** The owner's own text, else the caption's first line without tags, else who posted it and when; never empty. */
export function imageAlt(image: ImageColumns): string {
  const own = image.altText?.trim();
  if (own) return own;
  const line = (image.caption ?? "")
    .split("\n")
    .map((text) => text.replace(TAGS, "").replace(/\s+/g, " ").trim())
    .find((text) => /[\p{L}\p{N}]/u.test(text));
  if (line) return shorten([...line]);
  return `Post by @${image.username}, ${DAY.format(new Date(image.timestamp))}`;
}

function shorten(characters: readonly string[]): string {
  if (characters.length <= ALT_MAX) return characters.join("");
  const start = characters.slice(0, ALT_MAX - 1).join("");
  return `${start.trimEnd()}…`;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
