import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCaption } from "../../../server/features/media/parse-caption.js";
import { fold } from "../../../server/lib/case-fold.js";

const tagsOf = (caption: string) => parseCaption(caption).hashtags;
const mentionsOf = (caption: string) => parseCaption(caption).mentions;

describe("hashtags", () => {
  test.each<[string, string[]]>([
    ["#Brötchen und #été", ["brötchen", "été"]],
    ["#один #ДВА #日本 #เที่ยว #हिन्दी", ["один", "два", "日本", "เที่ยว", "हिन्दी"]],
    ["#Straße #STRASSE", ["strasse"]],
    ["#e\u0301te\u0301 #été", ["été"]],
    ["#İstanbul #istanbul", ["istanbul"]],
    ["#a#b #c#a", ["a", "b", "c"]],
    ["#brot🥐 #🥐 #❤️ #👩‍🍳 #👍🏽love #🇩🇪", ["brot🥐", "🥐", "❤️", "👩‍🍳", "👍🏽love", "🇩🇪"]],
    ["#two_words #2026 #_x", ["two_words", "2026", "_x"]],
    ['#one, #two. (#three) #four! "#five" #six-pack', ["one", "two", "three", "four", "five", "six"]],
    ["line\n#first\n.\n.#second", ["first", "second"]],
    ["＃全角", ["全角"]],
    ["no tag: # #! #- ## #️⃣ ", []],
    ["https://bakery.example/#menu https://a.example/page#part a.example/x#y", []],
    ["mail#me word#tag Ä#nein 5#nein", []],
    ["&#39;n &#x27;n &amp;#brot", ["brot"]],
    ["C# and F#", []],
    ["", []],
  ])("of %j are %j", (caption, tags) => {
    expect(tagsOf(caption)).toEqual(tags);
  });
});

describe("mentions", () => {
  test.each<[string, string[]]>([
    ["with @Anna and @ben_bakes", ["anna", "ben_bakes"]],
    ["@a.b. (@c) @d, @e!", ["a.b", "c", "d", "e"]],
    ["@anna @ANNA", ["anna"]],
    ["write to hello@bakery.example", []],
    ["https://medium.example/@anna", []],
    ["@ @- @.", []],
    ["жанна@anna", []],
    ["#brot@anna", []],
  ])("in %j are %j", (caption, mentions) => {
    expect(mentionsOf(caption)).toEqual(mentions);
  });
});

test("a post without a caption has none of it", () => {
  expect(parseCaption(null)).toEqual({ folded: null, hashtags: [], mentions: [] });
});

test("tags of any text are folded, without #, once each", () => {
  const piece = fc.constantFrom("#", "＃", "a", "É", "ß", " ", "🥐", "\u200d", "\ufe0f", "_", "@", "/", "&", "\u0301");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const tags = tagsOf(pieces.join(""));
      expect(new Set(tags).size).toBe(tags.length);
      for (const tag of tags) expect(tag).toBe(fold(tag));
      for (const tag of tags) expect(tag).toMatch(/^[^#＃\s]+$/);
    }),
  );
});

test("a long caption is read in no time, whatever it is made of", () => {
  const began = performance.now();
  for (const piece of ["#", "#a", "@", "@a.", "&#", "a#", "#\u0301", "🥐"]) parseCaption(piece.repeat(50_000));
  expect(performance.now() - began).toBeLessThan(2_000);
});
