import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { media } from "../../../server/db/schema/media.js";
import { describeConnection } from "../../../server/features/feed/describe-connection.js";
import { readAccount } from "../../../server/features/feed/read-accounts.js";
import { readMedia } from "../../../server/features/feed/read-media.js";
import { connectionList, type MediaList, mediaList } from "../../../server/features/feed/selection.js";
import type { FeedPage, FeedRow } from "../../../server/features/feed/store.js";
import type { MediaArguments } from "../../../server/features/media/media-filter.js";
import { ANONYMOUS, SYSTEM, type Viewer } from "../../../server/viewer.js";
import { apiErrorOf } from "../../support/api-error.js";
import { insertAccount, insertPosts } from "../../support/feed-rows.js";
import { setUpTestApp } from "../../support/test-app.js";
import { type ModelPost, modelList } from "./model.js";

const testApp = setUpTestApp();
const ACCOUNTS = ["acc_a", "acc_b", "acc_c"];

beforeAll(async () => {
  for (const id of ACCOUNTS) await insertAccount(testApp.app, id, { username: `Shop.${id.slice(-1)}` });
});

const WORDS = ["Café", "straße", "İstanbul", "Привет", "🥐🍞", "100%", "a_b", "back\\slash", "été"];
const TAGS = ["Été", "Straße", "МОСКВА", "İzmir", "brot"];
const T0 = Date.UTC(2026, 0, 1);

/** Few instants, counts and words, so that ties and hits are many. */
const post = fc.record({
  accountId: fc.constantFrom(...ACCOUNTS),
  mediaType: fc.constantFrom("IMAGE", "VIDEO", "CAROUSEL_ALBUM"),
  mediaProductType: fc.constantFrom("FEED", "REELS", null),
  words: fc.option(fc.subarray(WORDS, { maxLength: 3 })),
  tags: fc.subarray(TAGS, { maxLength: 2 }),
  timestamp: fc.nat({ max: 12 }).map((n) => new Date(T0 + n * 1_000)),
  likeCount: fc.option(fc.nat({ max: 4 })),
  commentsCount: fc.option(fc.nat({ max: 4 })),
  isSharedToFeed: fc.constantFrom(true, false, null),
  hidden: fc.nat({ max: 7 }).map((n) => n === 0),
  removedAt: fc.nat({ max: 7 }).map((n) => (n === 0 ? new Date(T0) : null)),
});

const posts: fc.Arbitrary<ModelPost[]> = fc.array(post, { maxLength: 60 }).map((all) =>
  all.map(({ words, tags, ...rest }, n) => ({
    ...rest,
    id: String(1_000 + ((n * 37) % 997)),
    tags: words ? tags : [],
    caption: words && [...words, ...tags.map((tag) => `#${tag}`)].join(" "),
  })),
) as never;

const CASES = [(text: string) => text, (text: string) => text.toUpperCase(), (text: string) => text.toLowerCase()];
const inAnyCase = (texts: string[]) =>
  fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...CASES)).map(([text, change]) => change(text));
const tags = fc.option(
  fc.array(
    fc.tuple(fc.constantFrom("", "#"), inAnyCase(TAGS)).map((p) => p.join("")),
    { maxLength: 2 },
  ),
);
const instant = fc.option(fc.nat({ max: 13 }).map((n) => new Date(T0 + n * 1_000)));

const list: fc.Arbitrary<MediaArguments> = fc.record({
  type: fc.option(fc.subarray(["IMAGE", "VIDEO", "CAROUSEL_ALBUM"])),
  productType: fc.option(fc.subarray(["FEED", "REELS", "STORY"]), { freq: 1 }),
  hashtag: tags,
  withoutHashtag: tags,
  isSharedToFeed: fc.constantFrom(true, false, null, undefined),
  search: fc.option(fc.array(inAnyCase([...WORDS, "af", "%", "_", "🥐"]), { maxLength: 2 }).map((w) => w.join(" "))),
  since: instant,
  until: instant,
  orderBy: fc.constantFrom("NEWEST", "OLDEST", "MOST_LIKED", "MOST_COMMENTED"),
  first: fc.integer({ min: 1, max: 100 }),
}) as never;

const viewer: fc.Arbitrary<{ viewer: Viewer; sees: string[] }> = fc.oneof(
  fc.constant({ viewer: ANONYMOUS, sees: ACCOUNTS }),
  fc.constant({ viewer: SYSTEM, sees: ACCOUNTS }),
  fc.subarray(ACCOUNTS, { minLength: 1 }).map((sees) => ({ viewer: clientOf(sees), sees })),
);

