import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAppContext } from "../../../server/app-context.js";
import { apiErrorOf } from "../../support/api-error.js";
import { createRateLimitTest, type RateLimitTest } from "./rate-limit-app.js";

const SHOPS = 26;

let at: RateLimitTest;
beforeAll(async () => {
  at = await createRateLimitTest();
});
afterAll(() => at.close());
beforeEach(async () => {
  await at.testApp.app.sql`truncate accounts, events, oauth_states cascade`;
  await at.testApp.sandbox.control({ reset: true });
  await at.connectShops(SHOPS);
  at.advance(4 * 60);
});

const control = (command: Record<string, unknown>) => at.testApp.sandbox.control(command);
const rows = async (where: string) =>
  (await at.testApp.app.sql.unsafe(`select from accounts join account_states on account_id = id where ${where}`))
    .length;
const circuit = async () => (await at.testApp.app.sql`select * from circuits where account_id is null`)[0];

/** A day on which Instagram answers with pages for people. */
async function failInMass(): Promise<void> {
  await control({ fail: { kind: "html" } });
  await at.syncDue();
}

test("a mass failure opens it: what is left is given back untouched, and nobody calls, in any process", async () => {
  await failInMass();
  expect(await circuit()).toMatchObject({ reason: "UNAVAILABLE", closed_at: null, consecutive_opens: 1 });
  const failed = await rows("sync_attempts > 0");
  expect(failed).toBeGreaterThanOrEqual(10);
  expect(failed).toBeLessThan(SHOPS);
  expect(await rows("sync_lease_until is not null")).toBe(0);
  expect(await rows("sync_attempts = 0 and sync_failed_at is null")).toBe(SHOPS - failed);

  const before = await at.calls();
  const restarted = createAppContext(at.testApp.app.config, { clock: at.testApp.clock });
  for (const app of [at.testApp.app, at.other, restarted]) {
    expect(await at.syncDue(app)).toEqual({ doneCount: 0, failedCount: 0 });
    expect(await at.refreshDue(app)).toEqual({ doneCount: 0, failedCount: 0 });
  }
  await restarted[Symbol.asyncDispose]();
  const apiError = await apiErrorOf(at.sync("shop26", at.other));
  expect(apiError.code).toBe("INSTAGRAM_UNAVAILABLE");
  expect(apiError.nextStep).toMatch(/^Try again from \d{4}-.*Z on; until then nothing is asked of Instagram\.$/);
  expect(await at.calls()).toBe(before);
});

test("one probing call of all processes decides: it opens anew for longer, until one goes well", async () => {
  await failInMass();
  const failed = await rows("sync_attempts > 0");
  const before = await at.calls();
  for (let probes = 1; probes <= 4; probes++) {
    at.advance(16);
    await Promise.all([at.syncDue(), at.syncDue(at.other), at.syncDue(), at.syncDue(at.other)]);
    expect(await at.calls()).toBe(before + probes);
    expect(await circuit()).toMatchObject({ consecutive_opens: 1 + probes, closed_at: null });
  }
  // Each probe was a true call, and failed one account.
  expect(await rows("sync_attempts > 0")).toBeLessThanOrEqual(failed + 4);
  await control({ lift: "all" });
  at.advance(16);
  expect(await at.syncDue(at.other)).toMatchObject({ failedCount: 0 });
  expect((await circuit())?.closed_at).not.toBeNull();
  at.advance(24 * 60);
  await at.syncDue();
  expect(await rows("sync_attempts > 0 or sync_failure_cause is not null")).toBe(0);
});

test("an account that is sick besides does not keep it open: the next probing call is another's", async () => {
  await failInMass();
  await control({ lift: "all" });
  await control({ fail: { kind: "error", code: 2, account: "shop26" } });
  await at.testApp.app
    .sql`update account_states set next_sync_at = next_sync_at - interval '1 day' where account_id = ${at.id("shop26")}`;
  at.advance(16);
  await at.syncDue();
  expect(await circuit()).toMatchObject({ consecutive_opens: 2, closed_at: null });
  expect(await rows("sync_attempts > 0 and username = 'shop26'")).toBe(1);
  at.advance(16);
  await at.syncDue(at.other);
  expect((await circuit())?.closed_at).not.toBeNull();
});

test("who dies with the probing call in hand leaves it to another, half a minute later", async () => {
  await failInMass();
  at.advance(16);
  await at.testApp.app.sql`update circuits set probe_lease_until = now() + interval '30 s' where account_id is null`;
  await control({ lift: "all" });
  const before = await at.calls();
  expect(await at.syncDue()).toEqual({ doneCount: 0, failedCount: 0 });
  expect(await at.calls()).toBe(before);
  await at.testApp.app.sql`update circuits set probe_lease_until = now() where account_id is null`;
  expect((await at.syncDue()).doneCount).toBeGreaterThan(0);
});

test("a person who connects is let through", async () => {
  await failInMass();
  await control({ lift: "all" });
  expect(await at.testApp.connect("bakery")).toMatch(/^acc_/);
  expect((await circuit())?.closed_at).toBeNull();
});

test("one sick account, however often it is tried, does not open it", async () => {
  await control({ fail: { kind: "error", code: 2, account: "shop1" } });
  for (let n = 0; n < 12; n++) await apiErrorOf(at.sync("shop1", at.other));
  expect(await circuit()).toBeUndefined();
  expect(await at.syncDue(at.other)).toEqual({ doneCount: SHOPS - 1, failedCount: 0 });
});
