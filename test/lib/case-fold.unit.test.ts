import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "../../server/lib/case-fold.js";

test.each([
  ["É", "é"],
  ["e\u0301", "é"],
  ["STRASSE", "straße"],
  ["ẞ", "ß"],
  ["İstanbul", "istanbul"],
  ["I\u0307stanbul", "istanbul"],
  ["ΟΔΟΣ", "οδος"],
  ["ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς"],
  ["ОДИН Ёж", "один ёж"],
  ["\u212A\u212B", "kå"],
  ["ﬁn", "FIN"],
  ["Ǆ", "ǆ"],
])("%s and %s are one", (a, b) => {
  expect(fold(a)).toBe(fold(b));
});

test("what differs in more than case stays apart", () => {
  expect(new Set(["e", "é", "ё", "е", "i", "ı1", "o", "ö", "oe"].map(fold)).size).toBe(9);
});

/** Also halves of pairs, and what is for private use: most of the numbers, and none has a case. */
const UNASSIGNED = /[\p{Cn}\p{Co}\p{Cs}]/u;

test("no character of Unicode changes when it is folded again, and none depends on the case it came in", () => {
  const changed: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (UNASSIGNED.test(character)) continue;
    const folded = fold(character);
    const variants = [folded, character.toUpperCase(), character.toLowerCase()].filter((one) => one !== character);
    if (variants.some((variant) => fold(variant) !== folded)) changed.push(code.toString(16));
  }
  expect(changed).toEqual([]);
});

test("no text changes when it is folded again", () => {
  const tricky = fc.constantFrom(
    "É",
    "e\u0301",
    "ß",
    "ẞ",
    "İ",
    "I",
    "ı",
    "i",
    "\u0307",
    "\u0301",
    "Σ",
    "ς",
    " ",
    "Ё",
    "ǰ",
  );
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(tricky, { maxLength: 12 }).map((all) => all.join("")),
  );
  fc.assert(fc.property(text, (text) => fold(fold(text)) === fold(text)));
});
