import { expect, test } from "vitest";
import { accountsUrl } from "../../../admin/accounts/list-url.js";

test("the address of a list holds its filter as react-admin reads it", () => {
  const url = new URL(accountsUrl({ health: ["EXPIRING"], search: "a&b" }), "http://localhost");
  expect(url.pathname).toBe("/accounts");
  expect(JSON.parse(url.searchParams.get("filter") ?? "")).toEqual({ health: ["EXPIRING"], search: "a&b" });
});
