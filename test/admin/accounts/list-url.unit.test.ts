import { expect, test } from "vitest";
import { accountsUrl, activityUrl } from "../../../admin/ui/list-url.js";

test("the address of a list holds its filter as react-admin reads it", () => {
  const url = new URL(accountsUrl({ health: ["EXPIRING"], search: "a&b" }), "http://localhost");
  expect(url.pathname).toBe("/accounts");
  expect(JSON.parse(url.searchParams.get("filter") ?? "")).toEqual({ health: ["EXPIRING"], search: "a&b" });
});

test("the address of the activity holds its filter", () => {
  const url = new URL(activityUrl({ action: ["SYNC_FAILED"] }), "http://localhost");
  expect(url.pathname).toBe("/events");
  expect(JSON.parse(url.searchParams.get("filter") ?? "")).toEqual({ action: ["SYNC_FAILED"] });
});

test("those that need somebody come in the order of the queue", () => {
  const { searchParams } = new URL(accountsUrl({ needsAttention: true }), "http://localhost");
  expect([searchParams.get("sort"), searchParams.get("order")]).toEqual(["urgency", "ASC"]);
  expect(accountsUrl({ stale: true })).not.toContain("sort");
});
