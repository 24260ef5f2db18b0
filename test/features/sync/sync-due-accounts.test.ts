import { expect, test } from "vitest";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { until } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { fillAppMeter } from "../../support/meters.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });

const never = new AbortController().signal;
const run = (app = testApp.app, signal = never) => syncDueAccounts(app, signal);
const profileCalls = (account?: string) =>
  countCalls(testApp.sandbox, { endpoint: "me", ...(account ? { account } : {}) });
const SMALL = ["bakery", "garage", "museum", "newcomer", "traveller", "lighthouse"];

async function connectAll(members: string[]): Promise<void> {
  for (const member of members) await testApp.connect(member);
}

test("an account is due in the last tenth of three hours after it was read last", async () => {
  await testApp.connect("bakery");
  await testApp.sandbox.control({ advance: "161m" });
  expect(await run()).toEqual({ doneCount: 0, failedCount: 0 });
  await testApp.sandbox.control({ advance: "20m" });
  expect(await run()).toEqual({ doneCount: 1, failedCount: 0 });
  expect(await run()).toEqual({ doneCount: 0, failedCount: 0 });
});

test("all posts of an account are read after it was connected, and every seven days", async () => {
  await testApp.connect("florist");
  expect(await run()).toMatchObject({ doneCount: 1 });
  const count = async () =>
    (await testApp.app.sql`select from media where parent_id is null and removed_at is null`).length;
  expect(await count()).toBe(60);
  await testApp.sandbox.control({ posts: { account: "florist", delete: ["oldest"] } });
  await testApp.sandbox.control({ advance: "6d" });
  await run();
  expect(await count()).toBe(60);
  await testApp.sandbox.control({ advance: "25h" });
  await run();
  expect(await count()).toBe(60);
  await testApp.sandbox.control({ advance: "31m" });
  await run();
  expect(await count()).toBe(59);
});

test("accounts that fail never stop the others, and are not tried again at once", async () => {
  await connectAll(SMALL);
  await testApp.sandbox.control({ advance: "4h" });
  await testApp.sandbox.control({ revoke: { account: "garage", cause: "app-removed" } });
  await testApp.sandbox.control({ throttle: { account: "museum", minutes: 60 } });
  await testApp.sandbox.control({ fail: { kind: "html", account: "traveller" } });
  await testApp.app
    .sql`update tokens set sealed = 'spoilt' where account_id = (select id from accounts where username = 'newcomer')`;
  expect(await run()).toEqual({ doneCount: 2, failedCount: 4 });
  expect(await run()).toEqual({ doneCount: 0, failedCount: 0 });
});

test("two processes at once sync every account, and none twice", async () => {
  await connectAll(SMALL);
  await testApp.sandbox.control({ advance: "4h" });
  const before = await Promise.all(SMALL.map(profileCalls));
  await testApp.sandbox.control({ fail: { kind: "hang", ms: 30, endpoint: "media" } });
  const outcomes = await Promise.all([run(), run(testApp.other), run(), run(testApp.other)]);
  expect(outcomes.reduce((sum, { doneCount }) => sum + doneCount, 0)).toBe(SMALL.length);
  const after = await Promise.all(SMALL.map(profileCalls));
  // The lighthouse's profile takes two calls: user_id is refused first.
  expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([1, 1, 1, 1, 1, 2]);
});

test("a paused account is left alone", async () => {
  await testApp.connect("bakery");
  await testApp.app.sql`update account_states set paused = true`;
  await testApp.sandbox.control({ advance: "4h" });
  expect(await run()).toEqual({ doneCount: 0, failedCount: 0 });
});

test("an account whose token is lost is given up at the first look, without a call", async () => {
  await connectAll(["bakery", "museum"]);
  await testApp.app
    .sql`update tokens set sealed = null, failure_cause = 'APP_REMOVED', failure_first_at = now(), failure_last_at = now()`;
  await testApp.sandbox.control({ advance: "4h" });
  const before = await countCalls(testApp.sandbox);
  expect(await run()).toEqual({ doneCount: 0, failedCount: 2 });
  expect(await run()).toEqual({ doneCount: 0, failedCount: 0 });
  expect(await countCalls(testApp.sandbox)).toBe(before);
  const rows = await testApp.app.sql`select distinct sync_failure_cause as cause, next_sync_at from account_states`;
  expect([...rows]).toEqual([{ cause: "APP_REMOVED", next_sync_at: null }]);
});

test("an account that another worker holds is skipped, and taken when the lease has run out", async () => {
  await testApp.connect("bakery");
  await testApp.sandbox.control({ advance: "4h" });
  await testApp.app
    .sql`update account_states set sync_fence = sync_fence + 1, sync_lease_until = now() + interval '400 ms'`;
  expect(await run()).toEqual({ doneCount: 0, failedCount: 0 });
  await until(async () => (await run()).doneCount === 1);
});

test("the signal stops it after the page in hand; who was cut off comes after those that wait", async () => {
  await connectAll(["florist", "bakery"]);
  await testApp.sandbox.control({ advance: "4h" });
  await testApp.sandbox.control({ fail: { kind: "short-page", rows: 10, endpoint: "media", account: "florist" } });
  await fillAppMeter(testApp.app, 95);
  const stop = new AbortController();
  const running = run(testApp.app, stop.signal);
  await until(
    async () => (await testApp.app.sql`select from account_states where sync_lease_until is not null`).length > 0,
  );
  stop.abort();
  await running;
  expect((await testApp.app.sql`select from account_states where sync_lease_until is not null`).length).toBe(0);
  const due = await testApp.app
    .sql`select username from accounts join account_states on account_id = id order by next_sync_at`;
  expect(due.map(({ username }) => username)).toEqual(["bakery", "florist"]);
});
