import fc from "fast-check";
import { expect, test } from "vitest";
import { imageAlt } from "../../../server/features/media/image-alt.js";

const POST = { url: null, altText: null, caption: null, timestamp: "2026-03-01T23:30:00+00:00", username: "bakery" };
const altOf = (caption: string | null, altText: string | null = null) => imageAlt({ ...POST, caption, altText });

test("the owner's own text comes first", () => {
  expect(altOf("Caption", " A loaf on a board ")).toBe("A loaf on a board");
  expect(altOf("Caption", "  ")).toBe("Caption");
});

test.each([
  ["Fresh from the oven\nmore to come", "Fresh from the oven"],
  ["#bread #été\n\nSauerteig & Zeit", "Sauerteig & Zeit"],
  ["Neu:  #🥐croissant  für alle", "Neu: für alle"],
  ["Свежий хлеб #хлеб", "Свежий хлеб"],
  ["word#tag C# #1", "word#tag C#"],
  ["🥐🥐🥐\nCroissants", "Croissants"],
  ["Heute unsere #croissants, noch warm", "Heute unsere, noch warm"],
  ["Heute unsere #croissants #brot , noch warm!", "Heute unsere, noch warm!"],
  ["Danke an das #team!", "Danke an das!"],
  ["Frisch (und warm #brot)", "Frisch (und warm)"],
  ["#neu: frisches Brot", "frisches Brot"],
  ["#a #b, #c … heute", "heute"],
  ["Quoi de neuf ? #pain Rien !", "Quoi de neuf ? Rien !"],
])("else the caption's first line that says something, without tags: %j", (caption, alt) => {
  expect(altOf(caption)).toBe(alt);
});

test.each([null, "", "\n \n", "#only #tags", "🥐", "…"])("else who posted it and when, in UTC: %j", (caption) => {
  expect(altOf(caption)).toBe("Post by @bakery, 1 March 2026");
});

test("a long line ends with an ellipsis, and no character is cut in two", () => {
  expect([...altOf("x".repeat(200))]).toHaveLength(200);
  expect(altOf("x".repeat(201))).toBe(`${"x".repeat(199)}…`);
  expect(altOf(`a${"🥐".repeat(150)}`)).toBe(`a${"🥐".repeat(150)}`);
  expect(altOf(`a${"🥐".repeat(300)}`)).toBe(`a${"🥐".repeat(198)}…`);
});

test("it is never empty, and one line of at most 200 characters", () => {
  fc.assert(
    fc.property(fc.option(fc.string({ unit: "grapheme", maxLength: 500 })), (caption) => {
      const alt = altOf(caption);
      expect(alt.trim()).not.toBe("");
      expect(alt).not.toContain("\n");
      expect([...alt].length).toBeLessThanOrEqual(200);
    }),
  );
});
