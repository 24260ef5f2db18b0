import { expect, test } from "vitest";
import {
  asVariables,
  EVERYTHING,
  type MediaChoice,
  readChoice,
  withChoice,
} from "../../../admin/media/media-filters.js";

const CHOICE: MediaChoice = {
  type: "VIDEO",
  productType: "REELS",
  hashtag: "brot & käse",
  caption: "a=b",
  order: "OLDEST",
};

test("a choice is read from the address as it was written there, and nothing else in it is touched", () => {
  const there = withChoice(new URLSearchParams("tab=posts&order=MOST_LIKED"), CHOICE);
  expect(readChoice(new URLSearchParams(there.toString()))).toEqual(CHOICE);
  expect(withChoice(there, EVERYTHING).toString()).toBe("tab=posts");
});

test.each(["type=toString&order=__proto__", "type=&hashtag=&order=", ""])("the address %j narrows nothing", (query) => {
  expect(readChoice(new URLSearchParams(query))).toEqual(EVERYTHING);
});

test("the API is asked only for what is narrowed", () => {
  expect(asVariables(EVERYTHING)).toEqual({ orderBy: "NEWEST" });
  expect(asVariables(CHOICE)).toEqual({
    type: ["VIDEO"],
    productType: ["REELS"],
    hashtag: ["brot & käse"],
    search: "a=b",
    orderBy: "OLDEST",
  });
});
