import { beforeAll, expect, test } from "vitest";
import { insertAccount, insertPosts } from "../support/feed-rows.js";
import { AS_OPERATOR, ask, expectRefused, type GraphqlAnswer } from "../support/graphql.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp();
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
  await insertAccount(testApp.app, "acc_a");
  await insertPosts(testApp.app, [{ accountId: "acc_a", id: "1" }]);
});

test.each(["0", "-1", "101", "1000000", "99999999999", "1e3", '"5"'])(
  "`first: %s` is bad input, wherever it stands",
  async (first) => {
    for (const query of [
      `{ media(first: ${first}) { id } }`,
      `{ account { media(first: ${first}) { id } } }`,
      `{ account { mediaConnection(first: ${first}) { nodes { id } } } }`,
      `{ media { account { media(first: ${first}) { id } } } }`,
      `{ mediaConnection(first: ${first}) { nodes { id } } }`,
      `{ accounts(first: ${first}) { nodes { id } } }`,
    ]) {
      expectRefused(await ask(url, query, AS_OPERATOR), "BAD_USER_INPUT");
    }
  },
);

test.each([0, -1, 101, 99_999_999_999, 1.5, "5", [], {}])(
  "`first` as a variable that is %j is bad input",
  async (n) => {
    const answer = await ask(url, "query ($n: Int) { account { media(first: $n) { id } } }", { variables: { n } });
    expectRefused(answer, "BAD_USER_INPUT");
  },
);

test.each([1, 100, null])("`first: %s` is good", async (n) => {
  const query = "query ($n: Int) { account { media(first: $n) { id } } }";
  expect((await ask(url, query, { variables: { n } })).data.account.media).toHaveLength(1);
});

test.each([
  "2026-03-01",
  "2026-03-01T09:00:00",
  "2026-02-30T09:00:00Z",
  "2026-13-01T09:00:00Z",
  "2026-03-01T24:00:00Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59-14:00",
  "yesterday",
  "",
])("an instant that is none is refused with an example, as a literal and as a variable: %s", async (instant) => {
  const literal = await ask(url, `{ media(since: "${instant}") { id } }`);
  expectRefused(literal, "BAD_USER_INPUT");
  expect(literal.status).toBe(400);
  expect(literal.errors?.[0]?.message).toMatch(/2026-03-01T0[09]:00:00Z/);
  const query = "query ($since: DateTime) { account { media(since: $since) { id } } }";
  const variable = await ask(url, query, { variables: { since: instant } });
  expectRefused(variable, "BAD_USER_INPUT");
  expect(variable.status).toBe(400);
  expect(variable.errors?.[0]?.message).toMatch(/2026-03-01T0[09]:00:00Z/);
});

test.each([
  ['{ account(id: "\\u0000") { id } }'],
  ['{ account(username: "a\\u0000b") { id } }'],
  ['{ media(search: "\\u0000") { id } }'],
  ['{ media(hashtag: "\\u0000") { id } }'],
  ['{ media(after: "\\u0000") { id } }'],
  ['{ mediaItem(id: "\\u0000") { id } }'],
  ['{ apiKeys(search: "\\u0000") { totalCount } }'],
  ['{ mediaByPermalink(permalink: "instagram.com/p/\\u0000") { id } }'],
  ['mutation { syncAccount(accountId: "\\u0000") { id } }'],
])("a text that Postgres cannot hold is bad input, not a broken server: %s", async (query) => {
  expectRefused(await ask(url, query, AS_OPERATOR), "BAD_USER_INPUT");
});

test.each([
  ["a search of too many words", { search: "a b c d e f g h i j k" }],
  ["a search that is too long", { search: "x".repeat(201) }],
  ["too many hashtags", { hashtag: Array.from({ length: 51 }, (_, n) => `t${n}`) }],
  ["a cursor that is none", { after: "bm9uZQ" }],
])("%s is bad input", async (_, variables) => {
  const query = `query ($search: String, $hashtag: [String!], $after: String) {
    mediaConnection(search: $search, hashtag: $hashtag, after: $after) { nodes { id } } }`;
  expectRefused(await ask(url, query, { variables }), "BAD_USER_INPUT");
});

