import { expect, test } from "vitest";
import { AS_OPERATOR, ask, expectRefused } from "../../support/graphql.js";
import { idsOf, setUpShops } from "./shops.js";

const shops = setUpShops();
const { operator, create } = shops;

const COUNTS = "counts { waiting excluded hidden beyondLimit }";
const judged = (verdict: string, page = "") =>
  `${verdict}: judgedPosts(verdict: ${verdict}${page}) { id account { username } }`;

async function listed(feedId: string, page = "") {
  const lists = ["WAITING", "EXCLUDED", "HIDDEN", "BEYOND_LIMIT"].map((verdict) => judged(verdict, page)).join(" ");
  const { feed } = await operator(`{ feed(id: "${feedId}") { ${COUNTS} ${lists} } }`);
  const { counts, ...posts } = feed;
  const ids = Object.entries(posts as Record<string, { id: string }[]>).map(
    ([verdict, list]) => [verdict, list.map(({ id }) => id)] as const,
  );
  return {
    counts,
    ...(Object.fromEntries(ids) as Record<"WAITING" | "EXCLUDED" | "HIDDEN" | "BEYOND_LIMIT", string[]>),
  };
}

test("the posts that a feed does not show are listed by verdict, newest first, as many as are counted", async () => {
  const rules = [{ action: "EXCLUDE", match: { hashtag: ["werbung"] } }];
  const feed = await create({ size: 3, rules });
  await operator(`mutation { decidePosts(feedId: "${feed.id}", mediaIds: ["p5", "p9"], decision: HIDE) { id } }`);
  await operator(`mutation { pinPost(feedId: "${feed.id}", mediaId: "p1", place: 1) { id } }`);
  const { counts, ...posts } = await listed(feed.id);
  expect(posts).toEqual({ WAITING: [], EXCLUDED: ["p2"], HIDDEN: ["p8", "p5"], BEYOND_LIMIT: ["p4", "p3"] });
  expect(counts).toEqual({ waiting: 0, excluded: 1, hidden: 2, beyondLimit: 2 });
});

test("what waits for a review is paged, a collaboration once", async () => {
  const feed = await create({ mode: "REVIEW" });
  const all = (await listed(feed.id)).WAITING;
  expect(all).toEqual(["p8", "p6", "p5", "p4", "p3", "p2", "p1"]);
  expect((await listed(feed.id, ", first: 2, offset: 1")).WAITING).toEqual(["p6", "p5"]);
  await operator(`mutation { decidePosts(feedId: "${feed.id}", mediaIds: ["p9", "p5"], decision: SHOW) { id } }`);
  expect((await listed(feed.id)).WAITING).toEqual(["p6", "p4", "p3", "p2", "p1"]);
});

test("a verdict that cannot be listed is refused, and only operators see a list", async () => {
  const { id } = await create();
  const query = `{ feed(id: "${id}") { ${judged("NOT_IN_SOURCES")} } }`;
  expectRefused(await ask(shops.url, query, AS_OPERATOR), "BAD_USER_INPUT");
  const hidden = `{ feed(id: "${id}") { ${judged("HIDDEN")} accountCount unhealthyAccounts { id } } }`;
  expect((await ask(shops.url, hidden, {})).data.feed).toEqual({
    ...{ HIDDEN: null, accountCount: null, unhealthyAccounts: null },
  });
});

test("a feed names its accounts that are stale or must be reconnected", async () => {
  const { id } = await create();
  const health = async () =>
    (await operator(`{ feed(id: "${id}") { accountCount unhealthyAccounts { username status stale } } }`)).feed;
  const { app } = shops.testApp;
  await app.sql`update account_states set sync_failure_cause = 'INSTAGRAM_UNAVAILABLE' where account_id = 'acc_b'`;
  const before = await health();
  expect(before.accountCount).toBe(2);
  expect(before.unhealthyAccounts).toContainEqual(expect.objectContaining({ username: "bakery", stale: true }));
  await app.sql`update account_states set sync_failure_cause = null where account_id = 'acc_b'`;
});

