import { getIntrospectionQuery } from "graphql";
import { beforeAll, expect, test } from "vitest";
import { insertAccount, insertPosts } from "../support/feed-rows.js";
import { AS_OPERATOR, ask, expectRefused } from "../support/graphql.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp({}, { hasDatabaseProxy: true });
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
  await insertAccount(testApp.app, "acc_a");
  await insertPosts(testApp.app, [{ accountId: "acc_a", id: "1" }]);
});

test("a query over nested lists is refused as too complex before anything is read", async () => {
  const nested = "{ media(first: 100) { account { media(first: 100) { account { media(first: 100) { id } } } } } }";
  const byDefault = `query ($n: Int = 100) { accounts(first: $n) { nodes { media(first: $n) { children { id account { media(first: $n) { id } } } } } } }`;
  const deep = `{ media(first: 1) ${"{ account { media(first: 1) ".repeat(12)}{ id }${" } }".repeat(12)} }`;
  for (const query of [nested, byDefault, deep]) {
    testApp.database.forget();
    const answer = await ask(url, query, AS_OPERATOR);
    expect(answer.status).toBe(400);
    expectRefused(answer, "QUERY_TOO_COMPLEX");
    expect(testApp.database.statements()).toEqual([]);
  }
});

test("fragments that double at each step are answered or refused at once", async () => {
  const spread = Array.from({ length: 30 }, (_, n) => `fragment f${n} on Account { ...f${n + 1} ...f${n + 1} }`);
  const doubled = Array.from(
    { length: 30 },
    (_, n) =>
      `fragment g${n} on Account { a: media { account { ...g${n + 1} } } b: media { account { ...g${n + 1} } } }`,
  );
  // One that is walked at each of its places has a billion of them: it would never end.
  await ask(url, `{ account { ...f0 } } ${spread.join(" ")} fragment f30 on Account { id }`);
  const answer = await ask(url, `{ account { ...g0 } } ${doubled.join(" ")} fragment g30 on Account { id }`);
  expectRefused(answer, "QUERY_TOO_COMPLEX");
});

test("a key that names more accounts than a query is reckoned with lists them, but no posts below them", async () => {
  const ids = await Promise.all(Array.from({ length: 21 }, (_, n) => insertAccount(testApp.app, `acc_named_${n}`)));
  const make = `mutation ($ids: [ID!]) { createApiKey(input: { name: "many", kind: SECRET, accountIds: $ids }) { key } }`;
  expect((await ask(url, make, { ...AS_OPERATOR, variables: { ids } })).errors).toBeUndefined();
  const { data } = await ask(url, "{ apiKeys { nodes { accounts { id } } } }", AS_OPERATOR);
  expect(data.apiKeys.nodes[0].accounts).toHaveLength(21);
  expectRefused(
    await ask(url, "{ apiKeys { nodes { accounts { media { id } } } } }", AS_OPERATOR),
    "QUERY_TOO_COMPLEX",
  );
});

test("300 aliases over one long text are refused before it is folded", async () => {
  const lists = Array.from({ length: 300 }, (_, n) => `a${n}: media(hashtag: $t, first: 1) { id }`).join(" ");
  const query = `query ($t: [String!]) { viewer { account { ${lists} } } }`;
  for (const length of [300_000, 20_000]) {
    testApp.database.forget();
    const answer = await ask(url, query, { variables: { t: ["i\u0307".repeat(length)] } });
    expectRefused(answer, "BAD_USER_INPUT");
    expect(answer.status).toBe(400);
    expect(testApp.database.statements()).toEqual([]);
  }
});

test("a query's variables are 100 KB at most, those of a mutation may be more; lists nested without end are bad input", async () => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => `acc_${"x".repeat(110)}${n}`);
  const query = "query ($ids: [ID!]) { media(accountIds: $ids) { id } }";
  expect((await ask(url, query, { variables: { ids: ids(800) } })).data.media).toEqual([]);
  expectRefused(await ask(url, query, { variables: { ids: ids(900) } }), "BAD_USER_INPUT");
  expectRefused(await ask(url, query, { variables: { ids: [], other: "x".repeat(100_000) } }), "BAD_USER_INPUT");
  const pause = "mutation ($ids: [ID!]) { pauseAccounts(accountIds: $ids) { id } }";
  expectRefused(await ask(url, pause, { ...AS_OPERATOR, variables: { ids: ids(5_000) } }), "NOT_FOUND");
  expectRefused(await ask(url, pause, { ...AS_OPERATOR, variables: { ids: ids(7_500) } }), "BAD_USER_INPUT");
  const body = `{"query":"query ($ids: [ID!]) { media(accountIds: $ids) { id } }","variables":{"ids":${"[".repeat(40_000)}${"]".repeat(40_000)}}}`;
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  expect(answer.status).toBe(400);
});

