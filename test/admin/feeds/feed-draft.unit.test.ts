import { expect, test } from "vitest";
import { changesOf, draftOf, hasCondition, moved, newRule, rebase, slugOf } from "../../../admin/feeds/feed-draft.js";
import type { FeedSettingsFragment } from "../../../admin/gql/graphql.js";

const NO_MATCH = newRule().match;

const FEED: FeedSettingsFragment = {
  ...{ id: "feed_1", version: 1, slug: "shops", title: "Shops", mode: "PUBLISH", orderBy: "NEWEST", size: 12 },
  ...{ perAccountMax: null, otherwise: "INCLUDE", layout: "GRID" },
  sources: [
    { tag: null, account: { id: "acc_b", username: "bakery" } },
    { tag: "shop", account: null },
    // The account was disconnected.
    { tag: null, account: null },
  ],
  rules: [{ id: "rule_1", action: "EXCLUDE", label: null, match: { ...NO_MATCH, hashtag: ["werbung"] } }],
};

test("a feed that nobody edits has no changes", () => {
  expect(changesOf(draftOf(FEED), draftOf(FEED))).toEqual({});
});

test("only what differs is sent, a list whole, and conditions that are not given are left out", () => {
  const before = draftOf(FEED);
  const after = { ...before, size: 6, rules: [{ ...newRule(), match: { ...NO_MATCH, likesBelow: 3, words: [] } }] };
  expect(changesOf(before, after)).toEqual({
    size: 6,
    rules: [{ action: "EXCLUDE", label: null, match: { likesBelow: 3 } }],
  });
  expect(changesOf(before, { ...before, sources: before.sources.toReversed() })).toEqual({
    sources: [{ tag: "shop" }, { accountId: "acc_b" }],
  });
});

test("a rule without a condition is not sent yet", () => {
  const before = draftOf(FEED);
  expect(changesOf(before, { ...before, rules: [...before.rules, newRule()] })).toEqual({});
  expect(hasCondition(NO_MATCH)).toBe(false);
  expect(hasCondition({ ...NO_MATCH, isSharedToFeed: false })).toBe(true);
});

test("one's own fields come on top of what others changed, and theirs stay", () => {
  const from = draftOf(FEED);
  const onto = draftOf({ ...FEED, title: "Theirs", size: 3 });
  const rebased = rebase({ ...from, size: 9, mode: "REVIEW" }, { from, onto });
  expect(rebased).toMatchObject({ title: "Theirs", size: 9, mode: "REVIEW" });
});

test("a value moves by one place, and not beyond the ends of its list", () => {
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "b", "c"]);
});

test.each([
  ["Our shops", "our-shops"],
  ["  Bäckerei & Café Größe!  ", "baeckerei-cafe-groesse"],
  ["100 % Brot", "100-brot"],
  ["日本", ""],
  [`${"a".repeat(59)} b`, "a".repeat(59)],
])("the slug of %j is %j", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
