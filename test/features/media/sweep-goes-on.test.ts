import { beforeEach, expect, test } from "vitest";
import type { OpenAppContext } from "../../../server/app-context.js";
import { claimSync } from "../../../server/features/sync/store.js";
import { syncClaimed } from "../../../server/features/sync/sync-account.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { DAY_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { SYSTEM } from "../../../server/viewer.js";
import { apiErrorOf } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { setUpTestApp } from "../../support/test-app.js";

const PAGES = 6;

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });
let florist: string;
// Sixty posts in pages of ten, of which connecting read the newest fifty.
beforeEach(async () => {
  florist = await testApp.connect("florist");
  await shortPages();
});

const control = (command: Record<string, unknown>) => testApp.sandbox.control(command);
const shortPages = () => control({ fail: { kind: "short-page", rows: 10, endpoint: "media" } });
const posts = (change: Record<string, unknown>) => control({ posts: { account: "florist", ...change } });
const pageCalls = () => countCalls(testApp.sandbox, { endpoint: "media" });

async function pagesOf(act: () => Promise<unknown>): Promise<number> {
  const before = await pageCalls();
  await act();
  return (await pageCalls()) - before;
}

async function sweep(signal: AbortSignal, app: OpenAppContext = testApp.app): Promise<void> {
  const claim = await claimSync(app.db, florist);
  if (!claim) expect.fail("another worker has it");
  await syncClaimed(app, claim, { by: SYSTEM, full: true, signal });
}
/** A sweep whose time is up before it begins: it reads as little as a sweep can. */
const cutSweep = (app?: OpenAppContext) => sweep(AbortSignal.abort(), app);
const wholeSweep = (app?: OpenAppContext) => sweep(new AbortController().signal, app);

const isSwept = async () =>
  (await testApp.app.sql`select from account_states where fully_synced_at is not null`).length === 1;
const listed = () => testApp.app.sql<{ id: string; caption: string | null }[]>`
  select id, caption from media where parent_id is null and removed_at is null order by timestamp desc, id desc`;
/** How each sync since the connect ended. */
const runs = async () =>
  (await testApp.app.sql`select outcome from sync_runs order by id offset 1`).map(({ outcome }) => outcome as string);

test("a sweep that is cut off again and again, in whichever process, comes to its end", async () => {
  let count = 0;
  const callCount = await pagesOf(async () => {
    for (; count < 20 && !(await isSwept()); count++) await cutSweep(count % 2 ? testApp.other : testApp.app);
  });
  expect(await listed()).toHaveLength(60);
  // Each reads the newest page, and one that none before it has read.
  expect(count).toBe(PAGES);
  expect(callCount).toBe(PAGES + PAGES - 1);
  expect(await runs()).toEqual([...Array.from({ length: PAGES - 1 }, () => "INTERRUPTED"), "OK"]);
  expect(await testApp.app.sql`select from sync_checkpoints`).toHaveLength(0);
});

test("the timetable goes on with it at its next look, and not again once it is done", async () => {
  await cutSweep();
  await cutSweep();
  expect(await pagesOf(() => syncDueAccounts(testApp.app, new AbortController().signal))).toBe(PAGES - 1);
  expect(await isSwept()).toBe(true);
  expect(await syncDueAccounts(testApp.app, new AbortController().signal)).toEqual({ doneCount: 0, failedCount: 0 });
});

test.each([
  ["INSTAGRAM_UNAVAILABLE", { kind: "html" }],
  ["INSTAGRAM_RATE_LIMITED", { kind: "throttle", code: 80002, minutes: 30 }],
])("a sweep goes on where %s has ended it", async (code, fault) => {
  await control({ lift: "all" });
  await control({ fail: { kind: "short-page", rows: 10, endpoint: "media", calls: 3 } });
  await control({ fail: { ...fault, endpoint: "media" } });
  expect((await apiErrorOf(wholeSweep())).code).toBe(code);
  await control({ lift: "all" });
  await shortPages();
  testApp.clock.advance(31 * MINUTE_MS);
  expect(await pagesOf(() => wholeSweep(testApp.other))).toBe(1 + PAGES - 3);
  expect(await isSwept()).toBe(true);
  expect(await listed()).toHaveLength(60);
});

test("what was posted while it was cut off is read, and what was removed from the rest is removed", async () => {
  await cutSweep();
  await cutSweep();
  await posts({ add: [{ caption: "one" }, { caption: "two" }], delete: ["oldest"] });
  await wholeSweep();
  await wholeSweep();
  const after = await listed();
  expect(after).toHaveLength(61);
  expect(after.slice(0, 2).map(({ caption }) => caption)).toEqual(["two", "one"]);
  expect(await isSwept()).toBe(true);
});

test("so is what a sync of the news has read meanwhile", async () => {
  await cutSweep();
  await cutSweep();
  await posts({ add: [{ caption: "news" }] });
  const claim = await claimSync(testApp.app.db, florist);
  if (!claim) expect.fail("another worker has it");
  await syncClaimed(testApp.app, claim, { by: SYSTEM, full: false, signal: new AbortController().signal });
  expect(await pagesOf(wholeSweep)).toBe(PAGES - 1);
  expect((await listed())[0]?.caption).toBe("news");
  expect(await listed()).toHaveLength(61);
});

test("where the post that it stopped at is gone, everything is read anew, and nothing else is taken for gone", async () => {
  await cutSweep();
  await cutSweep();
  const stoppedAt = (await listed())[19]?.id;
  await posts({ delete: [stoppedAt] });
  await wholeSweep();
  await wholeSweep();
  const after = await listed();
  expect(after).toHaveLength(59);
  expect(after.map(({ id }) => id)).not.toContain(stoppedAt);
  expect(await isSwept()).toBe(true);
});

test("what a sweep has read a day ago is read again", async () => {
  await cutSweep();
  await cutSweep();
  testApp.clock.advance(DAY_MS);
  expect(await pagesOf(wholeSweep)).toBe(PAGES);
  await cutSweep();
  testApp.clock.advance(-2 * DAY_MS);
  expect(await pagesOf(wholeSweep)).toBe(PAGES);
});

test("a post without an id that an early part has met keeps a late part from removing anything", async () => {
  await cutSweep();
  await testApp.app.sql`update sync_checkpoints set is_incomplete = true`;
  await posts({ delete: ["oldest"] });
  await testApp.app
    .sql`insert into media (account_id, id, media_type, timestamp) values (${florist}, '1', 'IMAGE', '2001-01-01Z')`;
  await wholeSweep();
  expect((await listed()).map(({ id }) => id)).toContain("1");
  await wholeSweep();
  expect((await listed()).map(({ id }) => id)).toContain("1");
  await wholeSweep();
  expect((await listed()).map(({ id }) => id)).not.toContain("1");
});