test("a text of a query, and a name of an operation, that is too long is refused before it is parsed", async () => {
  for (const query of [
    `{ account(username: "${"x".repeat(900_000)}") { id } }`,
    `{ viewer { kind } } #${"x".repeat(100_000)}`,
  ]) {
    const answer = await ask(url, query);
    expectRefused(answer, "QUERY_TOO_COMPLEX");
    expect(answer.status).toBe(400);
  }
  const body = JSON.stringify({ query: "{ viewer { kind } }", operationName: "x".repeat(50_000) });
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  expect(answer.status).toBe(400);
  expect((await answer.text()).length).toBeLessThan(2_000);
});

test("an answer of more than 10 MB is refused, whatever made it so large", async () => {
  const caption = "\u5199".repeat(2_200);
  for (let a = 0; a < 4; a++) {
    const accountId = await insertAccount(testApp.app, `acc_long_${a}`);
    await insertPosts(
      testApp.app,
      Array.from({ length: 100 }, (_, n) => ({ accountId, id: `${a}_${n}`, caption })),
    );
  }
  const names = (count: number) => Array.from({ length: count }, (_, n) => `c${n}: caption`).join(" ");
  const asked = (count: number) =>
    `{ ${[0, 1, 2, 3].map((a) => `a${a}: account(id: "acc_long_${a}") { media(first: 100) { ${names(count)} } }`).join(" ")} }`;
  const answer = await ask(url, asked(5));
  expectRefused(answer, "QUERY_TOO_COMPLEX");
  expect(answer.status).toBe(400);
  expect((await ask(url, asked(3))).errors).toBeUndefined();
  // What the projection leaves to graphql-js is measured too.
  const failing = asked(5).replace("{", '{ none: mediaItem(id: "1") { account { media(after: "none") { id } } }');
  expectRefused(await ask(url, failing), "QUERY_TOO_COMPLEX");
});

const POST = `id mediaType mediaProductType caption hashtags mentions mediaUrl thumbnailUrl permalink shortcode timestamp
  likeCount commentsCount altText isSharedToFeed hidden image { url width height alt }`;
const ACCOUNT = `id username status paused connectedAt syncedAt stale staleCause nextSyncAt reference tags note
  profile { userId username name biography website accountType profilePictureUrl followersCount followsCount mediaCount }
  token { health estimated issuedAt expiresAt daysLeft refreshedAt refreshableAt nextRefreshAt scopes
    failure { cause nextStep firstAt lastAt attempts } }`;

test("a document of too many words and signs is told the way: a fragment, or one list", async () => {
  const answer = await ask(url, `{ ${"account { id } ".repeat(2_600)} }`, AS_OPERATOR);
  expectRefused(answer, "QUERY_TOO_COMPLEX");
  expect(answer.status).toBe(400);
  expect(answer.errors?.[0]?.extensions.nextStep).toMatch(/fragment.*`accounts`/);
});

test.each([
  ["introspection", getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true })],
  ["100 posts with parts", `{ account { media(first: 100) { ${POST} children { ${POST} } } } }`],
  [
    "50 accounts with 10 posts each",
    `{ accounts(first: 50) { nodes { ${ACCOUNT} media(first: 10) { ${POST} children { ${POST} } } } totalCount } }`,
  ],
  [
    "50 accounts by name, each with its 10 posts and every field written out",
    `{ ${Array.from({ length: 50 }, (_, n) => `shop_${n}: account(id: "acc_${n}") { ${ACCOUNT} media(first: 10) { ${POST} children { ${POST} } } }`).join(" ")} }`,
  ],
  ["100 posts with their account", `{ media(first: 100) { ${POST} account { ${ACCOUNT} } } }`],
  [
    "100 posts with parts and the account of each",
    `{ media(first: 100) { ${POST} account { ${ACCOUNT} } children { ${POST} account { ${ACCOUNT} } } } }`,
  ],
  [
    "a page of a connection with everything",
    `{ mediaConnection(first: 100) { totalCount edges { cursor node { ${POST} children { ${POST} } } } pageInfo { endCursor } } }`,
  ],
])("the limits do not stand in the way of %s", async (_, query) => {
  const answer = await ask(url, query, AS_OPERATOR);
  expect(answer.errors).toBeUndefined();
  expect(answer.status).toBe(200);
});
