import { describe, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { syncMedia } from "../../../server/features/sync/sync-media.js";
import { readToken } from "../../../server/features/tokens/read-token.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";

const LIST_WINDOW = 200;

const testApp = setUpTestApp({ JOBS: "off" }, { listWindow: LIST_WINDOW, isReset: true });

const routine = (id: string) => syncAccount(testApp.app, id, { by: OPERATOR, full: false });
const sweep = (id: string) => syncAccount(testApp.app, id, { by: OPERATOR, full: true });
const control = (command: Record<string, unknown>) => testApp.sandbox.control(command);
const list = (account: string, how: Record<string, unknown> = {}) => control({ list: { account, ...how } });
const fields = (account: string, how: Record<string, unknown> = {}) => control({ fields: { account, ...how } });
const ids = async () =>
  (
    await testApp.app
      .sql`select id from media where parent_id is null and removed_at is null order by timestamp desc, id desc`
  ).map(({ id }) => id as string);
const marked = async () => (await testApp.app.sql`select from media where missed_at is not null`).length;
const rows = async () => (await testApp.app.sql`select * from media order by id`).map((row) => ({ ...row }));
const accountRow = async () =>
  (await testApp.app.sql`select * from accounts join account_states on account_id = id`)[0];
async function all<T>(times: number, act: () => Promise<T>): Promise<void> {
  for (let count = 0; count < times; count++) await act();
}

describe("no post goes that Instagram still has", () => {
  test("when another one is missing first, and the list is empty while the count is not", async () => {
    const id = await testApp.connect("bakery");
    const before = await ids();
    await control({ profile: { account: "bakery", mediaCount: 41 } });
    await list("bakery", { hide: ["newest"] });
    await all(2, () => routine(id));
    await list("bakery", { endAfter: 0 });
    await all(2, () => routine(id));
    await all(2, () => sweep(id));
    expect(await ids()).toEqual(before);
    expect(await marked()).toBe(0);
  });

  test("when a second reading misses others than the first", async () => {
    const id = await testApp.connect("bakery");
    const before = await ids();
    const without = async (hide: (string | undefined)[]) => {
      await control({ profile: { account: "bakery", mediaCount: 40 - hide.length } });
      await list("bakery", { hide });
      await sweep(id);
    };
    await without(before.slice(0, 5));
    expect(await marked()).toBe(5);
    await without(before.slice(4, 30));
    expect(await ids()).toEqual(before.toSpliced(4, 1));
    await without([before[4]]);
    expect(await marked()).toBe(0);
  });

  test.each([
    ["the oldest at place 50", { move: [{ id: "oldest", to: 50 }] }],
    ["old ones pinned", { move: [{ id: "oldest", to: 1 }] }],
    ["the oldest first", { order: "oldest" }],
    ["no order at all", { order: "shuffled" }],
  ])("whatever their order: %s", async (_, how) => {
    const id = await testApp.connect("florist");
    await sweep(id);
    const before = await ids();
    await list("florist", how);
    await all(4, () => routine(id));
    await all(2, () => sweep(id));
    expect(await ids()).toEqual(before);
  });

  test("when single posts cannot be asked for", async () => {
    const id = await testApp.connect("florist");
    await sweep(id);
    const before = await ids();
    await list("florist", { order: "oldest" });
    await control({ fail: { kind: "error", code: 100, subcode: 33, message: "It does not exist", endpoint: "item" } });
    await all(3, () => routine(id));
    expect(await ids()).toEqual(before);
  });

  test("beyond the newest that Instagram lists", async () => {
    await control({ posts: { account: "archive", deleteOldest: 10_000 - LIST_WINDOW } });
    const id = await testApp.connect("archive");
    const { secret } = await readToken(testApp.app, id);
    const read = (mediaCount: number | null) =>
      syncMedia(testApp.app, {
        accountId: id,
        token: secret,
        plan: { mode: "EVERYTHING", mediaCount, renewLease: async () => true, signal: new AbortController().signal },
      });
    await testApp.app.sql`insert into media (account_id, id, media_type, timestamp)
      select ${id}, 'old' || n, 'IMAGE', '2001-01-01Z' from generate_series(1, 50) n`;
    for (const mediaCount of [LIST_WINDOW, LIST_WINDOW, LIST_WINDOW + 50]) {
      expect(await read(mediaCount)).toMatchObject({ removedCount: 0 });
    }
    expect(await ids()).toHaveLength(LIST_WINDOW + 50);
  });
});

test("a cursor that leads in a circle ends the reading, which then proves nothing", async () => {
  const id = await testApp.connect("florist");
  await list("florist", { circular: true, hide: ["newest"] });
  const before = await countCalls(testApp.sandbox, { endpoint: "media" });
  await all(2, () => sweep(id));
  expect((await countCalls(testApp.sandbox, { endpoint: "media" })) - before).toBe(2 * 6);
  expect(await ids()).toHaveLength(60);
});

describe("what was learned stays", () => {
  test("where an answer lacks it: addresses, links, captions of all posts", async () => {
    const id = await testApp.connect("bakery");
    const before = await rows();
    const missing = ["media_url", "thumbnail_url", "permalink", "shortcode", "media_product_type"];
    await fields("bakery", { missing: [...missing, "caption"] });
    await fields("bakery", { of: "parts", missing: ["media_url", "thumbnail_url", "permalink", "timestamp"] });
    await sweep(id);
    expect(await rows()).toEqual(before);
    await fields("bakery", { missing: ["children"] });
    await sweep(id);
    expect(await rows()).toEqual(before);
    await fields("bakery", { missing: ["timestamp", "media_type"] });
    await all(2, () => sweep(id));
    expect(await rows()).toEqual(before);
  });

  test("but a caption that its owner emptied goes, and a count that is hidden", async () => {
    const id = await testApp.connect("bakery");
    await control({ posts: { account: "bakery", change: { id: "newest", caption: null, likeCount: null } } });
    await routine(id);
    const [newest] = await testApp.app.sql`select * from media where parent_id is null order by timestamp desc limit 1`;
    expect(newest).toMatchObject({ caption: null, caption_folded: null, hashtags: [], like_count: null });
  });

  test.each(["named", "quoted", "unnamed"])(
    "where a field is refused (%s), and no other account loses it",
    async (as) => {
      await control({ posts: { account: "bakery", deleteOldest: 25 } });
      await control({ posts: { account: "florist", deleteOldest: 45 } });
      const bakery = await testApp.connect("bakery");
      const florist = await testApp.connect("florist");
      await sweep(florist);
      const before = await rows();
      await fields("bakery", { refused: ["caption"], as });
      await fields("bakery", { of: "parts", refused: ["thumbnail_url"], as });
      await all(2, () => sweep(bakery));
      await control({ posts: { account: "bakery", add: [{ caption: "new" }] } });
      await routine(bakery);
      await sweep(florist);
      const after = await rows();
      expect(after).toHaveLength(before.length + 1);
      expect(after).toEqual(expect.arrayContaining(before));
      expect(await accountRow()).toMatchObject({ sync_failure_cause: null });
    },
  );

  test("where the profile lacks it, and posts are synced all the same", async () => {
    const id = await testApp.connect("bakery");
    const { name, username, followers_count, media_count, picture_path } = (await accountRow()) ?? {};
    const missing = ["username", "name", "account_type", "followers_count", "media_count", "profile_picture_url"];
    await fields("bakery", {
      of: "profile",
      missing: [...missing, "user_id", "biography", "website", "follows_count"],
    });
    await control({ posts: { account: "bakery", add: [{ caption: "new" }], delete: ["oldest"] } });
    await all(2, () => routine(id));
    expect(await accountRow()).toMatchObject({
      name,
      username,
      followers_count,
      media_count,
      picture_path,
      sync_failure_cause: null,
    });
    // Nobody says how many there are: the one that is gone was asked for by its id.
    expect(await ids()).toHaveLength(40);
    await testApp.connect("bakery");
    expect(await accountRow()).toMatchObject({ username });
  });
});
