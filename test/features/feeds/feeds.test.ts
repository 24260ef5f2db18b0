import { describe, expect, test } from "vitest";
import { bearer, makeKey, SITE } from "../../support/credentials.js";
import { insertAccount } from "../../support/feed-rows.js";
import { AS_OPERATOR, ask, expectRefused } from "../../support/graphql.js";
import { FEED, idsOf, setUpShops } from "./shops.js";

const shops = setUpShops();
const { testApp, operator, create, shownTo } = shops;

const update = (id: string, version: number, input: object) =>
  ask(
    shops.url,
    `mutation ($id: ID!, $version: Int!, $input: FeedInput!) {
    updateFeed(id: $id, version: $version, input: $input) { ${FEED} versions { version by summary } } }`,
    {
      ...AS_OPERATOR,
      variables: { id, version, input },
    },
  );

describe("a new feed", () => {
  test("has the defaults, and leaves out reels that are kept off the profile", async () => {
    const feed = await create();
    expect(feed).toMatchObject({ mode: "PUBLISH", orderBy: "NEWEST", size: 25, otherwise: "INCLUDE", version: 1 });
    expect(feed.rules).toMatchObject([{ action: "EXCLUDE", match: { isSharedToFeed: false, hashtag: null } }]);
    expect(idsOf(feed)).toEqual(["p8", "p6", "p5", "p4", "p3", "p2", "p1"]);
    expect(feed.posts.nodes[0]).toMatchObject({ place: 1, pinned: false, alsoBy: [{ username: "florist" }] });
  });

  test("shows these reels, too, with an empty list of rules", async () => {
    expect(idsOf(await create({ rules: [] }))).toContain("p7");
  });

  test.each([
    [{ slug: null }, "slug"],
    [{ slug: "Our Shops" }, "slug"],
    [{ title: " " }, "title"],
    [{ sources: null }, "sources"],
    [{ sources: [] }, "sources"],
    [{ sources: [{ accountId: "acc_none" }] }, "sources"],
    [{ sources: [{ accountId: "acc_b", tag: "shop" }] }, "sources"],
    [{ size: 101 }, "size"],
    [{ perAccountMax: 0 }, "perAccountMax"],
    [{ rules: [{ action: "EXCLUDE", match: {} }] }, "rules"],
    [{ rules: [{ action: "EXCLUDE", match: { hashtag: [] } }] }, "rules"],
    [{ rules: [{ action: "EXCLUDE", match: { accountIds: ["acc_none"] } }] }, "rules"],
    [{ rules: [{ action: "EXCLUDE", match: { olderThan: "soon" } }] }, "rules"],
  ])("is refused with %j, which names the field", async (input, argument) => {
    const variables = { input: { slug: "shops", title: "Shops", sources: [{ tag: "shop" }], ...input } };
    const query = "mutation ($input: FeedInput!) { createFeed(input: $input) { id } }";
    const answer = await ask(shops.url, query, { ...AS_OPERATOR, variables });
    expectRefused(answer, "BAD_USER_INPUT");
    expect(answer.errors?.[0]?.extensions.argument).toBe(argument);
  });

  test("is refused with the slug of another feed", async () => {
    await create();
    const query = `mutation { createFeed(input: { slug: "shops", title: "Again", sources: [{ tag: "shop" }] }) { id } }`;
    expectRefused(await ask(shops.url, query, AS_OPERATOR), "BAD_USER_INPUT");
  });
});

