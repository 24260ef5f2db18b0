import { beforeAll, expect, test } from "vitest";
import { media } from "../../../server/db/schema/media.js";
import { connectDemo } from "../../../server/features/connect/connect-demo.js";
import { createDemoFeed } from "../../../server/features/feeds/demo-feed.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ RESPONSE_CACHE: "32M" });
let url = "";

/** As at each start of the server. */
const start = async () => createDemoFeed(testApp.app, await connectDemo(testApp.app));
const home = async (language = "en") => (await fetch(`${url}/?lang=${language}`)).text();
const demo = async () => {
  const query = `{ feed(slug: "demo") { id stale pins { place } posts(first: 12) { nodes {
    pinned media { id caption isSharedToFeed account { username } } alsoBy { username } } } } }`;
  return (await ask(url, query)).data.feed;
};

beforeAll(async () => {
  url = await testApp.serve();
  expect(await home()).not.toContain('id="demo"');
  await start();
});

test("the first start makes a feed of its accounts, with a pin and a collaboration, without advertisements", async () => {
  const { posts, pins, stale } = await demo();
  expect([stale, pins, posts.nodes.length]).toEqual([false, [{ place: 1 }], 12]);
  const [first] = posts.nodes;
  expect(first).toMatchObject({ pinned: true, media: { account: { username: "pottery" } } });
  expect(first.media.caption).toContain("#ersteschale");
  for (const { media } of posts.nodes) {
    expect(media.caption ?? "").not.toMatch(/#werbung/i);
    expect(media.isSharedToFeed).not.toBe(false);
  }
  const names = posts.nodes.map(({ media }: { media: { account: { username: string } } }) => media.account.username);
  expect(new Set(names)).toEqual(new Set(["bakery", "florist", "roastery", "pottery"]));
  const shared =
    '{ media(usernames: ["roastery", "pottery"], first: 100) { account { username } alsoBy { username } } }';
  const both = (await ask(url, shared)).data.media.filter(({ alsoBy }: { alsoBy: unknown[] }) => alsoBy.length > 0);
  expect(both).toEqual([{ account: { username: "roastery" }, alsoBy: [{ username: "pottery" }] }]);
});

test("the home page shows its first posts with pictures that lead to Instagram, in the reader's language", async () => {
  const page = await home();
  const [, section = ""] = /<section class="panel demo"[^>]*>([\s\S]*?)<\/section>/.exec(page) ?? [];
  expect(section).toContain('<h2 id="demo">Our street</h2>');
  const images = [
    ...section.matchAll(
      /<a href="https:\/\/www\.instagram\.com\/[^"]+" rel="noreferrer"><img src="([^"]+)" alt="([^"]+)"/g,
    ),
  ];
  expect(images).toHaveLength(8);
  const [, src = ""] = images[0] ?? [];
  expect((await fetch(url + src)).status).toBe(200);
  expect(await home("de")).toContain("Dies ist ein Feed");
});

test("a hidden post leaves the home page at once; without any post it says that they come", async () => {
  const [first] = (await demo()).posts.nodes;
  const hide = (hidden: boolean) =>
    ask(url, `mutation { setMediaHidden(id: "${first.media.id}", hidden: ${hidden}) { id permalink } }`, AS_OPERATOR);
  const { permalink } = (await hide(true)).data.setMediaHidden;
  expect(await home()).not.toContain(permalink);
  await hide(false);
  expect(await home()).toContain(permalink);
  await testApp.app.db.update(media).set({ hidden: true });
  expect(await home()).toContain("No post is here yet.");
  await testApp.app.db.update(media).set({ hidden: false });
});

test("an operator removes it for good: the next start makes no other", async () => {
  await start();
  const count = async () => (await ask(url, "{ feeds { totalCount } }", AS_OPERATOR)).data.feeds.totalCount;
  expect(await count()).toBe(1);
  const { id } = await demo();
  await ask(url, `mutation { removeFeed(id: "${id}") }`, AS_OPERATOR);
  await start();
  expect(await count()).toBe(0);
  expect(await home()).not.toContain('id="demo"');
});