test("more than 1,000 names are bad input", async () => {
  const variables = { ids: Array.from({ length: 1_001 }, (_, n) => `acc_${n}`) };
  const answer = await ask(url, "query ($ids: [ID!]) { media(accountIds: $ids) { id } }", { variables });
  expectRefused(answer, "BAD_USER_INPUT");
});

test("an offset out of bounds is bad input", async () => {
  for (const offset of [-1, 1_000_001]) {
    expectRefused(await ask(url, `{ accounts(offset: ${offset}) { nodes { id } } }`, AS_OPERATOR), "BAD_USER_INPUT");
  }
});

test.each(["nope", "__proto__"])(
  "an operation named %s, which the document has not, is never run",
  async (operationName) => {
    const mutation = `mutation { createApiKey(input: { name: "x", kind: SECRET, allAccounts: true }) { key } }`;
    for (const query of ["{ viewer { kind } }", "query A { viewer { kind } } query B { viewer { kind } }", mutation]) {
      const asked = { query, operationName };
      const headers = { "content-type": "application/json", ...AS_OPERATOR.headers };
      const post = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify(asked) });
      const get = await fetch(`${url}/graphql?${new URLSearchParams(asked)}`, { headers });
      for (const answer of [post, get]) {
        expect(answer.status).toBe(400);
        expectRefused((await answer.json()) as GraphqlAnswer, "BAD_USER_INPUT");
      }
    }
    expect((await ask(url, "{ apiKeys { totalCount } }", AS_OPERATOR)).data.apiKeys.totalCount).toBe(0);
  },
);

test.each([
  ["query ($b: Boolean = true) { viewer { kind @include(if: $b) } }", { b: null }],
  ["query ($b: Boolean = true) { ...A @skip(if: $b) } fragment A on Query { viewer { kind } }", { b: null }],
  ['query ($id: ID = "x") { mediaItem(id: $id) { id } }', { id: null }],
  ['mutation ($id: ID = "x") { pauseAccount(accountId: $id) { id } }', { id: null }],
  ['mutation ($n: String = "x") { createApiKey(input: { name: $n, kind: SECRET }) { key } }', { n: null }],
  ["query ($f: AccountFilter) { accounts(filter: $f) { totalCount } }", { f: { tags: Array(60).fill({}) } }],
])("what is seen to be no value only when it is run is bad input: %s", async (query, variables) => {
  expectRefused(await ask(url, query, { ...AS_OPERATOR, variables }), "BAD_USER_INPUT");
});

test("one long list given to a hundred fields is refused before it is folded", async () => {
  const names = Array.from({ length: 700 }, (_, n) => `${n}${"i\u0307".repeat(25)}`);
  const fields = Array.from({ length: 100 }, (_, n) => `a${n}: media(usernames: $names, first: 1) { id }`);
  const answer = await ask(url, `query ($names: [String!]) { ${fields.join(" ")} }`, { variables: { names } });
  expectRefused(answer, "QUERY_TOO_COMPLEX");
});

test("a field that is named 1,200 times is too complex", async () => {
  const answer = await ask(url, `{ ${"viewer { kind } ".repeat(1_200)} }`);
  expect(answer.status).toBe(400);
  expectRefused(answer, "QUERY_TOO_COMPLEX");
});

test("HEAD is answered as GET is, without a body", async () => {
  const asked = new URLSearchParams({ query: "{ viewer { kind } }" });
  const head = await fetch(`${url}/graphql?${asked}`, { method: "HEAD" });
  expect([head.status, head.headers.get("cache-control"), await head.text()]).toEqual([
    200,
    "public, max-age=60, stale-while-revalidate=600",
    "",
  ]);
});
