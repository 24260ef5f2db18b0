import { expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { DAY_MS } from "../../../server/lib/clock.js";
import { prune } from "../../../server/retention.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });

const routine = (id: string) => syncAccount(testApp.app, id, { by: OPERATOR, full: false });

interface Post {
  id: string;
  caption: string | null;
  hidden: boolean;
  removed_at: string | null;
}
const posts = () =>
  testApp.app.sql<Post[]>`select * from media where parent_id is null order by timestamp desc, id desc`;
const listed = async () => (await posts()).filter(({ removed_at }) => removed_at === null);
const tombstones = async () => (await posts()).filter(({ removed_at }) => removed_at !== null);

test("a tombstone holds nothing of what the post showed", async () => {
  const id = await testApp.connect("bakery");
  await testApp.sandbox.control({ posts: { account: "bakery", delete: ["newest"] } });
  await routine(id);
  await routine(id);
  const shown = {
    caption: null,
    caption_folded: null,
    hashtags: [],
    mentions: [],
    media_path: null,
    thumbnail_path: null,
  };
  expect((await tombstones())[0]).toMatchObject({ ...shown, permalink: null, shortcode: null, alt_text: null });
});

test("a tombstone stays for 30 days and no longer", async () => {
  const id = await testApp.connect("bakery");
  await testApp.sandbox.control({ posts: { account: "bakery", delete: ["newest"] } });
  await routine(id);
  await routine(id);
  await testApp.sandbox.control({ advance: "30d" });
  testApp.clock.advance(-60_000);
  expect(await prune(testApp.app, "prune posts", new AbortController().signal)).toBe(0);
  testApp.clock.advance(120_000);
  expect(await prune(testApp.app, "prune posts", new AbortController().signal)).toBe(1);
  expect(await tombstones()).toEqual([]);
  expect(await listed()).toHaveLength(39);
});

test("a tombstone of a post that comes back is the post again, hidden if it was", async () => {
  const id = await testApp.connect("bakery");
  const [post] = await listed();
  await testApp.app
    .sql`update media set removed_at = now(), caption = null, hidden = true where id = ${post?.id ?? ""}`;
  await routine(id);
  expect((await listed())[0]).toMatchObject({ id: post?.id, caption: post?.caption, hidden: true });
});

test("a tombstone is as old as its clock says", async () => {
  const id = await testApp.connect("bakery");
  await testApp.sandbox.control({ advance: "20d" });
  await testApp.sandbox.control({ posts: { account: "bakery", delete: ["newest"] } });
  await routine(id);
  await routine(id);
  const removedAt = Date.parse((await tombstones())[0]?.removed_at ?? "");
  expect(Math.abs(removedAt - testApp.clock.now().getTime())).toBeLessThan(DAY_MS / 24);
});
