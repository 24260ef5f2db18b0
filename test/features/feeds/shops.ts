import { beforeAll, beforeEach, expect } from "vitest";
import { feeds } from "../../../server/db/schema/feeds.js";
import { insertAccount, insertPosts, type PostColumns } from "../../support/feed-rows.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const post = (accountId: string, n: number, more: Partial<PostColumns> = {}): PostColumns => ({
  ...{ accountId, id: `p${n}`, shortcode: `code${n}`, mediaPath: `/${n}.jpg`, timestamp: day(n), likeCount: n },
  ...more,
});

export const FEED = `id slug title mode orderBy size perAccountMax otherwise version
  sources { account { id } tag } rules { id action label match { isSharedToFeed hashtag } }
  posts { totalCount nodes { place pinned media { id account { username } } alsoBy { username } } }`;

interface Shown {
  posts: { nodes: { media: { id: string } }[] };
}

export function idsOf({ posts }: Shown): string[] {
  return posts.nodes.map(({ media }) => media.id);
}

/** Three accounts with ten posts, on a server that answers from memory; each test begins without feeds. */
export function setUpShops() {
  const testApp = setUpTestApp({ RESPONSE_CACHE: "32M" });
  const shops = { testApp, url: "", operator, create, shownTo };

  beforeAll(async () => {
    const { app } = testApp;
    await insertAccount(app, "acc_b", { username: "bakery", tags: ["shop"], connectedAt: day(1) });
    await insertAccount(app, "acc_f", { username: "florist", tags: ["shop"], connectedAt: day(2) });
    await insertAccount(app, "acc_g", { username: "garage", connectedAt: day(3) });
    const kept = { mediaType: "VIDEO", mediaProductType: "REELS", isSharedToFeed: false, thumbnailPath: "/7.jpg" };
    await insertPosts(app, [
      ...[1, 2, 3].map((n) => post("acc_b", n, { caption: n === 2 ? "Nur heute #Werbung" : `Brot ${n}` })),
      ...[4, 5, 6].map((n) => post("acc_f", n)),
      post("acc_f", 7, kept),
      // A collaboration of the bakery and the florist, under two ids.
      post("acc_b", 8, { shortcode: "both" }),
      post("acc_f", 9, { shortcode: "both", timestamp: day(8) }),
      post("acc_g", 10),
    ]);
    shops.url = await testApp.serve();
  });

  beforeEach(async () => {
    await testApp.app.db.delete(feeds);
  });

  async function operator(query: string, variables: Record<string, unknown> = {}) {
    const answer = await ask(shops.url, query, { ...AS_OPERATOR, variables });
    expect(answer.errors).toBeUndefined();
    return answer.data;
  }

  async function create(input: Record<string, unknown> = {}) {
    const variables = { input: { slug: "shops", title: "Shops", sources: [{ tag: "shop" }], ...input } };
    const query = `mutation ($input: FeedInput!) { createFeed(input: $input) { ${FEED} } }`;
    return (await operator(query, variables)).createFeed;
  }

  async function shownTo(headers: Record<string, string>, slug = "shops") {
    return (await ask(shops.url, `{ feed(slug: "${slug}") { ${FEED} } }`, { headers })).data.feed;
  }

  return shops;
}
