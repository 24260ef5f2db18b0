import { beforeEach, describe, expect, test } from "vitest";
import { createAppContext } from "../../../server/app-context.js";
import { readAccount } from "../../../server/features/feed/read-accounts.js";
import { accountSelection } from "../../../server/features/feed/selection.js";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { DAY_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { apiErrorOf, until } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { countRows, eventsOf, rowsOf } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });
let id: string;
beforeEach(async () => {
  id = await testApp.connect("bakery");
});

const sync = ({ app = testApp.app, full = false } = {}) => syncAccount(app, id, { by: OPERATOR, full });
const accountRow = async () =>
  (await testApp.app.sql`select * from accounts join account_states on account_id = id where id = ${id}`)[0];
const tokenRow = async () => (await testApp.app.sql`select * from tokens where account_id = ${id}`)[0];
const mediaCalls = () => countCalls(testApp.sandbox, { endpoint: "media" });
const isHeld = async () => (await accountRow())?.sync_lease_until !== null;
const field = (name: string) => ({ key: name, name, args: {}, fields: [] });
const selection = accountSelection(
  ["username", "status", "stale", "staleCause", "nextSyncAt"].map(field).concat({ ...field("media"), fields: [] }),
);
const read = (find: { id?: string; username?: string } = { id }) =>
  readAccount(testApp.app, OPERATOR, { ...find, selection });

test("the profile is brought up to date, and an old name no longer answers", async () => {
  const change = { username: "backerei", name: "Neu 🥐", followersCount: 7, website: null };
  await testApp.sandbox.control({ profile: { account: "bakery", ...change } });
  await sync();
  expect(await accountRow()).toMatchObject({ name: "Neu 🥐", followers_count: 7, website: null });
  expect(await read({ username: "@BACKEREI" })).toMatchObject({ id, username: "backerei" });
  expect(await read({ username: "bakery" })).toBeNull();
});

test("an account that the viewer may not see is NOT_FOUND, and nobody is called", async () => {
  const before = await mediaCalls();
  const owner = { kind: "CLIENT", keyId: "k", secret: true, scopes: ["REFRESH"], accountIds: [] } as const;
  expect((await apiErrorOf(syncAccount(testApp.app, id, { by: owner, full: false }))).code).toBe("NOT_FOUND");
  expect(await mediaCalls()).toBe(before);
});

test("a paused account is synced when somebody asks for it", async () => {
  await testApp.app.sql`update account_states set paused = true`;
  await testApp.sandbox.control({ posts: { account: "bakery", add: [{ caption: "new" }] } });
  await sync();
  expect((await testApp.app.sql`select from media where caption = 'new'`).length).toBe(1);
  expect(await accountRow()).toMatchObject({ paused: true });
});

