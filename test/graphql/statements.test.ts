import { beforeAll, expect, test } from "vitest";
import { createFeed } from "../../server/features/feeds/change-feed.js";
import { SYSTEM } from "../../server/viewer.js";
import { insertAccount, insertPosts, type PostColumns } from "../support/feed-rows.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp({}, { hasDatabaseProxy: true });
let url: string;

/** 50 accounts of 12 posts, a quarter of them albums of two parts. */
beforeAll(async () => {
  url = await testApp.serve();
  for (let a = 0; a < 50; a++) {
    const accountId = await insertAccount(testApp.app, `acc_${a}`);
    const posts = Array.from({ length: 12 }, (_, n) => postOf(accountId, n));
    await insertPosts(testApp.app, posts.flat());
  }
});

function postOf(accountId: string, n: number): PostColumns[] {
  const id = `${accountId}-${n}`;
  if (n % 4 > 0) return [{ accountId, id, mediaType: n % 4 === 1 ? "VIDEO" : "IMAGE", caption: `post ${n} #tag` }];
  const parts = [0, 1].map((position) => ({ accountId, id: `${id}-${position}`, parentId: id, position }));
  return [{ accountId, id, mediaType: "CAROUSEL_ALBUM" }, ...parts];
}

const POST = `id mediaType mediaProductType caption hashtags mentions mediaUrl thumbnailUrl permalink shortcode timestamp
  likeCount commentsCount altText isSharedToFeed hidden image { url width height alt }`;
const ACCOUNT = `id username status paused connectedAt syncedAt stale staleCause nextSyncAt reference tags note
  profile { userId username name biography website accountType profilePictureUrl followersCount followsCount mediaCount }
  token { health estimated issuedAt expiresAt daysLeft refreshedAt refreshableAt nextRefreshAt scopes failure { cause } }`;

test.each([
  ["the hot query", "{ account { media(type: IMAGE) { mediaUrl } } }", 1],
  ["an account that is not there", '{ account(id: "acc_none") { media { id } } }', 1],
  ["every field of posts with their parts", `{ account { media(first: 100) { ${POST} children { ${POST} } } } }`, 1],
  ["a profile", "{ profile { username name } }", 1],
  ["the viewer and its account with posts", "{ viewer { kind account { username media { id } } } }", 1],
  [
    "several lists of one account",
    "{ account { a: media(type: IMAGE) { id } b: media(type: VIDEO, first: 3) { id } } }",
    1,
  ],
  ["posts of all accounts with everything of theirs", `{ media(first: 100) { ${POST} account { ${ACCOUNT} } } }`, 1],
  ["one post", `{ mediaItem(id: "acc_1-4") { ${POST} children { id } account { id } } }`, 1],
  ["a connection without its count", "{ mediaConnection(first: 10) { nodes { id } pageInfo { endCursor } } }", 1],
  ["a connection with its count", "{ mediaConnection(first: 10) { totalCount edges { node { id } } } }", 1],
  [
    "an account's connection",
    "{ account { mediaConnection(first: 5) { totalCount nodes { id account { username } } } } }",
    1,
  ],
  ["posts with posts of their account below", "{ media(first: 100) { account { media(first: 5) { id } } } }", 2],
  ["posts of parts' accounts", "{ account { media { children { account { media(first: 2) { id } } } } } }", 2],
  [
    "posts of posts of posts",
    "{ media(first: 9) { account { media(first: 2) { account { media(first: 2) { id } } } } } }",
    3,
  ],
  ["a connection below posts", "{ media(first: 50) { account { mediaConnection(first: 2) { nodes { id } } } } }", 2],
  ["two lists below posts", "{ media { account { a: media(first: 1) { id } b: media(first: 2) { id } } } }", 3],
])("%s: %s", async (_, query, count) => {
  expect(await statementsOf(query)).toHaveLength(count);
});

test("the operator's list of 50 accounts with 10 posts each is one statement", async () => {
  const query = `{ accounts(first: 50) { nodes { ${ACCOUNT} media(first: 10) { ${POST} children { id } } } totalCount } }`;
  const statements = await statementsOf(query, AS_OPERATOR);
  expect(statements).toHaveLength(1);
});

test("the dashboard's list of 50 accounts is one statement, and another for their last syncs", async () => {
  const query = `{ accounts(first: 50, orderBy: EXPIRES_ASC) { totalCount nodes { ${ACCOUNT} postCount
    syncRuns(first: 1) { startedAt outcome cause newCount changedCount removedCount } } } }`;
  const statements = await statementsOf(query, AS_OPERATOR);
  expect(statements).toHaveLength(2);
  const { data } = await ask(url, query, AS_OPERATOR);
  expect(data.accounts.nodes.map(({ postCount }: { postCount: number }) => postCount)).toEqual(Array(50).fill(12));
});

