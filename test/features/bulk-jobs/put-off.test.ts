import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../server/lib/clock.js";
import { countCalls } from "../../support/calls.js";
import { createJobApp, type JobApp } from "./job-app.js";

let jobs: JobApp;
let ids: string[] = [];
beforeAll(async () => {
  jobs = await createJobApp();
});
afterAll(() => jobs.close());
beforeEach(async () => {
  await jobs.testApp.app.sql`truncate accounts, events, oauth_states cascade`;
  await jobs.testApp.sandbox.control({ reset: true });
  ids = [];
  for (const shop of ["shop1", "shop2", "shop3"]) ids.push(await jobs.testApp.connect(shop));
});
afterEach(() => jobs.endAll());

const control = (command: Record<string, unknown>) => jobs.testApp.sandbox.control(command);
const syncAll = () => jobs.begin(`syncAccounts(accountIds: ${JSON.stringify(ids)})`);

test("an account that is throttled waits, the others are done, and later so is it", async () => {
  await control({ throttle: { account: "shop2", calls: 1, minutes: 30 } });
  const job = await syncAll();
  await jobs.work();
  expect(await jobs.find(job.id)).toMatchObject({ state: "RUNNING", doneCount: 2, failedCount: 0 });
  const before = await countCalls(jobs.testApp.sandbox);
  expect(await jobs.work(jobs.other)).toEqual({ itemCount: 0 });
  expect(await countCalls(jobs.testApp.sandbox)).toBe(before);
  jobs.testApp.clock.advance(31 * MINUTE_MS);
  await jobs.work(jobs.other);
  expect(await jobs.find(job.id)).toMatchObject({ state: "DONE", doneCount: 3, failedCount: 0 });
});

test("while the app is throttled a job waits whole, at no cost, and can be called off", async () => {
  await control({ throttle: { code: 4 } });
  const job = await syncAll();
  await jobs.work();
  const before = await countCalls(jobs.testApp.sandbox);
  expect(await jobs.work()).toEqual({ itemCount: 0 });
  expect(await jobs.find(job.id)).toMatchObject({ state: "RUNNING", doneCount: 0, failedCount: 0 });
  expect(await jobs.begin(`cancelJob(id: "${job.id}")`)).toMatchObject({ state: "CANCELLED" });
  await jobs.work();
  expect(await jobs.find(job.id)).toMatchObject({ finishedAt: expect.any(String), doneCount: 0, failedCount: 0 });
  expect(await countCalls(jobs.testApp.sandbox)).toBe(before);
});

test("a job that calls nobody goes on meanwhile", async () => {
  await control({ throttle: { code: 4, calls: 1 } });
  const waiting = await syncAll();
  await jobs.work();
  const job = await jobs.begin(`pauseAccounts(accountIds: ${JSON.stringify(ids)})`);
  await jobs.work();
  expect(await jobs.find(job.id)).toMatchObject({ state: "DONE", doneCount: 3 });
  expect((await jobs.find(waiting.id)).state).toBe("RUNNING");
});

describe("an account that another worker is at", () => {
  const hold = (table: string, until: string) =>
    jobs.testApp.app.sql.unsafe(`update ${table} = now() + interval '${until}'
      where ${table.startsWith("accounts") ? "id" : "account_id"} = '${ids[0]}'`);
  const SYNCS = "account_states set sync_fence = sync_fence + 1, sync_lease_until";

  test.each(["false", "true"])("waits while the others are synced, and is synced later; full: %s", async (full) => {
    await hold(SYNCS, "1 hour");
    const job = await jobs.begin(`syncAccounts(accountIds: ${JSON.stringify(ids)}, full: ${full})`);
    expect(await jobs.work()).toEqual({ itemCount: 3 });
    expect(await jobs.find(job.id)).toMatchObject({ state: "RUNNING", doneCount: 2, failedCount: 0 });
    expect(await jobs.work()).toEqual({ itemCount: 0 });
    await hold(SYNCS, "-1 s");
    jobs.testApp.clock.advance(MINUTE_MS);
    expect(await jobs.work(jobs.other)).toEqual({ itemCount: 1 });
    expect(await jobs.find(job.id)).toMatchObject({ state: "DONE", doneCount: 3, failedCount: 0 });
  });

  test("for more than a day has failed", async () => {
    await hold(SYNCS, "1 hour");
    const job = await syncAll();
    await jobs.work();
    jobs.testApp.clock.advance(25 * HOUR_MS);
    await jobs.work();
    expect(await jobs.find(job.id)).toMatchObject({ state: "DONE", doneCount: 2, failedCount: 1 });
    expect((await jobs.find(job.id)).failures).toMatchObject([{ code: "INSTAGRAM_UNAVAILABLE" }]);
  });

  test("is refreshed later, too, where that one takes longer than a refresh can", async () => {
    jobs.testApp.clock.advance(48 * HOUR_MS);
    await hold("tokens set fence = fence + 1, lease_until", "1 hour");
    const job = await jobs.begin(`refreshTokens(accountIds: ${JSON.stringify(ids)})`);
    const working = jobs.work();
    await expect.poll(async () => (await jobs.find(job.id)).doneCount).toBe(2);
    jobs.testApp.clock.advance(31 * SECOND_MS);
    await working;
    expect(await jobs.find(job.id)).toMatchObject({ state: "RUNNING", doneCount: 2, failedCount: 0 });
    await hold("tokens set lease_until", "-1 s");
    jobs.testApp.clock.advance(MINUTE_MS);
    await jobs.work();
    expect(await jobs.find(job.id)).toMatchObject({ state: "DONE", doneCount: 3, failedCount: 0 });
  });
});

test("who is throttled for more than a day has failed", async () => {
  await control({ throttle: { account: "shop2", minutes: 600 } });
  const job = await syncAll();
  for (let step = 0; step < 4; step++) {
    await jobs.work();
    jobs.testApp.clock.advance(10 * HOUR_MS + MINUTE_MS);
  }
  expect(await jobs.find(job.id)).toMatchObject({
    state: "DONE",
    doneCount: 2,
    failedCount: 1,
    failures: [{ code: "INSTAGRAM_RATE_LIMITED" }],
  });
});