describe("a sync that fails", () => {
  test.each([
    ["INSTAGRAM_UNAVAILABLE", { fail: { kind: "html", endpoint: "media" } }],
    ["INSTAGRAM_UNAVAILABLE", { fail: { kind: "transient", endpoint: "me" } }],
    ["INSTAGRAM_RATE_LIMITED", { throttle: { account: "bakery", minutes: 120 } }],
    ["INSTAGRAM_REJECTED", { fail: { kind: "error", code: 100, endpoint: "media" } }],
    ["APP_MISCONFIGURED", { fail: { kind: "error", code: 101, endpoint: "media" } }],
  ])("with %s leaves what was there, stale with its cause, and is tried again later", async (cause, command) => {
    const posts = (await rowsOf(testApp.app.sql, id)).slice(2);
    await testApp.sandbox.control(command);
    expect((await apiErrorOf(sync())).code).toBe(cause);
    expect((await rowsOf(testApp.app.sql, id)).slice(2)).toEqual(posts);
    const row = await read();
    expect(row).toMatchObject({ stale: true, staleCause: cause, status: "ACTIVE", "list:media": { length: 25 } });
    const waitMs = Date.parse(String(row?.nextSyncAt)) - testApp.clock.now().getTime();
    const { throttle } = command as { throttle?: { minutes: number } };
    expect(waitMs).toBeGreaterThan((throttle?.minutes ?? 0.9) * MINUTE_MS - 5_000);
    expect(waitMs).toBeLessThan(DAY_MS);
    expect((await eventsOf(testApp.app.sql, id)).at(-1)).toBe(`sync.failed ${cause}`);
    expect(await accountRow()).toMatchObject({ sync_lease_until: null, sync_attempts: 1 });
  });

  test("is forgotten by the next one that succeeds", async () => {
    await testApp.sandbox.control({ fail: { kind: "error", code: 101, endpoint: "media", calls: 1 } });
    await apiErrorOf(sync());
    await sync();
    expect(await read()).toMatchObject({ stale: false, staleCause: null });
    expect(await accountRow()).toMatchObject({ sync_attempts: 0, sync_failed_at: null });
  });

  test.each([
    ["PASSWORD_CHANGED", "RECONNECT_REQUIRED", { revoke: { account: "bakery", cause: "password-changed" } }],
    ["APP_REMOVED", "RECONNECT_REQUIRED", { revoke: { account: "bakery", cause: "app-removed", subcode: true } }],
    ["PERMISSION_MISSING", "PERMISSION_MISSING", { withdraw: { account: "bakery" } }],
  ])("with %s marks the token and is over until the account is reconnected", async (cause, code, command) => {
    await testApp.sandbox.control(command);
    expect((await apiErrorOf(sync())).code).toBe(code);
    expect(await tokenRow()).toMatchObject({ failure_cause: cause, next_refresh_at: null, failure_attempts: 1 });
    expect(await read()).toMatchObject({
      status: "RECONNECT_REQUIRED",
      stale: true,
      staleCause: cause,
      nextSyncAt: null,
    });
    const before = await countCalls(testApp.sandbox);
    expect((await apiErrorOf(sync())).code).toBe(code);
    expect(await countCalls(testApp.sandbox)).toBe(before);
  });

  test("for an expired token says so without a call", async () => {
    await testApp.sandbox.control({ advance: "61d" });
    const before = await countCalls(testApp.sandbox);
    expect((await apiErrorOf(sync())).code).toBe("RECONNECT_REQUIRED");
    expect(await read()).toMatchObject({ stale: true, staleCause: "TOKEN_EXPIRED", nextSyncAt: null });
    expect(await countCalls(testApp.sandbox)).toBe(before);
    // Only our clock said so, and it may be wrong: the schedule looks at the date again.
    expect(await accountRow()).toMatchObject({ next_sync_at: expect.anything(), sync_failure_cause: "TOKEN_EXPIRED" });
  });

  test("for a bug of ours is tried again later, and not at once", async () => {
    await testApp.app.sql`delete from media`;
    await testApp.app.sql`alter table media add constraint broken check (id = '') not valid`;
    await expect(sync()).rejects.toThrow();
    await testApp.app.sql`alter table media drop constraint broken`;
    const row = await accountRow();
    expect(row).toMatchObject({ sync_lease_until: null, sync_failure_cause: null });
    expect(Date.parse(row?.next_sync_at)).toBeGreaterThan(testApp.clock.now().getTime());
  });
});

