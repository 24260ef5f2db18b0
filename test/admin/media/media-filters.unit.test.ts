import { expect, test } from "vitest";
import {
  asVariables,
  EVERYTHING,
  type MediaFilterValues,
  readFilters,
  withFilters,
} from "../../../admin/media/media-filters.js";

const CHOICE: MediaFilterValues = {
  type: "VIDEO",
  productType: "REELS",
  hashtag: "brot & käse",
  caption: "a=b",
  order: "OLDEST",
};

test("a choice is read from the address as it was written there, and nothing else in it is touched", () => {
  const there = withFilters(new URLSearchParams("tab=posts&order=MOST_LIKED"), CHOICE);
  expect(readFilters(new URLSearchParams(there.toString()))).toEqual(CHOICE);
  expect(withFilters(there, EVERYTHING).toString()).toBe("tab=posts");
});

test.each(["type=toString&order=__proto__", "type=&hashtag=&order=", ""])("the address %j narrows nothing", (query) => {
  expect(readFilters(new URLSearchParams(query))).toEqual(EVERYTHING);
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
