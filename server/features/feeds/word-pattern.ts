import { fold } from "../../lib/case-fold.js";

/**
 * One regular expression for some words and phrases, in the syntax that JavaScript and Postgres share. It names the
 * characters of words itself: Postgres' own classes depend on the database's locale.
 */
export interface WordPattern {
  /** Null if no text has letters or digits. */
  pattern: string | null;
  /** The first word of each text in the pattern: no match is without one of them. */
  needles: string[];
  /** Texts without letters or digits, such as an emoji: found anywhere. */
  parts: string[];
}

export function wordPattern(texts: readonly string[]): WordPattern {
  const folded = texts.map(fold);
  const phrases = folded.map((text) => text.match(WORD) ?? []);
  const found = phrases.filter((words) => words.length > 0);
  const between = `[^${wordClass()}]`;
  const ways = found.map((words) => words.join(`${between}+`)).join("|");
  return {
    pattern: found.length > 0 ? `(^|${between})(${ways})($|${between})` : null,
    needles: found.flatMap(([first = ""]) => first),
    parts: folded.filter((_, place) => phrases[place]?.length === 0),
  };
}

/** Letters, marks, digits and the underscore, as in hashtags. */
const WORD_CHARACTER = /[\p{L}\p{M}\p{N}_]/u;
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;

let known: string | null = null;

/** The inside of a bracket expression: about 800 ranges. */
function wordClass(): string {
  known ??= rangesOf(WORD_CHARACTER);
  return known;
}

function rangesOf(character: RegExp): string {
  const ranges: string[] = [];
  let start: number | null = null;
  for (let code = 0x30; code <= LAST_CODE; code++) {
    const isIn = code < LAST_CODE && !isSurrogate(code) && character.test(String.fromCodePoint(code));
    if (isIn) start ??= code;
    else if (start !== null) {
      ranges.push(`${String.fromCodePoint(start)}-${String.fromCodePoint(code - 1)}`);
      start = null;
    }
  }
  return ranges.join("");
}

const LAST_CODE = 0x11_00_00 - 1;

function isSurrogate(code: number): boolean {
  return code >= 0xd8_00 && code <= 0xdf_ff;
}
