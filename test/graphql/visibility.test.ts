import { beforeAll, describe, expect, test } from "vitest";
import type { AppContext } from "../../server/app-context.js";
import { ANONYMOUS, SYSTEM, type Viewer } from "../../server/viewer.js";
import { insertAccount, insertPosts } from "../support/feed-rows.js";
import { askAs } from "../support/graphql.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp();
let open: AppContext;
let closed: AppContext;
let live: AppContext;

const A: Viewer = { kind: "CLIENT", keyId: "key", secret: true, scopes: ["READ", "REFRESH"], accountIds: ["acc_a"] };
const OWNER_B: Viewer = { kind: "OWNER", accountId: "acc_b" };

/** Three accounts of the sandbox and one live one; of acc_a a post and an album are hidden. */
beforeAll(async () => {
  const { config } = testApp.app;
  open = { ...testApp.app, config: { ...config, publicRead: true } };
  closed = { ...testApp.app, config: { ...config, publicRead: false } };
  live = { ...testApp.app, config: { ...config, mode: "live", publicRead: true } };
  const at = (day: number) => new Date(Date.UTC(2026, 0, day));
  for (const [n, id] of ["acc_a", "acc_b", "acc_c", "acc_live"].entries()) {
    await insertAccount(open, id, {
      connectedAt: at(n + 1),
      sandbox: id !== "acc_live",
      reference: "ref",
      tags: ["vip"],
      note: "note",
    });
    await insertPosts(open, [
      { accountId: id, id: `${id}-1`, timestamp: at(1) },
      { accountId: id, id: `${id}-hidden`, timestamp: at(2), hidden: true },
      { accountId: id, id: `${id}-album`, timestamp: at(3), mediaType: "CAROUSEL_ALBUM", hidden: true },
      { accountId: id, id: `${id}-part`, timestamp: at(3), parentId: `${id}-album`, position: 0 },
      { accountId: id, id: `${id}-open`, timestamp: at(4), mediaType: "CAROUSEL_ALBUM" },
      {
        accountId: id,
        id: `${id}-first`,
        timestamp: at(4),
        parentId: `${id}-open`,
        position: 0,
        hidden: true,
        mediaPath: "/1",
      },
      { accountId: id, id: `${id}-second`, timestamp: at(4), parentId: `${id}-open`, position: 1, mediaPath: "/2" },
    ]);
  }
});

describe("hidden posts", () => {
  const LISTS = `{ account(id: "acc_a") { media { id hidden } mediaConnection { totalCount nodes { id } } } }`;
  const viewers = {
    anonymous: ANONYMOUS,
    "a secret key": A,
    "the owner": { kind: "OWNER", accountId: "acc_a" } as const,
  };

  test.each(Object.entries(viewers))(
    "are not there for %s, nor counted, nor found by id, nor their parts",
    async (_, viewer) => {
      const { account } = (await askAs(open, viewer, LISTS)).data;
      expect(account.media).toEqual([
        { id: "acc_a-open", hidden: false },
        { id: "acc_a-1", hidden: false },
      ]);
      expect(account.mediaConnection.totalCount).toBe(2);
      for (const id of ["acc_a-hidden", "acc_a-album", "acc_a-part", "acc_a-first"]) {
        expect((await askAs(open, viewer, `{ mediaItem(id: "${id}") { id } }`)).data).toEqual({ mediaItem: null });
      }
      const { mediaItem } = (
        await askAs(open, viewer, '{ mediaItem(id: "acc_a-open") { children { id } image { url } } }')
      ).data;
      expect(mediaItem.children).toEqual([{ id: "acc_a-second" }]);
      expect(mediaItem.image.url).toBe(
        (await askAs(open, viewer, '{ mediaItem(id: "acc_a-second") { mediaUrl } }')).data.mediaItem.mediaUrl,
      );
    },
  );

  test("are there for operators, who see that they are hidden", async () => {
    const { account } = (await askAs(open, SYSTEM, LISTS)).data;
    expect(account.media.map(({ hidden }: { hidden: boolean }) => hidden)).toEqual([false, true, true, false]);
    expect(account.mediaConnection.totalCount).toBe(4);
    const { mediaItem } = (await askAs(open, SYSTEM, '{ mediaItem(id: "acc_a-part") { id account { id } } }')).data;
    expect(mediaItem).toEqual({ id: "acc_a-part", account: { id: "acc_a" } });
  });
});

describe("a key that names accounts", () => {
  test("sees them and no others, whichever way it asks", async () => {
    const { data } = await askAs(
      open,
      A,
      `{
      viewer { account { id } } account { id } profile { username }
      b: account(id: "acc_b") { id } name: account(username: "acc_b") { id } pb: profile(accountId: "acc_b") { username }
      accounts { totalCount nodes { id } } item: mediaItem(id: "acc_b-1") { id }
      media { account { id } } named: media(accountIds: ["acc_b"], usernames: ["acc_b", "acc_c"]) { id }
      mediaConnection { totalCount } namedConnection: mediaConnection(usernames: ["acc_c"]) { totalCount }
    }`,
    );
    expect(data).toEqual({
      viewer: { account: { id: "acc_a" } },
      account: { id: "acc_a" },
      profile: { username: "acc_a" },
      b: null,
      name: null,
      pb: null,
      item: null,
      accounts: { totalCount: 1, nodes: [{ id: "acc_a" }] },
      media: [{ account: { id: "acc_a" } }, { account: { id: "acc_a" } }],
      named: [],
      mediaConnection: { totalCount: 2 },
      namedConnection: { totalCount: 0 },
    });
  });

  test("that names none, or none that is there, sees nothing", async () => {
    for (const accountIds of [[], ["acc_none"]]) {
      const { data } = await askAs(
        open,
        { ...A, accountIds },
        "{ account { id } profile { username } media { id } mediaConnection { totalCount } accounts { totalCount } }",
      );
      expect(data).toEqual({
        account: null,
        profile: null,
        media: [],
        mediaConnection: { totalCount: 0 },
        accounts: { totalCount: 0 },
      });
    }
  });
});

