import { beforeAll, expect, test } from "vitest";
import { insertAccount, insertPosts } from "../support/feed-rows.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp();
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
  await insertAccount(testApp.app, "acc_a", { connectedAt: new Date("2026-01-01T00:00:00Z"), name: "Ä" });
  await insertAccount(testApp.app, "acc_b", { connectedAt: new Date("2026-01-02T00:00:00Z") });
  await insertPosts(testApp.app, [
    { accountId: "acc_a", id: "1", timestamp: new Date("2026-01-01T00:00:00Z"), mediaType: "CAROUSEL_ALBUM" },
    { accountId: "acc_a", id: "11", parentId: "1", position: 0, timestamp: new Date("2026-01-01T00:00:00Z") },
    { accountId: "acc_a", id: "2", timestamp: new Date("2026-01-02T00:00:00Z") },
    { accountId: "acc_b", id: "3", timestamp: new Date("2026-01-03T00:00:00Z") },
  ]);
});

test("two aliases of the list of accounts hold each what it asks", async () => {
  const data = await answer(
    "{ accounts(orderBy: CONNECTED_ASC) { a: nodes { id media(first: 1) { id } } b: nodes { username media(first: 2) { id } } } }",
  );
  expect(data.accounts).toEqual({
    a: [
      { id: "acc_a", media: [{ id: "2" }] },
      { id: "acc_b", media: [{ id: "3" }] },
    ],
    b: [
      { username: "acc_a", media: [{ id: "2" }, { id: "1" }] },
      { username: "acc_b", media: [{ id: "3" }] },
    ],
  });
});

test("objects of which nothing is asked but their type are there", async () => {
  const data = await answer(`query ($no: Boolean = false) {
    profile { __typename }
    account { profile { __typename } token { __typename } media { id @include(if: $no) children { __typename } account { __typename } image { __typename } } }
    accounts { nodes { __typename } }
    mediaConnection { nodes { __typename } edges { node { __typename } } pageInfo { __typename } }
  }`);
  expect(data.profile).toEqual({ __typename: "Profile" });
  const { media, profile, token } = data.account;
  expect([profile.__typename, token.__typename]).toEqual(["Profile", "Token"]);
  expect(media[1]).toMatchObject({ children: [{ __typename: "Media" }], account: { __typename: "Account" } });
  expect(data.accounts.nodes).toHaveLength(2);
  expect(data.mediaConnection.nodes).toHaveLength(3);
});

test("a connection's cursors are the same whatever else is asked", async () => {
  const list = "mediaConnection(first: 2)";
  const whole = "edges { cursor node { id } } nodes { id } pageInfo { startCursor endCursor hasNextPage }";
  const query = (fields: string) => `query { ${list} { ${fields} } account { ${list} { ${fields} } } }`;
  const full = await answer(query(whole));
  expect(full.mediaConnection.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(["3", "2"]);
  const { edges, pageInfo, nodes } = full.mediaConnection;
  expect(pageInfo).toEqual({ startCursor: edges[0].cursor, endCursor: edges[1].cursor, hasNextPage: true });
  const parts: [string, (of: typeof full.mediaConnection) => unknown][] = [
    ["nodes { id }", ({ nodes }) => ({ nodes })],
    ["edges { cursor }", ({ edges }) => ({ edges: edges.map(({ cursor }: { cursor: string }) => ({ cursor })) })],
    ["edges { node { id } }", ({ nodes }) => ({ edges: nodes.map((node: unknown) => ({ node })) })],
    ["page: pageInfo { end: endCursor }", ({ pageInfo }) => ({ page: { end: pageInfo.endCursor } })],
    [
      "pageInfo { hasNextPage endCursor @include(if: false) }",
      ({ pageInfo }) => ({ pageInfo: { hasNextPage: pageInfo.hasNextPage } }),
    ],
    ["... { pageInfo { startCursor } }", ({ pageInfo }) => ({ pageInfo: { startCursor: pageInfo.startCursor } })],
  ];
  expect(nodes).toHaveLength(2);
  for (const [fields, part] of parts) {
    const { mediaConnection, account } = await answer(query(fields));
    expect(mediaConnection).toEqual(part(full.mediaConnection));
    expect(account.mediaConnection).toEqual(part(full.account.mediaConnection));
  }
});

test("what is skipped below leaves its object", async () => {
  const data = await answer(
    "{ account { profile { name @skip(if: true) } media { account { id @skip(if: true) } children { id @skip(if: true) } } } }",
  );
  expect(data.account).toEqual({
    profile: {},
    media: [
      { account: {}, children: [] },
      { account: {}, children: [{}] },
    ],
  });
});

test("lists of one place with other arguments stay apart at every depth", async () => {
  const data = await answer(`{
    media { id account { a: media(first: 1) { id } b: media(first: 5, orderBy: OLDEST) { id caption } } }
  }`);
  expect(data.media.map((post: { account: object }) => post.account)).toEqual([
    { a: [{ id: "3" }], b: [{ id: "3", caption: null }] },
    {
      a: [{ id: "2" }],
      b: [
        { id: "1", caption: null },
        { id: "2", caption: null },
      ],
    },
    {
      a: [{ id: "2" }],
      b: [
        { id: "1", caption: null },
        { id: "2", caption: null },
      ],
    },
  ]);
});

test("the same query answers anew for other variables, another viewer and another instant", async () => {
  const query = "query ($n: Int) { account { stale staleCause tags media(first: $n) { id } } }";
  const first = async (variables: object, as = {}) =>
    (await ask(url, query, { variables: { ...variables }, ...as })).data.account;
  expect((await first({ n: 1 })).media).toHaveLength(1);
  expect((await first({ n: 2 })).media).toHaveLength(2);
  expect((await first({})).media).toHaveLength(2);
  await testApp.app.sql`update accounts set tags = '{vip}' where id = 'acc_a'`;
  expect((await first({ n: 1 })).tags).toEqual([]);
  expect((await first({ n: 1 }, AS_OPERATOR)).tags).toEqual(["vip"]);
  expect((await first({ n: 1 })).stale).toBe(false);
  testApp.clock.advance(7 * 3_600_000);
  expect((await first({ n: 1 })).stale).toBe(true);
});

test("instants of any offset are answered in UTC", async () => {
  const query =
    'query ($since: DateTime) { media(since: $since, until: "2026-01-02T09:00:00.5+08:59") { id timestamp } }';
  const { data } = await ask(url, query, { variables: { since: "2025-12-31T19:00:00-05:00" } });
  expect(data.media).toEqual([
    { id: "2", timestamp: "2026-01-02T00:00:00.000Z" },
    { id: "1", timestamp: "2026-01-01T00:00:00.000Z" },
  ]);
});

async function answer(query: string) {
  const { data, errors } = await ask(url, query, AS_OPERATOR);
  expect(errors).toBeUndefined();
  return data;
}