describe("a change", () => {
  test("acts on all posts at once, and is a version with a summary", async () => {
    const { id } = await create();
    const { data } = await update(id, 1, { size: 3, rules: [{ action: "EXCLUDE", match: { words: ["werbung"] } }] });
    expect(idsOf(data.updateFeed)).toEqual(["p8", "p7", "p6"]);
    expect(data.updateFeed.versions[0]).toEqual({
      version: 2,
      by: "OPERATOR_TOKEN",
      summary: "Size 3, was 25. Added the rule “not “werbung””. Removed the rule “reels kept off the profile”.",
    });
  });

  test("is told with the usernames of now, and without that of an account that is gone", async () => {
    const { id } = await create();
    const versions = async () =>
      (await operator(`{ feed(id: "${id}") { versions { summary } } }`)).feed.versions.map(
        ({ summary }: { summary: string }) => summary,
      );
    await update(id, 1, { sources: [{ accountId: "acc_g" }, { accountId: "acc_f" }] });
    const names = { acc_g: "@garage", acc_f: "@florist" };
    const told = ({ acc_g, acc_f } = names) => `Added the sources ${acc_g}, ${acc_f}. Removed the source tag “shop”.`;
    expect((await versions())[0]).toBe(told());
    const conflict = await update(id, 1, { size: 3 });
    expect(conflict.errors?.[0]?.extensions.nextStep).toContain(told());
    await testApp.app.sql`update accounts set username = 'workshop' where id = 'acc_g'`;
    expect((await versions())[0]).toBe(told({ ...names, acc_g: "@workshop" }));
    await testApp.app.sql`update accounts set sandbox = false where id = 'acc_g'`;
    expect((await versions())[0]).toBe(told({ ...names, acc_g: "a former account" }));
    await testApp.app.sql`update accounts set username = 'garage', sandbox = true where id = 'acc_g'`;
  });

  test("of many sources names no account whose id was cut off", async () => {
    const { id } = await create({ rules: [], sources: [{ tag: "shop" }] });
    const accountId = `acc_${"x".repeat(90)}`;
    await insertAccount(testApp.app, accountId, { username: "far-away" });
    const tags = Array.from({ length: 12 }, (_, n) => ({ tag: `tag-${n}`.padEnd(30, "x") }));
    const { errors } = await update(id, 1, { sources: [{ tag: "shop" }, ...tags, { accountId }] });
    expect(errors).toBeUndefined();
    const { feed } = await operator(`{ feed(id: "${id}") { versions { summary } } }`);
    expect(feed.versions[0].summary).toMatch(/^Added the sources tag “tag-0x+”.*”, …$/);
  });

  test("that changes nothing makes no version", async () => {
    const { id, title, size } = await create({ rules: [{ action: "EXCLUDE", match: { words: ["Werbung"] } }] });
    const same = { size, title, rules: [{ action: "EXCLUDE", match: { words: ["werbung"] } }] };
    expect((await update(id, 1, same)).data.updateFeed.version).toBe(1);
  });

  test("meets CONFLICT when somebody else was faster, and says what they changed", async () => {
    const { id } = await create();
    await update(id, 1, { title: "Our shops" });
    const answer = await update(id, 1, { size: 3 });
    expectRefused(answer, "CONFLICT");
    expect(answer.status).toBe(200);
    expect(answer.errors?.[0]?.extensions.nextStep).toContain("Title Our shops, was Shops.");
  });

  test("is previewed: exactly that is the difference afterwards, and restoring gives the old list back", async () => {
    const before = await create();
    const input = { orderBy: "OLDEST", size: 4, sources: [{ accountId: "acc_b" }, { accountId: "acc_g" }] };
    const { previewFeed } = await operator(
      `query ($id: ID, $input: FeedInput!) { previewFeed(id: $id, input: $input) {
        posts { place media { id } } entered { id } left { id } moved { id } } }`,
      { id: before.id, input },
    );
    const after = (await update(before.id, 1, input)).data.updateFeed;
    expect(idsOf(after)).toEqual(["p1", "p2", "p3", "p8"]);
    expect(previewFeed.posts.map((shown: { media: { id: string } }) => shown.media.id)).toEqual(idsOf(after));
    const [old, now] = [idsOf(before), idsOf(after)];
    const ids = (media: { id: string }[]) => media.map(({ id }) => id);
    expect(ids(previewFeed.entered)).toEqual(now.filter((id) => !old.includes(id)));
    expect(ids(previewFeed.left)).toEqual(old.filter((id) => !now.includes(id)));
    expect(ids(previewFeed.moved)).toEqual(now.filter((id, n) => old.includes(id) && old[n] !== id));

    const { restoreFeed } = await operator(
      `mutation { restoreFeed(id: "${before.id}", version: 1) { ${FEED} versions { summary } } }`,
    );
    expect(idsOf(restoreFeed)).toEqual(old);
    expect(restoreFeed.version).toBe(3);
    expect(restoreFeed.versions[0].summary).toMatch(/^Restored version 1\. /);
  });

  test("of the slug leaves the earlier one working until another feed takes it", async () => {
    const { id } = await create();
    await update(id, 1, { slug: "market" });
    expect(await shownTo({})).toMatchObject({ id, slug: "market" });
    const other = await create();
    expect(await shownTo({})).toMatchObject({ id: other.id, slug: "shops" });
    expect(await shownTo({}, "market")).toMatchObject({ id });
  });
});