test("nothing is counted that is not asked", async () => {
  const counted = async (query: string) => (await statementsOf(query, AS_OPERATOR)).join().includes("count(*)");
  expect(await counted("{ accounts { nodes { id } } }")).toBe(false);
  expect(await counted("{ accounts { totalCount } }")).toBe(true);
  expect(await counted("{ mediaConnection { nodes { id } } }")).toBe(false);
  expect(await counted("{ mediaConnection { totalCount } }")).toBe(true);
  expect(await counted("{ account { mediaConnection { pageInfo { hasNextPage } } } }")).toBe(false);
});

test("only the columns that are asked are read", async () => {
  const [text = ""] = await statementsOf("{ account { media { permalink } } }");
  expect(text).toContain("m.permalink");
  for (const column of ["caption", "media_path", "hashtags", "biography", "sealed", "tokens"])
    expect(text).not.toContain(column);
  const [nodes = ""] = await statementsOf(
    "{ account { mediaConnection { nodes { permalink } pageInfo { hasNextPage } } } }",
  );
  expect(nodes).not.toContain("place");
  const [page = ""] = await statementsOf("{ account { mediaConnection { pageInfo { endCursor } } } }");
  expect(page).toContain('"place"');
  const [image = ""] = await statementsOf("{ account { media { image { url width } } } }");
  expect(image).not.toContain("caption");
});

test("the dashboard's list of 25 feeds is nine statements, and shows what each feed shows by itself", async () => {
  const line = `slug accountCount unhealthyAccounts { id } syncedAt
    posts(first: 4) { totalCount nodes { place media { id image { url(width: 160) } } } }`;
  for (let n = 0; n < 25; n++) {
    const sources = [{ accountId: `acc_${n}` }, { accountId: `acc_${n + 1}` }];
    const rules = n % 2 === 0 ? [{ action: "EXCLUDE" as const, match: { type: ["VIDEO" as const] } }] : [];
    const input = { slug: `feed-${n}`, title: `Feed ${n}`, size: n + 1, sources, rules };
    await createFeed(testApp.app, input, SYSTEM);
  }
  const query = `{ feeds(first: 25) { totalCount nodes { ${line} } } }`;
  const statements = await statementsOf(query, AS_OPERATOR);
  // Feeds, their count, their accounts twice, and the posts of five feeds each.
  expect(statements).toHaveLength(9);
  expect(Math.max(...statements.map((text) => text.length))).toBeLessThan(40_000);
  const { nodes, totalCount } = (await ask(url, query, AS_OPERATOR)).data.feeds;
  expect(totalCount).toBe(25);
  for (const feed of [nodes[0], nodes[7], nodes[24]]) {
    const alone = await ask(url, `{ feed(slug: "${feed.slug}") { ${line} } }`, AS_OPERATOR);
    expect(alone.data.feed).toEqual(feed);
  }
});

test("no statement ever reads a sealed token", async () => {
  for (const query of [`{ account { ${ACCOUNT} } }`, `{ accounts { nodes { ${ACCOUNT} } } }`]) {
    const text = (await statementsOf(query, AS_OPERATOR)).join();
    expect(text.replaceAll(/t\.sealed is (not )?null/g, "")).not.toContain("sealed");
  }
});

test("the same question is prepared once on a connection and answered from there on", async () => {
  const query = "{ account { media(first: 7) { shortcode } } }";
  testApp.database.forget();
  for (let n = 0; n < 30; n++) await ask(url, query);
  expect(testApp.database.statements()).toHaveLength(30);
  // The pool has ten connections; the first two times tell that it comes again.
  expect(testApp.database.parseCount()).toBeLessThanOrEqual(12);
});

test("an empty page costs one more statement, to tell an end from an unknown place", async () => {
  const query = (after: string) => `{ account(id: "acc_3") { media(after: "${after}") { id } } }`;
  const all = (await ask(url, '{ account(id: "acc_3") { media { id } } }')).data.account.media;
  expect(await statementsOf(query(all.at(-1).id))).toHaveLength(2);
  expect(await statementsOf(query(all[0].id))).toHaveLength(1);
});

async function statementsOf(query: string, as: Parameters<typeof ask>[2] = {}): Promise<string[]> {
  testApp.database.forget();
  const { errors } = await ask(url, query, as);
  expect(errors).toBeUndefined();
  return testApp.database.statements();
}
