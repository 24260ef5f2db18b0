import { fold } from "../../lib/case-fold.js";

export interface CaptionFacts {
  folded: string | null;
  hashtags: string[];
  mentions: string[];
}

const FIRST = String.raw`\p{L}\p{N}_\p{Extended_Pictographic}\p{Regional_Indicator}`;
const TAG = String.raw`[#＃][${FIRST}][${FIRST}\p{M}\p{Emoji_Modifier}\u200d\ufe0f]*`;
/** Consecutive tags (`#one#two` are two), not inside a word, entity or address. */
export const TAGS = new RegExp(String.raw`(?<![\p{L}\p{N}_&/])(?:${TAG})+`, "gu");
const MENTION = /(?<![\p{L}\p{N}_.@/])@([A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?)/gu;

/** The folded text, the hashtags (folded, without `#`) and the mentions (lower case, without `@`), unique and in order. */
export function parseCaption(caption: string | null): CaptionFacts {
  if (caption === null) return { folded: null, hashtags: [], mentions: [] };
  const tags = (caption.match(TAGS) ?? []).flatMap((run) => run.split(/[#＃]/).slice(1));
  const mentions = [...caption.matchAll(MENTION)].map((match) => (match[1] ?? "").toLowerCase());
  return { folded: fold(caption), hashtags: [...new Set(tags.map(fold))], mentions: [...new Set(mentions)] };
}
