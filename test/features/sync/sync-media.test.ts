import { describe, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { type SyncPlan, syncMedia } from "../../../server/features/sync/sync-media.js";
import { readToken } from "../../../server/features/tokens/read-token.js";
import { json, scriptInstagram, TOKEN } from "../../instagram/scripted-instagram.js";
import { until } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });

const routine = (id: string) => syncAccount(testApp.app, id, { by: OPERATOR, full: false });
const sweep = (id: string) => syncAccount(testApp.app, id, { by: OPERATOR, full: true });
const pageCalls = () => countCalls(testApp.sandbox, { endpoint: "media" });

/** Reads everything, and is whole whatever it gives. */
const PLAN: SyncPlan = {
  mode: "EVERYTHING",
  mediaCount: 0,
  renewLease: async () => true,
  signal: new AbortController().signal,
};

interface Post {
  id: string;
  parent_id: string | null;
  position: number | null;
  media_type: string;
  media_path: string | null;
  caption: string | null;
  hashtags: string[];
  like_count: number | null;
  hidden: boolean;
  removed_at: string | null;
}
const all = async () => await testApp.app.sql<Post[]>`select * from media order by timestamp desc, id desc`;
const listed = async () =>
  (await all()).filter(({ parent_id, removed_at }) => parent_id === null && removed_at === null);
const tombstones = async () => (await all()).filter(({ removed_at }) => removed_at !== null);
/** The transaction that wrote each row last: unchanged where nothing was written. */
const versions = async () =>
  (await testApp.app.sql`select id, xmin::text from media order by id`).map((row) => ({ ...row }));

describe("a routine sync", () => {
  test("brings what was added, changed and deleted among the newest posts", async () => {
    const id = await testApp.connect("bakery");
    const [first, second, third] = await listed();
    const { posts } = (await testApp.sandbox.control({
      posts: {
        account: "bakery",
        add: [{ caption: "Frisch! #Brötchen", type: "CAROUSEL_ALBUM", parts: 4 }],
        change: { id: second?.id, caption: "changed #neu", likeCount: 7 },
        delete: [first?.id, third?.id],
      },
    })) as { posts: { added: string[] } };
    await routine(id);
    expect(await listed()).toHaveLength(41);
    await routine(id);
    const after = await listed();
    expect(after).toHaveLength(39);
    expect(after[0]).toMatchObject({ id: posts.added[0], caption: "Frisch! #Brötchen", hashtags: ["brötchen"] });
    expect(after.find((post) => post.id === second?.id)).toMatchObject({ hashtags: ["neu"], like_count: 7 });
    expect((await tombstones()).map((post) => post.id).sort()).toEqual([first?.id, third?.id].sort());
  });

  test("writes nothing when nothing changed, however the addresses are signed", async () => {
    const id = await testApp.connect("bakery");
    const before = await versions();
    for (let n = 0; n < 5; n++) {
      testApp.clock.advance(3 * 3_600_000);
      await routine(id);
      await sweep(id);
    }
    expect(await versions()).toEqual(before);
  });

  test("writes only the row that changed", async () => {
    const id = await testApp.connect("bakery");
    const before = await versions();
    await testApp.sandbox.control({ posts: { account: "bakery", change: { id: "newest", commentsCount: 99 } } });
    await routine(id);
    const changed = (await versions()).filter(({ xmin }, at) => xmin !== before[at]?.xmin);
    expect(changed.map((row) => row.id)).toEqual([(await listed())[0]?.id]);
  });

  test("reads ten pages at most, and stops before at one that holds nothing new", async () => {
    const id = await testApp.connect("archive");
    await testApp.app.sql`delete from media`;
    const callsOf = async (act: () => Promise<void>) => {
      const before = await pageCalls();
      await act();
      return (await pageCalls()) - before;
    };
    expect(await callsOf(() => routine(id))).toBe(10);
    expect(await listed()).toHaveLength(500);
    expect(await callsOf(() => routine(id))).toBe(1);
    const add = Array.from({ length: 60 }, (_, n) => ({ caption: `new ${n}` }));
    await testApp.sandbox.control({ posts: { account: "archive", add } });
    expect(await callsOf(() => routine(id))).toBe(3);
    expect(await listed()).toHaveLength(560);
  });

  test("takes an empty page with a next one for no end", async () => {
    const id = await testApp.connect("bakery");
    await testApp.sandbox.control({ posts: { account: "bakery", add: [{ caption: "behind an empty page" }] } });
    await testApp.sandbox.control({ fail: { kind: "short-page", rows: 0, calls: 1 } });
    await routine(id);
    expect((await listed())[0]?.caption).toBe("behind an empty page");
    expect(await listed()).toHaveLength(41);
  });

  test("asks for the posts that two of it missed, and leaves those to a sweep that it did not reach", async () => {
    const id = await testApp.connect("florist");
    await sweep(id);
    const posts = await listed();
    await testApp.sandbox.control({ posts: { account: "florist", delete: ["newest", "oldest"] } });
    await routine(id);
    expect(await tombstones()).toEqual([]);
    await routine(id);
    expect((await tombstones()).map((post) => post.id)).toEqual([posts[0]?.id]);
    expect(await countCalls(testApp.sandbox, { endpoint: "item" })).toBe(2);
    await sweep(id);
    await sweep(id);
    expect((await tombstones()).map((post) => post.id).sort()).toEqual([posts[0]?.id, posts[59]?.id].sort());
  });
});

