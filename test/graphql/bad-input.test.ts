import { afterAll, beforeAll, expect, test } from "vitest";
import { insertAccount, insertPosts } from "../support/feed-rows.js";
import { AS_OPERATOR, ask, expectRefused } from "../support/graphql.js";
import { createTestWorld, type TestWorld } from "../support/world.js";

let it: TestWorld;
let url: string;

beforeAll(async () => {
  it = await createTestWorld();
  url = await it.serve();
  await insertAccount(it.world, "acc_a");
  await insertPosts(it.world, [{ accountId: "acc_a", id: "1" }]);
});
afterAll(() => it.close());

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
  expect(literal.errors?.[0]?.message).toContain("2026-03-01T09:00:00Z");
  const query = "query ($since: DateTime) { account { media(since: $since) { id } } }";
  const variable = await ask(url, query, { variables: { since: instant } });
  expectRefused(variable, "BAD_USER_INPUT");
  expect(variable.status).toBe(400);
  expect(variable.errors?.[0]?.message).toContain("2026-03-01T09:00:00Z");
});

test.each([
  ['{ account(id: "\\u0000") { id } }'],
  ['{ account(username: "a\\u0000b") { id } }'],
  ['{ media(search: "\\u0000") { id } }'],
  ['{ media(hashtag: "\\u0000") { id } }'],
  ['{ media(after: "\\u0000") { id } }'],
  ['{ mediaItem(id: "\\u0000") { id } }'],
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
