import { TAGS } from "./parse-caption.js";

export interface ImageColumns {
  url: string | null;
  altText: string | null;
  caption: string | null;
  timestamp: string;
  username: string;
}

const ALT_MAX = 200;

/** The owner's alt text, else the caption's first line without tags, else account and date; never empty. */
export function imageAlt(image: ImageColumns): string {
  return imageText(image) ?? `Post by @${image.username}, ${DAY.format(new Date(image.timestamp))}`;
}

/** The owner's alt text, else the caption's first line without tags; null without either. */
export function imageText(image: Pick<ImageColumns, "altText" | "caption">): string | null {
  return image.altText?.trim() || captionLine(image.caption);
}

/** The caption's first line that has words, without tags, at most 200 characters. */
function captionLine(caption: string | null): string | null {
  const line = (caption ?? "")
    .split("\n")
    .map(withoutTags)
    .find((text) => /[\p{L}\p{N}]/u.test(text));
  return line ? shorten([...line]) : null;
}

/** A private-use character, which has no meaning in captions. */
const TAG = "\u{F8FE}";
const TAGS_AT_START = new RegExp(`^ ?${TAG}[ ${TAG},.;:!?…]*`, "u");
const TAGS_BEFORE_PUNCTUATION = new RegExp(` ?${TAG}[ ${TAG}]*(?=[,.;:!?…)])`, "gu");

/** Leaves no gap: punctuation after a tag follows the previous word, or is removed without one. */
function withoutTags(text: string): string {
  return text
    .replaceAll(TAG, "")
    .replace(TAGS, TAG)
    .replace(/\s+/g, " ")
    .replace(TAGS_AT_START, "")
    .replace(TAGS_BEFORE_PUNCTUATION, "")
    .replaceAll(TAG, "")
    .replace(/ +/g, " ")
    .trim();
}

function shorten(characters: readonly string[]): string {
  if (characters.length <= ALT_MAX) return characters.join("");
  const start = characters.slice(0, ALT_MAX - 1).join("");
  return `${start.trimEnd()}…`;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
