import { describe, expect, test } from "vitest";
import { type AppContext, createAppContext, inTransaction } from "../../../server/app-context.js";
import { verifyKey } from "../../../server/features/api-keys/verify-key.js";
import { createLink } from "../../../server/features/connect/create-link.js";
import { finishConnect } from "../../../server/features/connect/finish-connect.js";
import { initiatorOf } from "../../../server/features/connect/initiator.js";
import { saveAccount } from "../../../server/features/connect/save-account.js";
import { startConnect } from "../../../server/features/connect/start-connect.js";
import { createFeed, updateFeed } from "../../../server/features/feeds/change-feed.js";
import { decidePosts, pinPost } from "../../../server/features/feeds/curate-posts.js";
import { findDefinition } from "../../../server/features/feeds/feed-definition.js";
import { listVersions } from "../../../server/features/feeds/list-feeds.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { apiErrorOf, until } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { consent } from "../../support/connect-member.js";
import { makeKey } from "../../support/credentials.js";
import { waitingCount } from "../../support/locks.js";
import { countRows, eventsOf, rowsOf } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });

async function connect(member: string, more: { accountId?: string; reference?: string; app?: AppContext } = {}) {
  const { app = testApp.app, ...input } = more;
  const [redirectUri = ""] = app.config.redirectUris;
  const caller = initiatorOf(OPERATOR);
  const { authorizeUrl, state } = await startConnect(app, { viewer: OPERATOR, caller, redirectUri, ...input });
  const code = await consent(authorizeUrl, member);
  return await finishConnect(app, { viewer: OPERATOR, caller, redirectUri, code, state });
}

const accountRow = async (id: string) =>
  (await testApp.app.sql`select * from accounts join account_states on account_id = id where id = ${id}`)[0];
const tokenRow = async (id: string) => (await testApp.app.sql`select * from tokens where account_id = ${id}`)[0];
const postIds = async (id: string) =>
  (await testApp.app.sql`select id from media where account_id = ${id} and removed_at is null order by id`).map(
    (r) => r.id,
  );

describe("reconnecting a revoked account", () => {
  test("keeps its id, posts, dates, pause and words, renews its token, and clears what failed", async () => {
    const id = await connect("bakery", { reference: "kunde-7" });
    await testApp.app.sql`update accounts set note = 'calls on Mondays', tags = '{vip}' where id = ${id}`;
    await testApp.app.sql`update account_states set paused = true where account_id = ${id}`;
    await testApp.app.sql`update media set hidden = true where id = (select min(id) from media)`;
    await testApp.sandbox.control({ revoke: { account: "bakery", cause: "app-removed" } });
    await apiErrorOf(syncAccount(testApp.app, id, { by: OPERATOR, full: false }));
    const [account, token, posts] = [await accountRow(id), await tokenRow(id), await postIds(id)];
    expect([account?.sync_failure_cause, token?.failure_cause]).toEqual(["APP_REMOVED", "APP_REMOVED"]);
    expect([account?.next_sync_at, token?.next_refresh_at]).toEqual([null, null]);

    await testApp.sandbox.control({ advance: "1h" });
    expect(await connect("bakery")).toBe(id);

    const [after, fresh] = [await accountRow(id), await tokenRow(id)];
    const kept = ["connected_at", "reference", "note", "tags", "paused", "username", "user_id", "scoped_id"];
    for (const column of kept) expect([column, after?.[column]]).toEqual([column, account?.[column]]);
    expect(after).toMatchObject({ sync_failure_cause: null, sync_failed_at: null, sync_attempts: 0 });
    expect(after?.next_sync_at).not.toBeNull();
    expect(fresh).toMatchObject({ failure_cause: null, failure_first_at: null, failure_attempts: 0, estimated: false });
    expect(fresh?.sealed).not.toBe(token?.sealed);
    expect(fresh?.next_refresh_at).not.toBeNull();
    expect(await postIds(id)).toEqual(posts);
    expect((await testApp.app.sql`select hidden from media where hidden`).length).toBe(1);
    const events = await eventsOf(testApp.app.sql, id);
    expect(events).toEqual(["account.connected ok", "sync.failed APP_REMOVED", "account.reconnected ok"]);
  });

  test("finds a renamed account by Instagram's own id", async () => {
    const id = await connect("bakery");
    await testApp.sandbox.control({ profile: { account: "bakery", username: "bakery.new" } });
    expect(await connect("bakery")).toBe(id);
    expect((await accountRow(id))?.username).toBe("bakery.new");
  });

  test("a new reference replaces the old one", async () => {
    const id = await connect("bakery", { reference: "old" });
    await connect("bakery", { reference: "new" });
    expect((await accountRow(id))?.reference).toBe("new");
  });

  test("that fails changes nothing of what is there", async () => {
    const id = await connect("bakery");
    const before = await rowsOf(testApp.app.sql, id);
    await testApp.sandbox.control({ fail: { kind: "html", endpoint: "media" } });
    expect((await apiErrorOf(connect("bakery"))).code).toBe("INSTAGRAM_UNAVAILABLE");
    expect(await rowsOf(testApp.app.sql, id)).toEqual(before);
  });
});

