import { beforeAll, expect, test } from "vitest";
import { createAppContext } from "../../../server/app-context.js";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { claimSync } from "../../../server/features/sync/store.js";
import { syncAccount, syncClaimed } from "../../../server/features/sync/sync-account.js";
import { refreshToken } from "../../../server/features/tokens/refresh-token.js";
import { prune } from "../../../server/retention.js";
import { until } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { insertAccount } from "../../support/feed-rows.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const DAY_MS = 24 * 3_600_000;

const testApp = setUpTestApp({ JOBS: "off" }, { hasDatabaseProxy: true });
let url: string;
let bakery: string;

beforeAll(async () => {
  url = await testApp.serve();
  bakery = await testApp.connect("bakery");
});

const RUN = `startedAt ms full outcome cause newCount changedCount removedCount unknownTypeCount brokenCount callCount`;

async function runs(id: string, first = 10) {
  const { data, errors } = await ask(
    url,
    `{ account(id: "${id}") { syncRuns(first: ${first}) { ${RUN} } } }`,
    AS_OPERATOR,
  );
  expect(errors).toBeUndefined();
  return data.account.syncRuns;
}

async function today() {
  const { data } = await ask(url, `{ activity(days: 1) { ${DAY} } }`, AS_OPERATOR);
  return data.activity[0];
}
const DAY = "refreshedCount failedRefreshCount syncedCount failedSyncCount";

test("what connecting reads is the first sync", async () => {
  const posts = await testApp.app.sql`select from media where account_id = ${bakery} and parent_id is null`;
  const [first, ...others] = await runs(bakery);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ outcome: "OK", cause: null, newCount: posts.length, changedCount: 0, callCount: 2 });
  expect((await today()).syncedCount).toBe(1);
});

test("a sync is kept with what it did and how many calls it made", async () => {
  await syncAccount(testApp.app, bakery, { by: OPERATOR, full: true });
  await testApp.sandbox.control({
    posts: { account: "bakery", add: [{ caption: "one" }, { caption: "two" }], delete: ["oldest"] },
  });
  for (let count = 0; count < 2; count++) {
    testApp.clock.advance(1_000);
    await syncAccount(testApp.app, bakery, { by: OPERATOR, full: true });
  }
  const [newest, second, first] = await runs(bakery);
  expect(first).toMatchObject({ full: true, outcome: "OK", cause: null, newCount: 0, removedCount: 0 });
  expect(second).toMatchObject({ outcome: "OK", removedCount: 0 });
  expect(second.newCount).toBeGreaterThanOrEqual(2);
  expect(newest).toMatchObject({ outcome: "OK", removedCount: 1, unknownTypeCount: 0, brokenCount: 0 });
  expect(newest.callCount).toBe(2);
  expect(newest.ms).toBeGreaterThan(0);
});

test("a sync that fails is kept with its cause, what it had read, and every call", async () => {
  testApp.clock.advance(1_000);
  await testApp.sandbox.control({ fail: { kind: "html", endpoint: "media" } });
  await expect(syncAccount(testApp.app, bakery, { by: OPERATOR, full: false })).rejects.toThrow();
  await testApp.sandbox.control({ lift: "all" });
  // The profile once, the posts three times.
  expect((await runs(bakery))[0]).toMatchObject({ outcome: "FAILED", cause: "INSTAGRAM_UNAVAILABLE", callCount: 4 });
});

test("the runs of many accounts are one statement", async () => {
  await insertAccount(testApp.app, "acc_never");
  testApp.database.forget();
  const query =
    "{ accounts(orderBy: USERNAME_ASC) { nodes { username syncRuns(first: 1) { outcome } sync { running } } } }";
  const { data } = await ask(url, query, AS_OPERATOR);
  expect(testApp.database.statements()).toHaveLength(3);
  expect(data.accounts.nodes).toEqual([
    { username: "acc_never", syncRuns: [], sync: { running: false } },
    { username: "bakery", syncRuns: [{ outcome: "FAILED" }], sync: { running: false } },
  ]);
});