test("every filter, order and page is what a plain list of the same posts gives, for one account and for several", async () => {
  const ask = fc.record({ args: list, viewer, named: fc.subarray(ACCOUNTS), heldAt: fc.option(fc.nat({ max: 59 })) });
  await fc.assert(
    fc.asyncProperty(posts, fc.array(ask, { minLength: 3, maxLength: 6 }), async (all, asks) => {
      await keepOnly(all);
      for (const { args: rest, viewer, named, heldAt } of asks) {
        const held = heldAt === null ? null : all[heldAt % Math.max(all.length, 1)];
        const args = { ...rest, after: held?.id ?? null };
        const seesHidden = viewer.viewer.kind === "OPERATOR";
        const merged = all.filter((post) => (named.length === 0 ? viewer.sees : named).includes(post.accountId));
        const isVisible = merged.filter(({ accountId }) => viewer.sees.includes(accountId));
        expect(await idsOf(readMerged(viewer.viewer, { args, named }))).toEqual(modelList(isVisible, args, seesHidden));
        const accountId = viewer.sees[0] ?? "";
        const own = all.filter((post) => post.accountId === accountId);
        expect(await idsOf(readOne(viewer.viewer, accountId, args))).toEqual(modelList(own, args, seesHidden));
      }
    }),
    { numRuns: 60 },
  );
});