test("pages go on behind a post that has left meanwhile", async () => {
  const feed = await create();
  const page = async (args: string) =>
    (
      await operator(
        `{ feed(id: "${feed.id}") { posts(${args}) { nodes { media { id } } pageInfo { hasNextPage endCursor } } } }`,
      )
    ).feed.posts;
  const first = await page("first: 3");
  expect(first.pageInfo.hasNextPage).toBe(true);
  await operator(`mutation { decidePosts(feedId: "${feed.id}", mediaIds: ["p5"], decision: HIDE) { id } }`);
  const rest = await page(`first: 10, after: "${first.pageInfo.endCursor}"`);
  expect(idsOf({ posts: rest })).toEqual(["p4", "p3", "p2", "p1"]);
});

describe("who may read", () => {
  test("a key of one feed reads this feed and nothing else", async () => {
    const [feed, other] = [await create(), await create({ slug: "other" })];
    const { key } = await makeKey(testApp.app, { allAccounts: false, accountIds: [], feedIds: [feed.id] });
    const headers = bearer(key);
    expect(idsOf(await shownTo(headers))).toEqual(idsOf(feed));
    expect(await shownTo(headers, "other")).toBeNull();
    const query = `{ account { id } media { id } mediaItem(id: "p1") { id } feed(id: "${other.id}") { id }
      own: feed(slug: "shops") { sources { tag account { id } } counts { shown } versions { version }
        posts(first: 1) { nodes { media { account { username tags media { id } token { health } } } } } } }`;
    const { data } = await ask(shops.url, query, { headers });
    expect(data).toEqual({
      account: null,
      media: [],
      mediaItem: null,
      feed: null,
      own: {
        ...{ sources: [{ tag: null, account: null }], counts: null, versions: null },
        posts: { nodes: [{ media: { account: { username: "bakery", tags: [], media: [], token: null } } }] },
      },
    });
  });

  test("keys for all accounts and the anonymous read every feed; a key with accounts reads none", async () => {
    const feed = await create();
    const all = await makeKey(testApp.app, { kind: "PUBLISHABLE" });
    expect(await shownTo({ ...bearer(all.key), origin: SITE })).toMatchObject({ id: feed.id });
    expect(await shownTo({})).toMatchObject({ id: feed.id });
    const some = await makeKey(testApp.app, { accountIds: ["acc_b"] });
    expect(await shownTo(bearer(some.key))).toBeNull();
  });

  test("only operators list, explain, preview and change feeds", async () => {
    const { id } = await create();
    for (const query of [
      "{ feeds { totalCount } }",
      `{ explainPost(feedId: "${id}", mediaId: "p1") { verdict } }`,
      `mutation { removeFeed(id: "${id}") }`,
    ]) {
      expectRefused(await ask(shops.url, query), "UNAUTHENTICATED");
    }
    const { feeds: list } = await operator("{ feeds { totalCount nodes { slug syncedAt stale } } }");
    expect(list).toMatchObject({
      totalCount: 1,
      nodes: [{ slug: "shops", stale: false, syncedAt: expect.any(String) }],
    });
    expect(await operator(`mutation { removeFeed(id: "${id}") }`)).toEqual({ removeFeed: id });
    expect(await shownTo({})).toBeNull();
  });

  test("a post that is hidden everywhere is in no feed, not even for operators", async () => {
    await create();
    await operator('mutation { setMediaHidden(id: "p6", hidden: true) { id } }');
    expect(idsOf(await shownTo(AS_OPERATOR.headers))).not.toContain("p6");
    await operator('mutation { setMediaHidden(id: "p6", hidden: false) { id } }');
    expect(idsOf(await shownTo({}))).toContain("p6");
  });
});

test("an account says which feeds have it as a source", async () => {
  const { id } = await create();
  await create({ slug: "garage", sources: [{ accountId: "acc_g" }] });
  const { account } = await operator('{ account(id: "acc_b") { feeds { id } } }');
  expect(account.feeds).toEqual([{ id }]);
});

test("a feed is one statement, once its settings are known", async () => {
  await create();
  const query = `{ feed(slug: "shops") { title posts(first: 10) { totalCount nodes { place alsoBy { username }
    media { mediaUrl image { url width } children { mediaUrl } account { username } } } } } }`;
  const { app } = testApp;
  const texts: string[] = [];
  const request = app.pools.reads.request.bind(app.pools.reads);
  app.pools.reads.request = (read, asker) => {
    texts.push(read.text);
    return request(read, asker);
  };
  await ask(shops.url, query, AS_OPERATOR);
  app.pools.reads.request = request;
  expect(texts).toHaveLength(1);
});
