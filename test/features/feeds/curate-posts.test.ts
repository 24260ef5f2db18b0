import { describe, expect, test } from "vitest";
import { AS_OPERATOR, ask, expectRefused } from "../../support/graphql.js";
import { FEED, idsOf, setUpShops } from "./shops.js";

const shops = setUpShops();
const { operator, create, shownTo } = shops;

describe("curating", () => {
  const decide = (feedId: string, mediaIds: string[], decision: string) =>
    operator(
      `mutation ($ids: [ID!]!) { decidePosts(feedId: "${feedId}", mediaIds: $ids, decision: ${decision}) { ${FEED} } }`,
      { ids: mediaIds },
    ).then(({ decidePosts }) => decidePosts);
  const pin = (feedId: string, mediaId: string, more = "place: 1") =>
    ask(
      shops.url,
      `mutation { pinPost(feedId: "${feedId}", mediaId: "${mediaId}", ${more}) { ${FEED} pins { place media { id } } } }`,
      AS_OPERATOR,
    );

  test("HIDE and SHOW beat the rules in this feed alone; a collaboration is hidden for both", async () => {
    const feed = await create();
    expect(idsOf(await decide(feed.id, ["p9"], "HIDE"))).toEqual(["p6", "p5", "p4", "p3", "p2", "p1"]);
    expect(idsOf(await decide(feed.id, ["p7"], "SHOW"))).toContain("p7");
    expect(idsOf(await decide(feed.id, ["p9", "p7"], "UNDECIDED"))).toEqual(idsOf(feed));
  });

  test("a review shows only what was decided, and counts what waits", async () => {
    const feed = await create({ mode: "REVIEW" });
    expect(idsOf(feed)).toEqual([]);
    expect(idsOf(await decide(feed.id, ["p1", "p9"], "SHOW"))).toEqual(["p8", "p1"]);
    const { feed: counted } = await operator(
      `{ feed(id: "${feed.id}") { counts { shown waiting excluded hidden beyondLimit } } }`,
    );
    expect(counted.counts).toEqual({ shown: 2, waiting: 5, excluded: 1, hidden: 0, beyondLimit: 0 });
  });

  test("all posts are decided, or none", async () => {
    const feed = await create();
    const query = `mutation { decidePosts(feedId: "${feed.id}", mediaIds: ["p1", "unknown"], decision: HIDE) { id } }`;
    expectRefused(await ask(shops.url, query, AS_OPERATOR), "NOT_FOUND");
    expect(idsOf(await shownTo({}))).toEqual(idsOf(feed));
  });

  test("a pin holds its place whatever the rules say; the later of two has it; HIDE frees it", async () => {
    const feed = await create({ size: 3 });
    await pin(feed.id, "p1");
    const { data } = await pin(feed.id, "p2");
    expect(idsOf(data.pinPost)).toEqual(["p2", "p1", "p8"]);
    expect(data.pinPost.posts.nodes.map(({ pinned }: { pinned: boolean }) => pinned)).toEqual([true, true, false]);
    expect(idsOf(await decide(feed.id, ["p2"], "HIDE"))).toEqual(["p1", "p8", "p6"]);
    const { unpinPost } = await operator(`mutation { unpinPost(feedId: "${feed.id}", mediaId: "p1") { ${FEED} } }`);
    expect(idsOf(unpinPost)).toEqual(["p8", "p6", "p5"]);
  });

  test("a pin of a post outside the sources, at no place or in the past is refused", async () => {
    const feed = await create();
    for (const more of ["place: 0", "place: 101", 'place: 1, until: "2020-01-01T00:00:00Z"']) {
      expectRefused(await pin(feed.id, "p1", more), "BAD_USER_INPUT");
    }
    expectRefused(await pin(feed.id, "p10"), "BAD_USER_INPUT");
    expectRefused(await pin("feed_none", "p1"), "NOT_FOUND");
  });

  test("a post says why it is in, or is not", async () => {
    const feed = await create({
      rules: [{ action: "EXCLUDE", label: "not #werbung", match: { hashtag: ["werbung"] } }],
    });
    const why = async (address: string) =>
      (
        await operator(
          `{ explainPost(feedId: "${feed.id}", ${address}) { verdict text place rule { label } media { id } } }`,
        )
      ).explainPost;
    expect(await why('mediaId: "p2"')).toEqual({
      verdict: "EXCLUDED",
      text: "Excluded by rule 1, “not #werbung”: the caption has #werbung.",
      place: null,
      rule: { label: "not #werbung" },
      media: { id: "p2" },
    });
    expect(await why('permalink: "https://www.instagram.com/p/both/"')).toMatchObject({ verdict: "SHOWN", place: 1 });
    expect(await why('mediaId: "p9"')).toMatchObject({ verdict: "DUPLICATE" });
    expect(await why('mediaId: "p10"')).toMatchObject({ verdict: "NOT_IN_SOURCES" });
    expect(await why('mediaId: "nothing"')).toMatchObject({ verdict: "UNAVAILABLE", media: null });
  });
});
