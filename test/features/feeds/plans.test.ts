import { beforeAll, expect, test } from "vitest";
import { createFeed } from "../../../server/features/feeds/change-feed.js";
import { decidePosts, pinPost } from "../../../server/features/feeds/curate-posts.js";
import { explainPost } from "../../../server/features/feeds/explain-post.js";
import type { FeedInput } from "../../../server/features/feeds/feed-input.js";
import { selectDefinition } from "../../../server/features/feeds/store.js";
import { hideMedia } from "../../../server/features/media/hide-media.js";
import { saveMedia } from "../../../server/features/media/save-media.js";
import { readPosts } from "../../../server/instagram/media-schemas.js";
import { SYSTEM } from "../../../server/viewer.js";
import { explain, explainStatements, indexesOf, nodesOf, rowsRead } from "../../support/explain.js";
import { ask } from "../../support/graphql.js";
import { COMMON_TAG, seedFeed } from "../../support/seed.js";
import { setUpTestApp } from "../../support/test-app.js";

const ACCOUNTS = 1_000;
const POSTS_EACH = 40;
const TAGGED = 700;
const SIZE = 25;
/** Each post that is shown is read once more, with its fields. */
const SHOWN = SIZE;

const testApp = setUpTestApp({}, { hasDatabaseProxy: true });
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
  const { sql } = testApp.app;
  await seedFeed(sql, { accounts: ACCOUNTS, postsEach: POSTS_EACH });
  await sql`update accounts set tags = '{shop}' where id in (select 'acc_' || n from generate_series(1, ${TAGGED}::int) n)`;
  await sql`vacuum analyze accounts`;
}, 120_000);

const POSTS =
  "posts(first: 25) { totalCount nodes { place media { id mediaUrl children { id } account { username } } } }";
const FIVE = [7, 200, 400, 600, 900].map((n) => ({ accountId: `acc_${n}` }));
const RULES: FeedInput["rules"] = [
  { action: "EXCLUDE", match: { isSharedToFeed: false } },
  { action: "EXCLUDE", match: { words: ["werbung", "anzeige"] } },
  { action: "EXCLUDE", match: { hashtag: [COMMON_TAG] } },
];