test("a day's refreshes and syncs are counted, without a scan of the runs", async () => {
  const before = await today();
  await testApp.sandbox.control({ advance: "2d" });
  expect(await today()).toEqual({ refreshedCount: 0, failedRefreshCount: 0, syncedCount: 0, failedSyncCount: 0 });
  await refreshToken(testApp.app, bakery, OPERATOR);
  await syncAccount(testApp.app, bakery, { by: OPERATOR, full: false });
  await testApp.sandbox.control({ fail: { kind: "html", endpoint: "refresh" } });
  testApp.clock.advance(DAY_MS);
  await expect(refreshToken(testApp.app, bakery, OPERATOR)).rejects.toThrow();
  await testApp.sandbox.control({ lift: "all" });
  expect(await today()).toMatchObject({ refreshedCount: 0, failedRefreshCount: 1 });

  testApp.database.forget();
  const { data } = await ask(url, `{ activity { day ${DAY} } }`, AS_OPERATOR);
  expect(testApp.database.statements()).toHaveLength(1);
  expect(testApp.database.statements()[0]).not.toContain("sync_runs");
  expect(data.activity).toHaveLength(14);
  expect(data.activity.at(-2)).toMatchObject({ refreshedCount: 1, failedRefreshCount: 0, syncedCount: 1 });
  expect(data.activity.at(-4)).toMatchObject(before);
  expect(data.activity.at(-1).day).toBe(`${testApp.clock.now().toISOString().slice(0, 10)}T00:00:00.000Z`);
});

test.each([0, 91, -1])("`activity(days: %d)` is refused", async (days) => {
  const { errors } = await ask(url, `{ activity(days: ${days}) { day } }`, AS_OPERATOR);
  expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});

test("runs, progress and activity are for operators alone", async () => {
  const { data, errors } = await ask(url, `{ account { syncRuns { ms } sync { running } } activity { day } }`);
  expect(data).toEqual({ account: { syncRuns: null, sync: null }, activity: null });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["UNAUTHENTICATED"]);
});

test("a first sync of 10,000 posts tells how far it has come while it runs, and a kill leaves it to another", async () => {
  const archive = await testApp.connect("archive");
  const [{ kept }] = await testApp.app.sql<[{ kept: number }]>`
    select count(*)::int as kept from media where account_id = ${archive} and parent_id is null`;
  const draining = new AbortController();
  const other = createAppContext(testApp.app.config, { clock: testApp.clock });
  const progress = async () => {
    const { data } = await ask(
      url,
      `{ account(id: "${archive}") { sync { running full startedAt pageCount postCount } } }`,
      AS_OPERATOR,
    );
    return data.account.sync;
  };
  expect(await progress()).toMatchObject({ running: false });
  const claim = await claimSync(other.db, archive);
  if (!claim) expect.fail("another worker has it");
  const sync = syncClaimed(other, claim, { by: OPERATOR, full: true, signal: draining.signal });
  await until(async () => (await progress()).pageCount >= 3);
  const seen = await progress();
  expect(seen).toMatchObject({ running: true, full: true, startedAt: expect.any(String) });
  expect(seen.postCount).toBeGreaterThanOrEqual(seen.pageCount * 90);
  draining.abort();
  await sync;
  expect(await progress()).toMatchObject({ running: false });
  const [cut] = await runs(archive, 1);
  expect(cut).toMatchObject({ outcome: "INTERRUPTED", cause: null });
  expect(cut.newCount).toBeGreaterThan(0);
  expect(kept).toBeLessThan(seen.postCount);
  await other[Symbol.asyncDispose]();
});

test("runs go with their account, and after 30 days", async () => {
  const archive = (await ask(url, '{ account(username: "archive") { id } }', AS_OPERATOR)).data.account.id;
  await disconnectAccount(testApp.app, archive, OPERATOR);
  expect(await testApp.app.sql`select 1 from sync_runs where account_id = ${archive}`).toHaveLength(0);
  expect(await testApp.app.sql`select 1 from sync_progress where account_id = ${archive}`).toHaveLength(0);
  const signal = AbortSignal.timeout(10_000);
  testApp.clock.advance(26 * DAY_MS);
  expect(await prune(testApp.app, "prune syncs", signal)).toBe(0);
  testApp.clock.advance(5 * DAY_MS);
  const left = (await runs(bakery)).length;
  expect(await prune(testApp.app, "prune syncs", signal)).toBe(left);
  expect(await runs(bakery)).toEqual([]);
  expect(await testApp.app.sql`select 1 from daily_counts`).not.toHaveLength(0);
  testApp.clock.advance(91 * DAY_MS);
  await prune(testApp.app, "prune syncs", signal);
  expect(await testApp.app.sql`select 1 from daily_counts`).toHaveLength(0);
});
