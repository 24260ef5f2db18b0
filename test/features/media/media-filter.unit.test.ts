import { expect, test } from "vitest";
import { connectionFilter, mediaFilter } from "../../../server/features/media/media-filter.js";

test("without arguments it is the 25 newest, unfiltered", () => {
  expect(mediaFilter({})).toEqual({
    ...{ types: null, productTypes: null, hashtags: null, withoutHashtags: null, isSharedToFeed: null, words: [] },
    ...{ since: null, until: null, order: "NEWEST", first: 25, after: null },
  });
});

test("null and empty lists filter nothing", () => {
  const nothing = {
    type: [],
    productType: null,
    hashtag: [],
    withoutHashtag: [],
    search: "  ",
    orderBy: null,
    first: null,
  };
  expect(mediaFilter(nothing)).toEqual(mediaFilter({}));
});

test("hashtags are folded, with or without #, once each", () => {
  const hashtag = ["#Été", "été", " E\u0301TE\u0301 ", "＃Straße", "STRASSE", "#İzmir", "МОСКВА"];
  expect(mediaFilter({ hashtag }).hashtags).toEqual(["été", "strasse", "izmir", "москва"]);
});

test("a search is its folded words, once each", () => {
  expect(mediaFilter({ search: " Brot  BROT\tCafé\u00a0İstanbul " }).words).toEqual(["brot", "café", "istanbul"]);
});

test.each([0, -1, 101, 2_147_483_647, Number.NaN])("`first: %s` is refused, never clamped", (first) => {
  expect(() => mediaFilter({ first })).toThrow(expect.objectContaining({ code: "BAD_USER_INPUT" }));
});

test("a cursor of another order is refused", () => {
  const cursor = Buffer.from(JSON.stringify(["OLDEST", null, "2026-01-01T00:00:00.000Z", "1"])).toString("base64url");
  expect(connectionFilter({ orderBy: "OLDEST", after: cursor }).after).toEqual({
    place: { count: null, timestamp: "2026-01-01T00:00:00.000Z", id: "1" },
  });
  for (const after of [cursor, "", "…", Buffer.from("[]").toString("base64url")]) {
    expect(() => connectionFilter({ orderBy: "NEWEST", after })).toThrow(
      expect.objectContaining({ code: "BAD_USER_INPUT" }),
    );
  }
});