test("pages put together are the whole list, once each, in every order, though posts are removed on the way", async () => {
  const gone = fc.array(fc.nat({ max: 59 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(posts, list, gone, async (all, input, gone) => {
      await keepOnly(all);
      const args = { ...input, first: 1 + ((input.first ?? 1) % 7) };
      const removed = new Set(gone.map((n) => all[n % Math.max(all.length, 1)]?.id));
      const seen: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < 100; page++) {
        const ids: readonly string[] =
          (await idsOf(readMerged(ANONYMOUS, { args: { ...args, after }, named: [] }))) ?? [];
        seen.push(...ids);
        if (ids.length < args.first) break;
        after = ids.at(-1) ?? null;
        if (page === 0) await remove([...removed]);
      }
      const first = modelList(all, args, false) ?? [];
      const whole = modelList(all, { ...args, first: 100 }, false) ?? [];
      const isOnePage = first.length < args.first;
      expect(seen).toEqual(isOnePage ? first : whole.filter((id) => first.includes(id) || !removed.has(id)));
    }),
    { numRuns: 60 },
  );
});

test("a connection's pages are the same list, and tell where it ends, how long it is, and go on from posts that are gone for good", async () => {
  await fc.assert(
    fc.asyncProperty(posts, list, async (all, input) => {
      await keepOnly(all);
      const args = { ...input, first: 1 + ((input.first ?? 1) % 7) };
      const whole = modelList(all, { ...args, first: 100 }, false) ?? [];
      const seen: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < 100; page++) {
        const view = await readConnection({ ...args, after });
        expect(view.totalCount).toBe(whole.length);
        const uncounted = await readConnection({ ...args, after }, { counted: false });
        expect(uncounted).toEqual({ ...view, totalCount: null });
        expect(view.pageInfo.hasPreviousPage).toBe(after !== null);
        seen.push(...view.nodes.map(({ id }) => String(id)));
        expect(view.pageInfo.hasNextPage).toBe(seen.length < whole.length);
        if (!view.pageInfo.hasNextPage) break;
        after = view.pageInfo.endCursor;
      }
      expect(seen).toEqual(whole);
      if (after === null) return;
      await testApp.app.db.delete(media);
      expect((await readConnection({ ...args, after })).nodes).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test("accounts named by id and by username are one list; names out of sight add nothing", async () => {
  await keepOnly(ACCOUNTS.map((accountId, n) => ({ ...PLAIN, accountId, id: String(n) })));
  const ids = (viewer: Viewer, accountIds: string[] | null, usernames: string[] | null) =>
    idsOf(readMedia(testApp.app, viewer, { accountIds, usernames, list: idList({ orderBy: "OLDEST" }) }));
  expect(await ids(ANONYMOUS, ["acc_a"], ["SHOP.B"])).toEqual(["0", "1"]);
  expect(await ids(ANONYMOUS, null, [" @shop.c "])).toEqual(["2"]);
  expect(await ids(ANONYMOUS, ["acc_a", "acc_x"], null)).toEqual(["0"]);
  expect(await ids(ANONYMOUS, [], [])).toEqual(["0", "1", "2"]);
  expect(await ids(clientOf(["acc_b"]), ["acc_a"], ["shop.b"])).toEqual(["1"]);
  expect(await ids(clientOf(["acc_b"]), ["acc_a"], null)).toEqual([]);
});

test.each(["1", "acc_a", "", "\u{1F950}"])("`after` that names nothing in reach is bad input: %s", async (after) => {
  await keepOnly([
    { ...PLAIN, accountId: "acc_a", id: "10" },
    { ...PLAIN, accountId: "acc_b", id: "20" },
  ]);
  expect(await idsOf(readMerged(ANONYMOUS, { args: { after }, named: [] }))).toBeNull();
});

test("a post of another account, or out of sight, is not in reach of `after`", async () => {
  await keepOnly([
    { ...PLAIN, accountId: "acc_a", id: "10" },
    { ...PLAIN, accountId: "acc_b", id: "20" },
  ]);
  expect(await idsOf(readOne(ANONYMOUS, "acc_a", { after: "20" }))).toBeNull();
  expect(await idsOf(readOne(ANONYMOUS, "acc_b", { after: "20" }))).toEqual([]);
  expect(await idsOf(readMerged(ANONYMOUS, { args: { after: "20" }, named: ["acc_a"] }))).toBeNull();
  expect(await idsOf(readMerged(clientOf(["acc_a"]), { args: { after: "20" }, named: [] }))).toBeNull();
});

test("a hidden post is to clients as unknown to `after` as one that never was, and to operators a place", async () => {
  await keepOnly([
    { ...PLAIN, accountId: "acc_a", id: "10" },
    { ...PLAIN, accountId: "acc_a", id: "20", hidden: true },
  ]);
  const said = async (viewer: Viewer, after: string) => {
    const refusals = [readOne(viewer, "acc_a", { after }), readMerged(viewer, { args: { after }, named: [] })];
    return (await Promise.all(refusals.map(apiErrorOf))).map(({ code, message, nextStep }) => ({
      code,
      message,
      nextStep,
    }));
  };
  for (const viewer of [ANONYMOUS, clientOf(["acc_a"])]) {
    expect(await said(viewer, "20")).toEqual(await said(viewer, "never"));
  }
  expect(await idsOf(readOne(SYSTEM, "acc_a", { after: "20" }))).toEqual(["10"]);
  expect(await idsOf(readOne(ANONYMOUS, "acc_a", { after: "10" }))).toEqual([]);
});

const PLAIN: Omit<ModelPost, "accountId" | "id"> = {
  mediaType: "IMAGE",
  mediaProductType: "FEED",
  caption: null,
  tags: [],
  timestamp: new Date(T0),
  likeCount: null,
  commentsCount: null,
  isSharedToFeed: null,
  hidden: false,
  removedAt: null,
};

async function keepOnly(all: readonly ModelPost[]): Promise<void> {
  await testApp.app.db.delete(media);
  await insertPosts(
    testApp.app,
    all.map(({ tags: _, ...columns }) => columns),
  );
}

async function remove(ids: readonly (string | undefined)[]): Promise<void> {
  await testApp.app.sql`update media set removed_at = now() where id = any(${ids.map(String)}::text[])`;
}

function clientOf(accountIds: string[]): Viewer {
  return { kind: "CLIENT", keyId: "key", secret: true, scopes: ["READ"], accountIds };
}

const ID = [{ key: "id", name: "id", args: {}, fields: [] }];

function idList(args: MediaArguments): MediaList {
  return mediaList({ key: "media", args: { ...args }, fields: ID });
}

function readMerged(viewer: Viewer, { args, named }: { args: MediaArguments; named: string[] }) {
  return readMedia(testApp.app, viewer, { accountIds: named.length > 0 ? named : null, list: idList(args) });
}

async function readOne(viewer: Viewer, id: string, args: MediaArguments): Promise<FeedRow[]> {
  const selection = { columns: new Set(["id"]), profile: null, token: false, lists: [idList(args)] };
  const row = await readAccount(testApp.app, viewer, { id, selection });
  return row?.["list:media"] as FeedRow[];
}

async function readConnection(args: MediaArguments, { counted = true } = {}) {
  const fields = [
    { key: "nodes", name: "nodes", args: {}, fields: ID },
    {
      key: "pageInfo",
      name: "pageInfo",
      args: {},
      fields: [{ key: "endCursor", name: "endCursor", args: {}, fields: [] }],
    },
    ...(counted ? [{ key: "totalCount", name: "totalCount", args: {}, fields: [] }] : []),
  ];
  const list = connectionList({ key: "page", args: { ...args }, fields });
  return describeConnection(list, (await readMedia(testApp.app, ANONYMOUS, { list })) as FeedPage);
}

/** The ids of an answer in order; null when it was refused as bad input. */
async function idsOf(answer: Promise<FeedRow[] | FeedPage>): Promise<string[] | null> {
  try {
    return ((await answer) as FeedRow[]).map(({ id }) => String(id));
  } catch (error) {
    expect(error).toMatchObject({ code: "BAD_USER_INPUT" });
    return null;
  }
}