describe("a sweep", () => {
  test("that misses posts removes none until another, half an hour later, misses them too", async () => {
    const id = await testApp.connect("bakery");
    const [kept] = await listed();
    await testApp.sandbox.control({ posts: { account: "bakery", deleteOldest: 39 } });
    const begun = testApp.clock.now().getTime();
    await sweep(id);
    expect(await listed()).toHaveLength(40);
    const [row] = await testApp.app.sql`select next_sync_at, next_full_sync_at from account_states`;
    const waits = [row?.next_sync_at, row?.next_full_sync_at].map((at) =>
      Math.round((Date.parse(at) - begun) / 60_000),
    );
    expect(waits).toEqual([30, 30]);
    testApp.clock.advance(31 * 60_000);
    await syncDueAccounts(testApp.app, new AbortController().signal);
    expect((await listed()).map((post) => post.id)).toEqual([kept?.id]);
  });

  test("that fails half-way keeps what it read and removes nothing", async () => {
    const id = await testApp.connect("archive");
    await testApp.sandbox.control({ posts: { account: "archive", delete: ["newest"] } });
    const { secret } = await readToken(testApp.app, id);
    let pages = 0;
    const { instagram } = testApp.app;
    const readMediaPage: typeof instagram.readMediaPage = async (...call) => {
      if (++pages === 3) await testApp.sandbox.control({ fail: { kind: "html", endpoint: "media" } });
      return await instagram.readMediaPage(...call);
    };
    const app = { ...testApp.app, instagram: { ...instagram, readMediaPage } };
    await expect(syncMedia(app, { accountId: id, token: secret, plan: PLAN })).rejects.toThrow(/could not be read/);
    expect(await listed()).toHaveLength(201);
    expect(await tombstones()).toEqual([]);
  });

  test("asks again for half as many where Instagram says that it is too much", async () => {
    const id = await testApp.connect("florist");
    await testApp.sandbox.control({ fail: { kind: "reduce", limitOver: 20, endpoint: "media" } });
    await sweep(id);
    expect(await listed()).toHaveLength(60);
  });
});

describe("odd posts", () => {
  test("of a type that is unknown are left out, others come with what they have", async () => {
    await testApp.connect("garage");
    const posts = await listed();
    expect(posts).toHaveLength(29);
    expect(posts.some(({ media_path }) => media_path === null)).toBe(true);
  });

  test("that cannot be read nor told by an id fail no page, and then nothing is taken for removed", async () => {
    const id = await testApp.connect("bakery");
    const [first] = await listed();
    const known = { id: first?.id, media_type: "IMAGE", timestamp: "2026-01-02T03:04:05+0000", caption: "read" };
    const future = { id: "77", media_type: "HOLOGRAM", timestamp: "2026-01-02T03:04:05+0000" };
    await using scripted = await scriptInstagram();
    const app = { ...testApp.app, instagram: scripted.instagram };
    const sync = () => syncMedia(app, { accountId: id, token: TOKEN, plan: { ...PLAN, mediaCount: 1 } });

    scripted.script(json({ data: [known, future, { id: "78", media_type: "IMAGE" }, null] }));
    expect(await sync()).toMatchObject({ changedCount: 1, unknownTypeCount: 1, brokenCount: 2, removedCount: 0 });
    expect(await listed()).toHaveLength(40);
    scripted.script(json({ data: [known], paging: { next: "https://evil.example/v26.0/me/media?after=x" } }));
    expect(await sync()).toMatchObject({ removedCount: 0 });
    scripted.script(json({ data: [known] }));
    expect(await sync()).toMatchObject({ removedCount: 0, unconfirmedCount: 39 });
    expect(await sync()).toMatchObject({ removedCount: 39 });
  });

  test("that cannot be read for ever are spared by their ids, and others are removed all the same", async () => {
    const id = await testApp.connect("bakery");
    const [first, second, third] = await listed();
    const known = { id: first?.id, media_type: "IMAGE", timestamp: "2026-01-02T03:04:05+0000" };
    await using scripted = await scriptInstagram();
    const unread = [{ id: second?.id }, { ...known, id: third?.id, media_type: "HOLOGRAM" }];
    scripted.script(json({ data: [known, ...unread] }));
    const app = { ...testApp.app, instagram: scripted.instagram };
    const plan = { ...PLAN, mediaCount: 3 };
    await syncMedia(app, { accountId: id, token: TOKEN, plan });
    const done = await syncMedia(app, { accountId: id, token: TOKEN, plan });
    expect(done).toMatchObject({ unknownTypeCount: 1, brokenCount: 1, removedCount: 37 });
    expect((await listed()).map((post) => post.id).sort()).toEqual([first?.id, second?.id, third?.id].sort());
  });

  test("told twice on one page are one post", async () => {
    const id = await testApp.connect("newcomer");
    await using scripted = await scriptInstagram();
    const post = { id: "1", media_type: "IMAGE", timestamp: "2026-01-02T03:04:05+0000" };
    scripted.script(json({ data: [post, { ...post, caption: "the later one" }] }));
    const plan = { ...PLAN, reach: "INCREMENTAL" } as const;
    const app = { ...testApp.app, instagram: scripted.instagram };
    expect(await syncMedia(app, { accountId: id, token: TOKEN, plan })).toMatchObject({ newCount: 1 });
    expect((await listed()).map(({ caption }) => caption)).toEqual(["the later one"]);
  });
});