describe("one person", () => {
  test("who connects in two processes at the same instant has one account", async () => {
    await using other = createAppContext(testApp.app.config, { clock: testApp.clock });
    const ids = await Promise.all([
      connect("bakery"),
      connect("bakery", { app: other }),
      connect("bakery"),
      connect("bakery", { app: other }),
    ]);
    expect(new Set(ids).size).toBe(1);
    expect(await countRows(testApp.app.sql)).toMatchObject({ accounts: 1, tokens: 1 });
  });

  test("whose user_id Instagram withholds is known by the app's own id, and by both once it is told", async () => {
    const id = await connect("lighthouse");
    expect(await accountRow(id)).toMatchObject({ user_id: null, scoped_id: "17841403725591807" });
    expect(await connect("lighthouse")).toBe(id);
    expect(await countRows(testApp.app.sql)).toMatchObject({ accounts: 1, tokens: 1 });
  });

  test("whose profile comes wrapped is connected like any other", async () => {
    expect(await accountRow(await connect("museum"))).toMatchObject({ user_id: "17841410458267731" });
  });

  test("who has not posted yet is connected, with nothing left to read", async () => {
    const row = await accountRow(await connect("newcomer"));
    expect(row?.username).toBe("newcomer");
    expect(Date.parse(row?.next_sync_at)).toBeGreaterThan(Date.parse(row?.synced_at));
  });
});

/** Two rows of one person: the older by another app, the later one while the `user_id` was withheld. */
async function twins(): Promise<{ older: string; later: string }> {
  const { sql } = testApp.app;
  const older = await connect("bakery", { reference: "kunde-7" });
  const [{ user_id: userId } = { user_id: "" }] = await sql`select user_id from accounts where id = ${older}`;
  await sql`update accounts set app_id = 'before', scoped_id = '1', user_id = null where id = ${older}`;
  await sql`update account_states set app_id = 'before' where account_id = ${older}`;
  await testApp.sandbox.control({ advance: "1h" });
  const later = await connect("bakery");
  expect(later).not.toBe(older);
  await sql`update accounts set user_id = null where id = ${later}`;
  await sql`update accounts set user_id = ${userId} where id = ${older}`;
  return { older, later };
}

async function openLinkFor(accountId: string) {
  const input = { label: null, accountId, reference: null, expiresAt: null };
  const { id: linkId } = (await createLink(testApp.app, input, OPERATOR)).connectLink;
  const [redirectUri = ""] = testApp.app.config.redirectUris;
  const by = { viewer: OPERATOR, caller: initiatorOf(OPERATOR), redirectUri };
  const { authorizeUrl, state } = await startConnect(testApp.app, { ...by, accountId, linkId });
  const code = await consent(authorizeUrl, "bakery");
  return { linkId, finish: () => finishConnect(testApp.app, { ...by, code, state }) };
}

const PROFILE = {
  id: "scoped-1",
  username: "somebody",
  name: null,
  biography: null,
  website: null,
  accountType: "BUSINESS",
  profilePictureUrl: null,
  followersCount: null,
  followsCount: null,
  mediaCount: null,
  isWhole: true,
};

