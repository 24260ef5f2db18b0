import { expect, test } from "vitest";
import { tabOf, withTab } from "../../../admin/accounts/account-tab.js";

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