test("a worker that lost the account writes and removes nothing more", async () => {
  const id = await testApp.connect("bakery");
  await testApp.sandbox.control({ posts: { account: "bakery", add: [{ caption: "unseen" }], delete: ["oldest"] } });
  const before = await versions();
  await using scripted = await scriptInstagram();
  scripted.script(json({ data: [] }));
  const plan = { ...PLAN, renewLease: async () => false };
  const app = { ...testApp.app, instagram: scripted.instagram };
  expect(await syncMedia(app, { accountId: id, token: TOKEN, plan })).toBeNull();
  expect(await versions()).toEqual(before);
});

test("a full sync asks for the next page before it has written one", async () => {
  const id = await testApp.connect("newcomer");
  await using scripted = await scriptInstagram();
  const post = (id: string) => ({ id, media_type: "IMAGE", timestamp: "2026-01-02T03:04:05+0000" });
  const next = `${scripted.url}/v26.0/me/media?after=x`;
  scripted.script(json({ data: [post("1")], paging: { next } }), json({ data: [post("2")] }));
  const config = { ...testApp.app.config, instagram: { ...testApp.app.config.instagram, graphUrl: scripted.url } };
  const app = { ...testApp.app, config, instagram: scripted.instagram };
  const requestedAtWrite: number[] = [];
  const onPage = async () => {
    await until(() => scripted.requests.length === 2);
    requestedAtWrite.push(scripted.requests.length);
  };
  await syncMedia(app, { accountId: id, token: TOKEN, plan: { ...PLAN, mediaCount: 2, onPage } });
  expect(requestedAtWrite).toEqual([2, 2]);
  expect((await listed()).map((post) => post.id).sort()).toEqual(["1", "2"]);
});

test("what fails ahead of a page that is being written does not stop it, and a failed write gives up what is ahead", async () => {
  const id = await testApp.connect("newcomer");
  await using scripted = await scriptInstagram();
  const post = { id: "1", media_type: "IMAGE", timestamp: "2026-01-02T03:04:05+0000" };
  const first = json({ data: [post], paging: { next: `${scripted.url}/v26.0/me/media?after=x` } });
  const app = { ...testApp.app, instagram: scripted.instagram };
  const sync = (plan: SyncPlan) => syncMedia(app, { accountId: id, token: TOKEN, plan });

  scripted.script(first, json({ error: { code: 190, message: "Error validating access token" } }, 400));
  await expect(sync(PLAN)).rejects.toMatchObject({ failureCause: "TOKEN_REVOKED" });
  expect((await listed()).map(({ id }) => id)).toEqual(["1"]);

  scripted.script(first, () => undefined);
  const onPage = async () => {
    await until(() => scripted.requests.length === 4);
    throw new Error("the write fails");
  };
  await expect(sync({ ...PLAN, onPage })).rejects.toThrow("the write fails");
  expect(scripted.calls.at(-1)).toMatchObject({ call: "readMediaPage", status: null });
});

test("one that is asked to stop ends after the page in hand", async () => {
  const id = await testApp.connect("archive");
  const stop = new AbortController();
  const plan = {
    mode: "EVERYTHING",
    mediaCount: 0,
    renewLease: async () => true,
    signal: stop.signal,
  } as const;
  const { secret } = await readToken(testApp.app, id);
  stop.abort();
  const done = await syncMedia(testApp.app, { accountId: id, token: secret, plan });
  expect(done).toMatchObject({ pageCount: 1, newCount: 50, removedCount: 0 });
  expect(await listed()).toHaveLength(100);
});
