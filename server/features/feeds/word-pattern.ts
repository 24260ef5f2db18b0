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

/** The inside of a bracket expression: about 300 ranges. */
function wordClass(): string {
  known ??= rangesOf(WORD_CHARACTER);
  return known;
}

/** A gap of characters that do not exist ends no range: so there are fewer of them. */
const UNASSIGNED = /[\p{Cn}\p{Cs}]/u;

function rangesOf(character: RegExp): string {
  const ranges: { first: string; last: string }[] = [];
  let isOpen = false;
  for (let code = 0x30; code < LAST_CODE; code++) {
    const text = String.fromCodePoint(code);
    const range = isOpen ? ranges.at(-1) : undefined;
    if (!character.test(text)) isOpen &&= UNASSIGNED.test(text);
    else if (range) range.last = text;
    else {
      ranges.push({ first: text, last: text });
      isOpen = true;
    }
  }
  return ranges.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join("");
}

const LAST_CODE = 0x11_00_00 - 1;
