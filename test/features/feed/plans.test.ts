import { beforeAll, expect, test } from "vitest";
import { explain, indexesOf, nodesOf, type PlanNode, rowsRead } from "../../support/explain.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { COMMON_TAG, RARE_TAG, seedFeed } from "../../support/seed.js";
import { setUpTestApp } from "../../support/test-app.js";

const ACCOUNTS = 500;
const POSTS_EACH = 80;
const POSTS = ACCOUNTS * POSTS_EACH;
/** Parts of albums too: three for each of 15 % of the posts. */
const ROWS = POSTS * 1.45;

const testApp = setUpTestApp({}, { hasDatabaseProxy: true });
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
  await seedFeed(testApp.app.sql, { accounts: ACCOUNTS, postsEach: POSTS_EACH });
}, 120_000);

/** In a list of several accounts each post is looked up twice, by its id and by its shortcode: is it another one's copy? */
const COPIES = 2;
const ONE = 'account(username: "shop.7")';

test.each([
  ["newest first", `{ ${ONE} { media { mediaUrl } } }`, "media_feed_idx"],
  ["oldest first", `{ ${ONE} { media(orderBy: OLDEST) { mediaUrl } } }`, "media_feed_idx"],
  ["of one type", `{ ${ONE} { media(type: IMAGE) { mediaUrl } } }`, "media_type_idx"],
  ["of one type, oldest first", `{ ${ONE} { media(type: VIDEO, orderBy: OLDEST) { id } } }`, "media_type_idx"],
  ["of two types", `{ ${ONE} { media(type: [IMAGE, CAROUSEL_ALBUM]) { id } } }`, "media_feed_idx"],
  ["most liked", `{ ${ONE} { media(orderBy: MOST_LIKED) { id } } }`, "media_liked_idx"],
  ["most commented", `{ ${ONE} { media(orderBy: MOST_COMMENTED) { id } } }`, "media_commented_idx"],
  ["with a hashtag that many bear", `{ ${ONE} { media(hashtag: "${COMMON_TAG}") { id } } }`, "media_"],
  [
    "of a span of time",
    `{ ${ONE} { media(since: "2025-06-01T00:00:00Z", until: "2025-09-01T00:00:00Z") { id } } }`,
    "media_feed_idx",
  ],
  ["of a search", `{ ${ONE} { media(search: "brot café") { id } } }`, "media_"],
  ["of a search that finds nothing", `{ ${ONE} { media(search: "nirgends") { id } } }`, "media_"],
])("an account's posts %s ride on an index and read a page, not the account", async (_, query, index) => {
  const { plan } = await planOf(query);
  expect(indexesOf(plan).join()).toContain(index);
  expect(nodesOf(plan, "Seq Scan", "media")).toEqual([]);
  // At most the account's posts for what no index can order; no other account's.
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(POSTS_EACH);
});

test("a hashtag in an account reads that account's posts, not those of all others with the hashtag", async () => {
  const { plan, ids } = await planOf(`{ ${ONE} { media(hashtag: "${COMMON_TAG}", first: 100) { id } } }`);
  const posts = await testApp.app.sql<{ id: string }[]>`
    select id from media where account_id = 'acc_7' and ${COMMON_TAG} = any(hashtags) order by timestamp desc`;
  expect(ids).toEqual(posts.map(({ id }) => id));
  expect(ids).toHaveLength(2);
  expect(indexesOf(plan)).not.toContain("media_hashtags_idx");
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(POSTS_EACH);
});

test.each(["NEWEST", "OLDEST", "MOST_LIKED", "MOST_COMMENTED"])("%s of one account sorts nothing", async (order) => {
  const { plan } = await planOf(`{ ${ONE} { media(orderBy: ${order}) { id } } }`);
  expect(nodesOf(plan, "Sort").filter(({ keys }) => keys.includes("m."))).toEqual([]);
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(26);
});

test("a page deep in a list costs as little as the first", async () => {
  const last = await testApp.app.sql<{ id: string }[]>`
    select id from media where account_id = 'acc_7' and parent_id is null order by timestamp desc, id desc offset 30 limit 1`;
  for (const order of ["NEWEST", "OLDEST", "MOST_LIKED", "MOST_COMMENTED"]) {
    const { plan, ids } = await planOf(`{ ${ONE} { media(orderBy: ${order}, after: "${last[0]?.id}") { id } } }`);
    expect(ids).toHaveLength(25);
    expect(nodesOf(plan, "Seq Scan", "media")).toEqual([]);
    expect(rowsRead(plan, "media")).toBeLessThanOrEqual(27);
  }
});

test("the newest of all accounts ride on media_newest_idx, both ways", async () => {
  for (const order of ["NEWEST", "OLDEST"]) {
    const { plan, ids } = await planOf(`{ media(orderBy: ${order}) { id } }`);
    expect(ids).toHaveLength(25);
    expect(indexesOf(plan)).toContain("media_newest_idx");
    expect(rowsRead(plan, "media")).toBeLessThanOrEqual(26 + COPIES * 26);
  }
});

test("several accounts in one list are asked for one page each", async () => {
  const names = Array.from({ length: 50 }, (_, n) => `"shop.${n + 1}"`).join();
  const cases = { NEWEST: "media_feed_idx", MOST_LIKED: "media_liked_idx" };
  for (const [order, index] of Object.entries(cases)) {
    const { plan, ids } = await planOf(`{ media(usernames: [${names}], orderBy: ${order}) { id } }`);
    expect(ids).toHaveLength(25);
    expect(indexesOf(plan)).toContain(index);
    expect(rowsRead(plan, "media")).toBeLessThanOrEqual(50 * 26 * (1 + COPIES));
  }
});