describe("at the same time", () => {
  // Else what goes on behind the connection could be taken for the sync that is begun here.
  beforeEach(() => testApp.app.background.settled(60_000));

  const slow = (ms: number, calls = 100) =>
    testApp.sandbox.control({ fail: { kind: "hang", ms, endpoint: "media", calls } });

  test("two routine syncs, in one process or two, read once and share the answer", async () => {
    await slow(500);
    const before = await mediaCalls();
    await testApp.sandbox.control({ posts: { account: "bakery", add: [{ caption: "new" }] } });
    await Promise.all([sync(), sync(), sync({ app: testApp.other })]);
    expect((await mediaCalls()) - before).toBe(1);
    expect((await testApp.app.sql`select from media where caption = 'new'`).length).toBe(1);
  });

  test("a failure is shared too", async () => {
    await slow(500);
    await testApp.sandbox.control({ revoke: { account: "bakery", cause: "app-removed" } });
    await testApp.sandbox.control({ fail: { kind: "hang", ms: 500, endpoint: "me" } });
    const codes = (await Promise.all([sync(), sync({ app: testApp.other })].map(apiErrorOf))).map(({ code }) => code);
    expect(codes).toEqual(["RECONNECT_REQUIRED", "RECONNECT_REQUIRED"]);
    expect((await tokenRow())?.failure_attempts).toBe(1);
  });

  test("who asks for everything does not make do with a routine sync", async () => {
    await slow(400);
    const routine = sync();
    await until(isHeld);
    await sync({ app: testApp.other, full: true });
    await routine;
    expect((await accountRow())?.fully_synced_at).not.toBeNull();
  });

  test("a lease that a dead process left is taken over when it has run out", async () => {
    await testApp.app
      .sql`update account_states set sync_fence = sync_fence + 1, sync_lease_until = now() + interval '600 ms'`;
    const before = await mediaCalls();
    await sync();
    expect((await mediaCalls()) - before).toBe(1);
  });

  test("a worker whose lease was taken over writes nothing more", async () => {
    await testApp.sandbox.control({ posts: { account: "bakery", add: [{ caption: "late" }], delete: ["oldest"] } });
    await slow(500);
    const slowly = sync();
    await until(isHeld);
    await testApp.app.sql`update account_states set sync_fence = sync_fence + 1, sync_lease_until = null`;
    const before = await rowsOf(testApp.app.sql, id);
    await slowly;
    expect(await rowsOf(testApp.app.sql, id)).toEqual(before);
  });

  test("a sync that fails with the old token does not spoil an account that was reconnected meanwhile", async () => {
    await testApp.sandbox.control({ fail: { kind: "hang", ms: 700, endpoint: "media", calls: 1 } });
    const slowly = sync().catch(() => undefined);
    await until(isHeld);
    await testApp.sandbox.control({ revoke: { account: "bakery", cause: "app-removed" } });
    await testApp.sandbox.control({ advance: "1m" });
    await testApp.connect("bakery");
    await slowly;
    expect(await read()).toMatchObject({ status: "ACTIVE", stale: false, staleCause: null });
    expect(await tokenRow()).toMatchObject({ failure_cause: null });
  });

  test("an account that is disconnected meanwhile is gone, whole", async () => {
    await slow(500);
    const slowly = sync();
    await until(isHeld);
    await disconnectAccount(testApp.app, id, OPERATOR);
    await slowly;
    expect(await countRows(testApp.app.sql)).toMatchObject({ accounts: 0, tokens: 0, media: 0 });
  });
});

test("the caller has an answer after 25 s, while the rest goes on", { timeout: 120_000 }, async () => {
  id = await testApp.connect("archive");
  await testApp.app.sql`delete from media`;
  await testApp.sandbox.control({ fail: { kind: "hang", ms: 2_700, endpoint: "media" } });
  const began = performance.now();
  await sync();
  expect(performance.now() - began).toBeGreaterThan(24_500);
  expect(await isHeld()).toBe(true);
  // Five pages more, each of which hangs for a while.
  await expect.poll(isHeld, { timeout: 40_000 }).toBe(false);
  expect((await testApp.app.sql`select from media where parent_id is null`).length).toBe(500);
});

test("draining stops a sync after the page in hand, and the account stays due", async () => {
  const app = createAppContext(testApp.app.config, { clock: testApp.clock });
  await testApp.app.sql`delete from media`;
  await testApp.sandbox.control({ fail: { kind: "hang", ms: 3_000, endpoint: "me", calls: 1 } });
  await testApp.sandbox.control({ fail: { kind: "short-page", rows: 10, endpoint: "media" } });
  const sync = syncAccount(app, id, { by: OPERATOR, full: true });
  await until(isHeld);
  await app.background.drain(20_000);
  await sync;
  await app[Symbol.asyncDispose]();
  const row = await accountRow();
  expect(row).toMatchObject({ sync_lease_until: null, sync_failure_cause: null });
  expect(Date.parse(row?.next_sync_at)).toBeLessThanOrEqual(testApp.clock.now().getTime());
  expect(await testApp.app.sql`select from media where parent_id is null`).toHaveLength(10);
});