/** The feed's statement; its settings are looked up apart, now and then. */
const LISTED = /\blisted as \(/;

let count = 0;
async function create(input: FeedInput): Promise<string> {
  const slug = `feed-${++count}`;
  await createFeed(testApp.app, { slug, title: slug, rules: [], size: SIZE, ...input }, SYSTEM);
  return `{ feed(slug: "${slug}") { ${POSTS} } }`;
}

test.each<[string, FeedInput, string]>([
  ["newest first", {}, "media_feed_idx"],
  ["oldest first", { orderBy: "OLDEST" }, "media_feed_idx"],
  ["most liked first", { orderBy: "MOST_LIKED" }, "media_liked_idx"],
  ["in turns", { orderBy: "SPREAD" }, "media_feed_idx"],
  ["with rules", { rules: RULES }, "media_feed_idx"],
])("a feed of five accounts, %s, rides on its index and reads a page of each", async (_, input, index) => {
  const { plan, data } = await explain(testApp, { url, of: LISTED, query: await create({ sources: FIVE, ...input }) });
  expect(data.feed.posts.nodes).toHaveLength(SIZE);
  expect(indexesOf(plan)).toContain(index);
  expect(nodesOf(plan, "Seq Scan")).toEqual([]);
  // Of the posts of five accounts, each twice more: is another account's copy before it?
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(FIVE.length * POSTS_EACH * 3 + SHOWN * 4);
});

test.each<[string, FeedInput]>([
  ["newest first", {}],
  ["most liked first", { orderBy: "MOST_LIKED" }],
  ["in turns", { orderBy: "SPREAD" }],
  ["at most two of an account", { perAccountMax: 2 }],
])("a feed of a tag that 700 accounts have, %s, reads the first post of each", async (_, input) => {
  const { plan, data } = await explain(testApp, {
    url,
    of: LISTED,
    query: await create({ sources: [{ tag: "shop" }], ...input }),
  });
  expect(data.feed.posts.nodes).toHaveLength(SIZE);
  expect(nodesOf(plan, "Seq Scan", "media")).toEqual([]);
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual((TAGGED + SIZE * SIZE) * 3 + SHOWN * 4);
});

test("a feed of a tag that nobody has reads no post", async () => {
  const { plan, data } = await explain(testApp, {
    url,
    of: LISTED,
    query: await create({ sources: [{ tag: "none" }] }),
  });
  expect(data.feed.posts).toEqual({ totalCount: 0, nodes: [] });
  expect(rowsRead(plan, "media")).toBe(0);
});

test("a review finds what was decided by indexes, among however many posts", async () => {
  const { app } = testApp;
  await app.sql`insert into media (account_id, id, media_type, media_product_type, shortcode, timestamp)
    select 'acc_1', 'many' || n, 'IMAGE', 'FEED', 'many' || n, timestamptz '2025-01-01Z' - n * interval '1 hour'
    from generate_series(1, 3000) n`;
  await app.sql`vacuum analyze media`;
  const query = await create({ sources: [{ accountId: "acc_1" }], mode: "REVIEW" });
  const [{ id: feedId } = { id: "" }] = await app.sql<
    { id: string }[]
  >`select id from feeds where slug = ${`feed-${count}`}`;
  const mediaIds = Array.from({ length: 30 }, (_, n) => `many${1 + n * 100}`);
  await decidePosts(app, { feedId, mediaIds, decision: "SHOW" }, SYSTEM);
  const { plan, data } = await explain(testApp, { url, of: LISTED, query });
  const shown = data.feed.posts.nodes.map(({ media }: { media: { id: string } }) => media.id);
  expect(shown).toEqual(mediaIds.slice(0, SIZE));
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(mediaIds.length + SHOWN * 4);
});

test("the copies of a post are found by indexes: to explain, decide and hide it, and when it is new", async () => {
  const { app } = testApp;
  await create({ sources: FIVE });
  const [{ feedId, mediaId } = { feedId: "", mediaId: "" }] = await app.sql<{ feedId: string; mediaId: string }[]>`
    select f.id as "feedId", m.id as "mediaId" from feeds f, media m
    where f.slug = ${`feed-${count}`} and m.account_id = 'acc_7' limit 1`;
  const raw = { id: "new", shortcode: "newshortcode", media_type: "IMAGE", timestamp: "2026-02-01T00:00:00Z" };
  const acts: Record<string, () => Promise<unknown>> = {
    "explain by id": () => explainPost(app, feedId, { mediaId }),
    "explain by address": () => explainPost(app, feedId, { permalink: "https://www.instagram.com/p/DCxyz123abc/" }),
    decide: () => decidePosts(app, { feedId, mediaIds: [mediaId], decision: "HIDE" }, SYSTEM),
    pin: () => pinPost(app, { feedId, mediaId, place: 1, until: null }, SYSTEM),
    hide: () => hideMedia(app, { id: mediaId, hidden: true }, SYSTEM),
    show: () => hideMedia(app, { id: mediaId, hidden: false }, SYSTEM),
    "a new post": () => saveMedia(app, "acc_7", { ...readPosts([raw]), requestedFields: new Set() }),
  };
  for (const [name, act] of Object.entries(acts)) {
    const plans = await explainStatements(testApp, act);
    const scans = plans.flatMap((plan) => nodesOf(plan, "Seq Scan"));
    expect(scans.filter(({ table }) => table === "media" || table === "accounts").map(() => name)).toEqual([]);
    // Not each account's posts, one after another.
    expect(
      plans
        .flatMap(indexesOf)
        .filter((index) => /^accounts_(?!pkey)/.test(index))
        .map(() => name),
    ).toEqual([]);
  }
});

test("2,000 other feeds with decisions and pins cost a feed nothing", async () => {
  const { sql } = testApp.app;
  const query = await create({ sources: FIVE, rules: RULES });
  const slug = `feed-${count}`;
  const shown = (await ask(url, query)).data.feed.posts.nodes.map(({ media }: { media: { id: string } }) => media.id);
  const [{ id: feedId } = { id: "" }] = await sql<{ id: string }[]>`select id from feeds where slug = ${slug}`;
  await decidePosts(testApp.app, { feedId, mediaIds: shown.slice(0, 5), decision: "HIDE" }, SYSTEM);
  await pinPost(testApp.app, { feedId, mediaId: shown[9] ?? "", place: 2, until: null }, SYSTEM);
  await ask(url, query);
  const alone = await explain(testApp, { url, of: LISTED, query });
  await sql`insert into feeds select (jsonb_populate_record(f, jsonb_build_object('id', 'feed_' || n, 'slug', 'other-' || n))).*
    from feeds f, generate_series(1, 2000) n where f.slug = ${slug}`;
  for (const table of ["feed_decisions", "feed_pins"]) {
    await sql`insert into ${sql(table)} select (jsonb_populate_record(d, jsonb_build_object('feed_id', 'feed_' || n))).*
      from ${sql(table)} d, generate_series(1, 2000) n where d.feed_id = ${feedId}`;
  }
  await sql`vacuum analyze feeds, feed_decisions, feed_pins`;
  const among = await explain(testApp, { url, of: LISTED, query });
  expect(among.data).toEqual(alone.data);
  // An index of more rows is a page deeper.
  expect(among.buffers).toBeLessThanOrEqual(alone.buffers + 10);
  for (const table of ["feed_decisions", "feed_pins"]) {
    expect(nodesOf(among.plan, "Seq Scan", table)).toEqual([]);
    expect(rowsRead(among.plan, table)).toBeLessThanOrEqual(100);
  }
  const [definition = []] = await explainStatements(testApp, () =>
    selectDefinition(testApp.app.db, { sandbox: true, slug }),
  );
  expect(nodesOf(definition, "Seq Scan")).toEqual([]);
});
