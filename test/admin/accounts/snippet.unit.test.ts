import { parse } from "graphql";
import { expect, test } from "vitest";
import { curlSnippet, querySnippet } from "../../../admin/accounts/snippet.js";

test("the query can be parsed and names the account", () => {
  expect(() => parse(querySnippet("bakery"))).not.toThrow();
  expect(querySnippet("bakery")).toContain('account(username: "bakery")');
});

test("the curl asks this server's address the same query, with a place for the key", () => {
  const text = curlSnippet("bakery", "https://feed.example/");
  expect(text).toContain("curl https://feed.example/graphql");
  expect(text).toContain("authorization: Bearer YOUR_API_KEY");
  const body = /-d '(.*)'$/s.exec(text)?.[1] ?? "";
  expect(() => parse(JSON.parse(body).query)).not.toThrow();
});
