import { expect, test } from "vitest";
import { filterParts, tabOf, withTab } from "../../../admin/accounts/account-filter.js";

test("a tab changes the state that is asked for and leaves the other filters", () => {
  const filter = { search: "bak", tags: ["food"], status: ["PAUSED" as const] };
  expect(withTab(filter, "expiring")).toEqual({ search: "bak", tags: ["food"], health: ["EXPIRING"] });
  expect(withTab(filter, "all")).toEqual({ search: "bak", tags: ["food"] });
});

test("a filter is under the tab whose states it holds, and under none where it holds others", () => {
  expect(tabOf({ search: "bak" })).toBe("all");
  expect(tabOf({ status: ["RECONNECT_REQUIRED"] })).toBe("broken");
  expect(tabOf({ status: ["RECONNECT_REQUIRED", "PAUSED"] })).toBeNull();
  expect(tabOf({ health: ["DUE"] })).toBeNull();
});

test("each part of a filter is said in words and can be taken away alone", () => {
  const parts = filterParts({ search: "bak", tags: ["food", "daily"], stale: false, needsAttention: true });
  expect(parts.map(({ label }) => label)).toEqual(["Tag: food", "Tag: daily", "Not stale", "Needs attention"]);
  expect(parts[0]?.without).toEqual({ search: "bak", tags: ["daily"], stale: false, needsAttention: true });
  expect(parts[2]?.without).toEqual({ search: "bak", tags: ["food", "daily"], needsAttention: true });
});

test("the states of a tab are no part beside it; others are", () => {
  expect(filterParts({ status: ["PAUSED"] })).toEqual([]);
  expect(filterParts({ health: ["DUE"] })).toEqual([{ label: "Token: Refresh due", without: {} }]);
});

test("an address written by hand may hold one value where a list is meant", () => {
  expect(filterParts({ tags: "food" as never }).map(({ label }) => label)).toEqual(["Tag: food"]);
});