describe("an owner", () => {
  test("asks for their own account by naming none", async () => {
    for (const app of [open, closed]) {
      const { data } = await askAs(
        app,
        OWNER_B,
        "{ viewer { kind account { id } } account { id } profile { username } }",
      );
      expect(data).toEqual({
        viewer: { kind: "OWNER", account: { id: "acc_b" } },
        account: { id: "acc_b" },
        profile: { username: "acc_b" },
      });
    }
  });

  test("sees others only where everyone may, and of them only what everyone may", async () => {
    const query = `{ mine: account { ...all } other: account(id: "acc_a") { ...all } }
      fragment all on Account { token { health } nextSyncAt staleCause reference note tags }`;
    await open.sql`update account_states set next_sync_at = now(), sync_failure_cause = 'INSTAGRAM_UNAVAILABLE'`;
    const nothing = { token: null, nextSyncAt: null, staleCause: null, reference: null, note: null, tags: [] };
    const mine = {
      ...nothing,
      token: { health: "HEALTHY" },
      nextSyncAt: expect.any(String),
      staleCause: "INSTAGRAM_UNAVAILABLE",
    };
    const inOpen = (await askAs(open, OWNER_B, query)).data;
    expect(inOpen).toEqual({ mine, other: nothing });
    expect((await askAs(closed, OWNER_B, query)).data.other).toBeNull();
    await open.sql`update account_states set next_sync_at = null, sync_failure_cause = null`;
  });

  test("touches no other account, though they may read it", async () => {
    const answer = await askAs(open, OWNER_B, 'mutation { disconnectAccount(accountId: "acc_a") }');
    expect(answer.codes).toEqual(["NOT_FOUND"]);
    expect((await askAs(open, ANONYMOUS, '{ account(id: "acc_a") { id } }')).data.account).toEqual({ id: "acc_a" });
  });
});

test("a sandbox server knows no live account, and a live server none of the sandbox", async () => {
  const query = `{ accounts { totalCount nodes { id } } media { account { id } }
    other: account(id: "acc_live") { id } mine: account(username: "acc_a") { id } item: mediaItem(id: "acc_live-1") { id } }`;
  const inSandbox = (await askAs(open, SYSTEM, query)).data;
  expect(inSandbox).toMatchObject({ accounts: { totalCount: 3 }, other: null, mine: { id: "acc_a" }, item: null });
  expect(new Set(inSandbox.media.map((post: { account: { id: string } }) => post.account.id)).has("acc_live")).toBe(
    false,
  );
  const inLive = (await askAs(live, SYSTEM, query)).data;
  expect(inLive).toMatchObject({
    accounts: { totalCount: 1, nodes: [{ id: "acc_live" }] },
    mine: null,
    item: { id: "acc_live-1" },
  });
  expect((await askAs(live, SYSTEM, 'mutation { syncAccount(accountId: "acc_a") { id } }')).codes).toEqual([
    "NOT_FOUND",
  ]);
});

describe("what is out of sight is as if it were not there", () => {
  const asks = [
    (id: string) => `{ account(id: "${id}") { id } }`,
    (id: string) => `{ account(username: "${id}") { id } }`,
    (id: string) => `{ profile(accountId: "${id}") { username } }`,
    (id: string) => `{ mediaItem(id: "${id}-1") { id } }`,
    (id: string) => `{ media(accountIds: ["${id}"]) { id } }`,
    (id: string) => `{ media(accountIds: ["${id}"], after: "${id}-1") { id } }`,
    (id: string) => `{ media(after: "${id}-1") { id } }`,
    (id: string) => `{ mediaConnection(usernames: ["${id}"]) { totalCount nodes { id } } }`,
    (id: string) => `mutation { syncAccount(accountId: "${id}") { id } }`,
    (id: string) => `mutation { refreshToken(accountId: "${id}") { health } }`,
    (id: string) => `mutation { disconnectAccount(accountId: "${id}") }`,
    (id: string) =>
      `mutation { startConnect(redirectUri: "http://localhost:4000/oauth/callback", accountId: "${id}") { state } }`,
  ];

  test.each(asks.map((query) => [query("…"), query] as const))("%s", async (_, query) => {
    for (const viewer of [
      A,
      { ...A, scopes: ["CONNECT"] } as Viewer,
      { kind: "OWNER", accountId: "acc_a" } as const,
      ANONYMOUS,
    ]) {
      expect(await askAs(closed, viewer, query("acc_b"))).toEqual(await askAs(closed, viewer, query("acc_none")));
    }
  });
});