test("the most liked of all accounts are found by the first post of each", async () => {
  const { plan, ids } = await planOf("{ media(orderBy: MOST_LIKED, first: 100) { id } }");
  expect(ids).toHaveLength(100);
  expect(indexesOf(plan)).toContain("media_liked_idx");
  expect(nodesOf(plan, "Seq Scan", "media")).toEqual([]);
  // Some more than 100 posts are liked as much as the hundredth of those first posts.
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual((ACCOUNTS + 150) * (1 + COPIES));
  const best = await testApp.app.sql`
    select id from media where parent_id is null order by like_count desc nulls last, timestamp desc, id desc limit 100`;
  expect(ids).toEqual(best.map(({ id }) => id));
});

test("the most liked of a search that finds nothing reads all posts once", async () => {
  const { plan, ids } = await planOf('{ media(orderBy: MOST_LIKED, search: "nirgends") { id } }');
  expect(ids).toEqual([]);
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(POSTS);
});

test("a count of all posts looks up no post by its own", async () => {
  const query = "{ mediaConnection(first: 1) { totalCount } }";
  const { plan, data } = await explain(testApp, { url, query });
  expect(data.mediaConnection.totalCount).toBe(POSTS);
  // Posts and parts are read three times at most: counted, grouped by their ids, grouped by their shortcodes.
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(3 * ROWS + 10);
});

test("a rare hashtag is found by the index of hashtags, a common one without reading everything", async () => {
  const rare = await planOf(`{ media(hashtag: "#${RARE_TAG.toUpperCase()}") { id } }`);
  expect(rare.ids).toHaveLength(2);
  expect(indexesOf(rare.plan)).toContain("media_hashtags_idx");
  expect(rowsRead(rare.plan, "media")).toBeLessThanOrEqual(4 + COPIES * 2);
  const common = await planOf(`{ media(hashtag: "${COMMON_TAG}") { id } }`);
  expect(common.ids).toHaveLength(25);
  expect(nodesOf(common.plan, "Seq Scan", "media")).toEqual([]);
  expect(rowsRead(common.plan, "media")).toBeLessThanOrEqual(POSTS / 20);
});

test("a search over all accounts ends when a page is found, and where nothing is found soon", async () => {
  const found = await planOf('{ media(search: "ХЛЕБ") { id } }');
  expect(found.ids).toHaveLength(25);
  expect(rowsRead(found.plan, "media")).toBeLessThanOrEqual(1_000);
  const startedAt = performance.now();
  expect((await ask(url, '{ media(search: "nirgends") { id } }')).data.media).toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test("a search that counts nothing reads all posts once", async () => {
  const query = '{ mediaConnection(first: 1, search: "nirgends") { totalCount nodes { id } } }';
  const { plan, data } = await explain(testApp, { url, query });
  expect(data.mediaConnection).toEqual({ totalCount: 0, nodes: [] });
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(ROWS);
});

test("copies of a post are found by their indexes, in lists and in `alsoBy`", async () => {
  const names = Array.from({ length: 5 }, (_, n) => `"shop.${n + 1}"`).join();
  const list = await planOf(`{ media(usernames: [${names}]) { id alsoBy { username } } }`);
  expect(indexesOf(list.plan)).toEqual(
    expect.arrayContaining(["media_feed_idx", "media_id_idx", "media_shortcode_idx"]),
  );
  expect(nodesOf(list.plan, "Seq Scan", "media")).toEqual([]);
  expect(rowsRead(list.plan, "media")).toBeLessThanOrEqual(5 * 26 * (1 + COPIES) + 25 * COPIES);
  const counted = await explain(testApp, {
    url,
    query: `{ mediaConnection(usernames: [${names}], first: 1) { totalCount } }`,
  });
  // A count may join instead, where that is less work.
  expect(counted.data.mediaConnection.totalCount).toBe(5 * POSTS_EACH);
});

test("parts of albums and one post by its id or its address ride on their indexes", async () => {
  const { plan } = await planOf(`{ ${ONE} { media(type: CAROUSEL_ALBUM) { id children { id } image { alt } } } }`);
  expect(indexesOf(plan)).toContain("media_parts_idx");
  expect(nodesOf(plan, "Seq Scan", "media")).toEqual([]);
  const item = await planOf('{ mediaItem(id: "18000000000000007") { id } }');
  expect(indexesOf(item.plan)).toContain("media_id_idx");
  const query = '{ mediaByPermalink(permalink: "https://www.instagram.com/p/7/") { id } }';
  const byAddress = await explain(testApp, { url, query, as: AS_OPERATOR });
  expect(byAddress.data.mediaByPermalink).toEqual({ id: "18000000000000007" });
  expect(indexesOf(byAddress.plan)).toContain("media_shortcode_idx");
  expect(rowsRead(byAddress.plan, "media")).toBe(1);
});

test("an account is found by its index, whichever way", async () => {
  const indexes = async (query: string) => indexesOf((await planOf(query)).plan);
  expect(await indexes('{ account(id: "acc_7") { id } }')).toContain("accounts_pkey");
  expect(await indexes('{ account(username: "SHOP.7") { id } }')).toContain("accounts_username_idx");
  expect(await indexes("{ account { id } }")).toContain("accounts_connected_idx");
});

async function planOf(query: string): Promise<{ plan: PlanNode[]; ids: string[] }> {
  const { plan, data } = await explain(testApp, { url, query });
  const media = data.media ?? data.account?.media ?? [];
  return { plan, ids: media.map(({ id }: { id: string }) => id) };
}