describe("two accounts that turn out to be one person", () => {
  test("become the older one, with its words and date; the other is erased with its posts, on the record", async () => {
    const { older, later } = await twins();
    const [before, posts] = [await accountRow(older), await postIds(older)];
    expect(await connect("bakery")).toBe(older);
    const after = await accountRow(older);
    for (const column of ["connected_at", "reference", "user_id"]) expect(after?.[column]).toEqual(before?.[column]);
    expect(after?.app_id).toBe(testApp.app.config.instagram.appId);
    expect(await postIds(older)).toEqual(posts);
    expect(await rowsOf(testApp.app.sql, later)).toEqual([]);
    expect(await countRows(testApp.app.sql)).toMatchObject({ accounts: 1, tokens: 1 });
    expect(
      (await testApp.app.sql`select subject from events where action = 'account.erased'`).map((e) => e.subject),
    ).toEqual([older]);
    expect(await eventsOf(testApp.app.sql, later)).toEqual(["account.connected ok", "account.erased ok"]);
  });

  test("are both brought back by a connect link for either, and the link stays in the list", async () => {
    const { older, later } = await twins();
    const { linkId, finish } = await openLinkFor(later);
    expect(await finish()).toBe(older);
    const [row] = await testApp.app.sql`select account_id, used_by_account_id from connect_links where id = ${linkId}`;
    expect(row).toEqual({ account_id: older, used_by_account_id: older });
  });

  test("are read by the keys that named either, at once", async () => {
    const { older, later } = await twins();
    const named = (accountIds: string[]) => makeKey(testApp.app, { accountIds });
    const keys = [await named([later]), await named([older, later]), await named([older])];
    const read = async ({ key }: { key: string }) => (await verifyKey(testApp.app, key, null)).accountIds;
    expect(await Promise.all(keys.map(read))).toEqual([[later], [older, later].sort(), [older]]);
    expect(await connect("bakery")).toBe(older);
    await until(async () => (await Promise.all(keys.map(read))).every((ids) => ids?.join() === older));
  });

  test("are one in the feeds that named either, with what was pinned and decided", async () => {
    const { app } = testApp;
    const { older, later } = await twins();
    const sources = [{ accountId: later }];
    const rules = [{ action: "EXCLUDE", match: { accountIds: [older], words: ["werbung"] } }] as const;
    const { id: feedId } = await createFeed(
      app,
      { slug: "shops", title: "Shops", sources: [{ tag: "none" }] },
      OPERATOR,
    );
    await updateFeed(app, { id: feedId, version: 1, input: { sources, rules } }, OPERATOR);
    const posts = await app.sql<{ id: string }[]>`
      select id from media where account_id = ${later} and parent_id is null and removed_at is null order by id limit 2`;
    const [pinned = "", hidden = ""] = posts.map(({ id }) => id);
    await pinPost(app, { feedId, mediaId: pinned, place: 2, until: null }, OPERATOR);
    await decidePosts(app, { feedId, mediaIds: [hidden], decision: "HIDE" }, OPERATOR);
    expect(await connect("bakery")).toBe(older);
    const feed = await findDefinition(app, { id: feedId });
    expect(feed?.settings).toMatchObject({
      sources: [{ accountId: older }],
      rules: [{ match: { accountIds: [older] } }],
    });
    const [version] = await listVersions(app, feedId, 1);
    expect(version?.summary).toContain("Added the source @bakery.");
    expect(await app.sql`select account_id, media_id, place from feed_pins`).toEqual([
      { account_id: older, media_id: pinned, place: 2 },
    ]);
    expect(await app.sql`select account_id, media_id, is_shown from feed_decisions`).toEqual([
      { account_id: older, media_id: hidden, is_shown: false },
    ]);
  });

  test("stay two where the handshake fails at its end", async () => {
    const { older, later } = await twins();
    const rows = [await rowsOf(testApp.app.sql, older), await rowsOf(testApp.app.sql, later)];
    const { linkId, finish } = await openLinkFor(later);
    await testApp.app.sql`update connect_links set revoked_at = now() where id = ${linkId}`;
    expect((await apiErrorOf(finish())).code).toBe("STATE_INVALID");
    expect([await rowsOf(testApp.app.sql, older), await rowsOf(testApp.app.sql, later)]).toEqual(rows);
  });

  test("never come to be where one of two handshakes at the same instant is not told the user_id", async () => {
    const save = (userId: string | null, hold: () => Promise<void>) =>
      inTransaction(testApp.app, async (app) => {
        const profile = { ...PROFILE, userId };
        const saved = await saveAccount(app, {
          profile,
          exchangeUserId: null,
          reference: null,
          isWhole: true,
          by: OPERATOR,
        });
        await hold();
        return saved.id;
      });
    let second = Promise.resolve("");
    const first = save(null, async () => {
      second = save("17841400000000001", async () => undefined);
      await until(async () => (await waitingCount(testApp.app.sql)) === 1);
    });
    const ids = [await first, await second];
    expect(new Set(ids).size).toBe(1);
    expect(await accountRow(await first)).toMatchObject({ user_id: "17841400000000001" });
  });
});

describe("a handshake for one account", () => {
  test("brings that account back", async () => {
    const id = await connect("bakery");
    expect(await connect("bakery", { accountId: id })).toBe(id);
  });

  test.each(["florist", "garage"])("that @%s answers is refused by name, and changes nothing", async (member) => {
    if (member === "garage") await connect("garage");
    const id = await connect("bakery");
    const [rows, counts] = [await rowsOf(testApp.app.sql, id), await countRows(testApp.app.sql)];
    const apiError = await apiErrorOf(connect(member, { accountId: id }));
    expect([apiError.code, apiError.nextStep]).toEqual([
      "WRONG_ACCOUNT",
      `You are logged in to Instagram as @${member}; this link is for @bakery. Log out there and open it again.`,
    ]);
    expect(await rowsOf(testApp.app.sql, id)).toEqual(rows);
    expect(await countRows(testApp.app.sql)).toEqual({ ...counts, oauth_states: (counts.oauth_states ?? 0) + 1 });
  });
});

test("older posts follow by themselves, where this process has jobs", async () => {
  await using busy = createAppContext({ ...testApp.app.config, jobs: true }, { clock: testApp.clock });
  const id = await connect("florist", { app: busy });
  const count = async () =>
    (await testApp.app.sql`select from media where account_id = ${id} and parent_id is null`).length;
  await until(async () => (await count()) === 60);
  await until(async () => (await accountRow(id))?.sync_lease_until === null);
  expect((await accountRow(id))?.fully_synced_at).not.toBeNull();
});

test("without jobs in this process the account stays due for another's", async () => {
  const row = await accountRow(await connect("florist"));
  expect(Date.parse(row?.next_sync_at)).toBeLessThanOrEqual(testApp.clock.now().getTime());
});
