import { getIntrospectionQuery } from "graphql";
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

test("a query over nested lists is refused as too complex before anything is read", async () => {
  const nested = "{ media(first: 100) { account { media(first: 100) { account { media(first: 100) { id } } } } } }";
  const byDefault = `query ($n: Int = 100) { accounts(first: $n) { nodes { media(first: $n) { children { id account { media(first: $n) { id } } } } } } }`;
  const deep = `{ media(first: 1) ${"{ account { media(first: 1) ".repeat(12)}{ id }${" } }".repeat(12)} }`;
  for (const query of [nested, byDefault, deep]) {
    it.database.forget();
    const answer = await ask(url, query, AS_OPERATOR);
    expect(answer.status).toBe(400);
    expectRefused(answer, "QUERY_TOO_COMPLEX");
    expect(it.database.statements()).toEqual([]);
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
  const ids = await Promise.all(Array.from({ length: 21 }, (_, n) => insertAccount(it.world, `acc_named_${n}`)));
  const make = `mutation ($ids: [ID!]) { createApiKey(input: { name: "many", kind: SECRET, accountIds: $ids }) { key } }`;
  expect((await ask(url, make, { ...AS_OPERATOR, variables: { ids } })).errors).toBeUndefined();
  const { data } = await ask(url, "{ apiKeys { nodes { accounts { id } } } }", AS_OPERATOR);
  expect(data.apiKeys.nodes[0].accounts).toHaveLength(21);
  expectRefused(
    await ask(url, "{ apiKeys { nodes { accounts { media { id } } } } }", AS_OPERATOR),
    "QUERY_TOO_COMPLEX",
  );
});

const POST = `id mediaType mediaProductType caption hashtags mentions mediaUrl thumbnailUrl permalink shortcode timestamp
  likeCount commentsCount altText isSharedToFeed hidden image { url width height alt }`;
const ACCOUNT = `id username status paused connectedAt syncedAt stale staleCause nextSyncAt reference tags note
  profile { userId username name biography website accountType profilePictureUrl followersCount followsCount mediaCount }
  token { health estimated issuedAt expiresAt daysLeft refreshedAt refreshableAt nextRefreshAt scopes
    failure { cause nextStep firstAt lastAt attempts } }`;

test.each([
  ["introspection", getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true })],
  ["100 posts with parts", `{ account { media(first: 100) { ${POST} children { ${POST} } } } }`],
  [
    "50 accounts with 10 posts each",
    `{ accounts(first: 50) { nodes { ${ACCOUNT} media(first: 10) { ${POST} children { ${POST} } } } totalCount } }`,
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