test("a preview says in words what would change, also of an earlier version", async () => {
  const feed = await create({ size: 3 });
  await operator(`mutation { updateFeed(id: "${feed.id}", version: 1, input: { size: 2 }) { id } }`);
  const preview = async (more: string) =>
    (await operator(`{ previewFeed(id: "${feed.id}", ${more}) { summary entered { id } left { id } } }`)).previewFeed;
  expect(await preview("input: { size: 1 }")).toMatchObject({ summary: "Size 1, was 2.", entered: [], left: [{}] });
  const restored = await preview("version: 1, input: {}");
  expect(restored).toMatchObject({ summary: "Size 3, was 2.", entered: [{ id: idsOf(feed)[2] }], left: [] });
  const unknown = `{ previewFeed(id: "${feed.id}", version: 9, input: {}) { summary } }`;
  expectRefused(await ask(shops.url, unknown, AS_OPERATOR), "NOT_FOUND");
  const ofNone = `{ previewFeed(version: 1, input: { slug: "new", title: "New", sources: [{ tag: "shop" }] }) { summary } }`;
  expectRefused(await ask(shops.url, ofNone, AS_OPERATOR), "BAD_USER_INPUT");
});

test("an explanation says what was decided", async () => {
  const feed = await create();
  const decision = async (mediaId: string) =>
    (await operator(`{ explainPost(feedId: "${feed.id}", mediaId: "${mediaId}") { decision } }`)).explainPost.decision;
  expect(await decision("p1")).toBe("UNDECIDED");
  await operator(`mutation { decidePosts(feedId: "${feed.id}", mediaIds: ["p1"], decision: SHOW) { id } }`);
  await operator(`mutation { decidePosts(feedId: "${feed.id}", mediaIds: ["p2"], decision: HIDE) { id } }`);
  expect([await decision("p1"), await decision("p2"), await decision("nobody")]).toEqual(["SHOW", "HIDE", "UNDECIDED"]);
});

test("500 posts are decided at once, and no more", async () => {
  const { id } = await create();
  const decide = (count: number) =>
    ask(shops.url, `mutation ($ids: [ID!]!) { decidePosts(feedId: "${id}", mediaIds: $ids, decision: HIDE) { id } }`, {
      ...AS_OPERATOR,
      variables: { ids: Array.from({ length: count }, (_, n) => `unknown${n}`) },
    });
  expectRefused(await decide(500), "NOT_FOUND");
  expect((await decide(501)).errors?.[0]?.message).toBe("`mediaIds` names 501 posts; 1 to 500 are allowed.");
});

test("a key names its feeds with all that they say", async () => {
  const { id } = await create();
  const input = { name: "shop", kind: "SECRET", feedIds: [id] };
  const { createApiKey } = await operator(
    "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { feeds { id title slug size } } } }",
    { input },
  );
  expect(createApiKey.apiKey.feeds).toEqual([{ id, title: "Shops", slug: "shops", size: 25 }]);
});

test("feeds are found by part of their title or slug", async () => {
  await create({ slug: "our-shops", title: "Everything 100%" });
  await create({ slug: "bread", title: "Brot" });
  const found = async (search: string) => {
    const { feeds } = await operator(
      `query ($search: String) { feeds(search: $search) { totalCount nodes { slug } } }`,
      {
        search,
      },
    );
    return [feeds.totalCount, feeds.nodes.map(({ slug }: { slug: string }) => slug)];
  };
  expect(await found("SHOP")).toEqual([1, ["our-shops"]]);
  expect(await found("0%")).toEqual([1, ["our-shops"]]);
  expect(await found("%%")).toEqual([0, []]);
  expect(await found(" ")).toEqual([2, ["bread", "our-shops"]]);
  expectRefused(
    await ask(shops.url, `{ feeds(search: "${"x".repeat(300)}") { totalCount } }`, AS_OPERATOR),
    "BAD_USER_INPUT",
  );
});
