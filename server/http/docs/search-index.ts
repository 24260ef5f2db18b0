import { fold } from "../../lib/case-fold.js";

export interface SearchEntry {
  /** The page. */
  title: string;
  /** The part of the page. */
  heading: string;
  href: string;
  text: string;
  /** A part of the API's schema. */
  isSchema: boolean;
}

export interface SearchHit extends SearchEntry {
  /** The text around the first match: before it, the match, after it. */
  excerpt: [string, string, string];
}

export const QUERY_MAX = 100;
const WORDS_MAX = 8;
const HITS_MAX = 30;
const EXCERPT_BEFORE = 60;
const EXCERPT_AFTER = 140;

/** Points for a whole word and for the beginning of one. */
const WEIGHTS = { heading: [12, 6], title: [4, 2], text: [2, 1] } as const;

/** Searches for entries that have every word, or words that begin with it. The best come first. */
export function createSearch(entries: readonly SearchEntry[]) {
  const indexed = entries.map((entry) => ({
    entry,
    fields: { heading: searchable(entry.heading), title: searchable(entry.title), text: searchable(entry.text) },
  }));
  return (query: string, { withSchema }: { withSchema: boolean }): SearchHit[] => {
    const words = wordsOf(query.slice(0, QUERY_MAX)).slice(0, WORDS_MAX);
    if (words.length === 0) return [];
    return indexed
      .filter(({ entry }) => withSchema || !entry.isSchema)
      .map(({ entry, fields }) => ({ entry, score: scoreOf(fields, words) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, HITS_MAX)
      .map(({ entry }) => ({ ...entry, excerpt: excerptOf(entry.text, words) }));
  };
}

type Fields = Record<keyof typeof WEIGHTS, string>;

function scoreOf(fields: Fields, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    let points = 0;
    for (const [name, [whole, beginning]] of Object.entries(WEIGHTS)) {
      const text = fields[name as keyof Fields];
      if (text.includes(` ${word} `)) points += whole;
      else if (text.includes(` ${word}`)) points += beginning;
    }
    if (points === 0) return 0;
    sum += points;
  }
  return sum;
}

/** Folded words between spaces. Names are found whole and by their parts: `mediaUrl`, `media`, `url`. */
function searchable(text: string): string {
  const parts = text.replaceAll(/(?<=[a-z])(?=[A-Z])|_/g, " ");
  return ` ${[...wordsOf(text), ...(parts === text ? [] : wordsOf(parts))].join(" ")} `;
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function excerptOf(text: string, words: readonly string[]): SearchHit["excerpt"] {
  const plain = text.replaceAll(/\s+/g, " ");
  const folded = fold(plain);
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0);
  const at = Math.min(...places, plain.length);
  const word = words.find((one) => folded.startsWith(one, at)) ?? "";
  // Folding may change a text's length; the mark would then be beside the word.
  const isSame = folded.length === plain.length && word !== "";
  if (!isSame) return [shorten(plain), "", ""];
  const start = at <= EXCERPT_BEFORE ? 0 : plain.indexOf(" ", at - EXCERPT_BEFORE) + 1;
  const end = at + word.length;
  const before = `${start > 0 ? "… " : ""}${plain.slice(start, at)}`;
  return [before, plain.slice(at, end), shorten(plain.slice(end))];
}

/** At a word's end. */
function shorten(text: string): string {
  return text.length <= EXCERPT_AFTER ? text : `${text.slice(0, EXCERPT_AFTER).replace(/\s+\S*$/, "")} …`;
}
