import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAppContext } from "../../../server/app-context.js";
import { guardCalls } from "../../../server/features/rate-limits/guard-calls.js";
import { appScopeKey, readAppCircuit } from "../../../server/features/rate-limits/read-circuit.js";
import { closeApp, openApp, reopenApp, takeProbe, throttleApp } from "../../../server/features/rate-limits/store.js";
import { InstagramError } from "../../../server/instagram/errors.js";
import { HOUR_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { apiErrorOf } from "../../support/api-error.js";
import { fillAppMeter } from "../../support/meters.js";
import { eventsOf } from "../../support/rows.js";
import { createRateLimitTest, type RateLimitTest } from "./rate-limit-app.js";

let at: RateLimitTest;
beforeAll(async () => {
  at = await createRateLimitTest({}, { hasDatabaseProxy: true });
});
afterAll(() => at.close());
beforeEach(async () => {
  await at.testApp.app.sql`truncate accounts, events, oauth_states cascade`;
  await at.testApp.sandbox.control({ reset: true });
  await at.connectShops(4);
  at.advance(2 * 24 * 60);
});

const control = (command: Record<string, unknown>) => at.testApp.sandbox.control(command);
const throttle = (input: Record<string, unknown>) => control({ throttle: { calls: 1, ...input } });
const leases = async () =>
  (
    await at.testApp.app.sql`select from account_states where sync_lease_until is not null
    union all select from tokens where lease_until is not null`
  ).length;

describe("an account that is throttled", () => {
  beforeEach(async () => {
    await throttle({ account: "shop1", code: 80002, minutes: 90 });
    expect((await apiErrorOf(at.sync("shop1"))).code).toBe("INSTAGRAM_RATE_LIMITED");
  });

  test("is not called by anybody, in any process, also after a restart, until the estimate is over", async () => {
    const before = await at.calls("shop1");
    const until = new Date(at.testApp.clock.now().getTime() + 90 * MINUTE_MS).toISOString().slice(0, 16);
    const restarted = createAppContext(at.testApp.app.config, { clock: at.testApp.clock });
    const acts = [at.sync("shop1"), at.refresh("shop1", at.other), at.refresh("shop1", restarted)];
    for (const apiError of await Promise.all(acts.map(apiErrorOf))) {
      expect(apiError.code).toBe("INSTAGRAM_RATE_LIMITED");
      expect(apiError.nextStep).toContain(`Try again from ${until}`);
      expect(apiError.retryAfterS).toBeGreaterThan(89 * 60);
    }
    await restarted[Symbol.asyncDispose]();
    expect(await at.calls("shop1")).toBe(before);
    at.advance(91);
    await at.refresh("shop1", at.other);
    await at.sync("shop1");
    expect(await at.calls("shop1")).toBeGreaterThan(before);
  });

  test("stops no other, and its own rows are put off without a failure being counted", async () => {
    await at.testApp.app.sql`update tokens set next_refresh_at = ${at.testApp.clock.now().toISOString()}`;
    await at.testApp.app.sql`update account_states set next_sync_at = ${at.testApp.clock.now().toISOString()}`;
    const before = await at.calls("shop1");
    expect(await at.refreshDue()).toEqual({ doneCount: 3, failedCount: 0 });
    expect(await at.syncDue(at.other)).toEqual({ doneCount: 3, failedCount: 0 });
    expect(await at.calls("shop1")).toBe(before);
    const id = at.id("shop1");
    const [row] = await at.testApp.app.sql`select next_sync_at, next_refresh_at, sync_attempts, failure_attempts
      from account_states join tokens using (account_id) where account_id = ${id}`;
    const over = at.testApp.clock.now().getTime() + 89 * MINUTE_MS;
    expect(Date.parse(row?.next_sync_at)).toBeGreaterThan(over);
    expect(Date.parse(row?.next_refresh_at)).toBeGreaterThan(over);
    expect(row).toMatchObject({ sync_attempts: 1, failure_attempts: 0 });
    expect(await eventsOf(at.testApp.app.sql, id)).toEqual([
      "account.connected ok",
      "sync.failed INSTAGRAM_RATE_LIMITED",
    ]);
    expect(await leases()).toBe(0);
  });
});

describe("an app that is throttled", () => {
  test("is not called for any account; later one call decides, then all go on", async () => {
    await throttle({ code: 4, minutes: 0 });
    await apiErrorOf(at.sync("shop1"));
    const before = await at.calls();
    expect(await at.syncDue()).toEqual({ doneCount: 0, failedCount: 0 });
    expect(await at.refreshDue(at.other)).toEqual({ doneCount: 0, failedCount: 0 });
    const acts = [at.sync("shop2", at.other), at.refresh("shop3")];
    for (const { code } of await Promise.all(acts.map(apiErrorOf))) expect(code).toBe("INSTAGRAM_RATE_LIMITED");
    expect(await at.calls()).toBe(before);
    expect(await leases()).toBe(0);
    expect(await at.testApp.app.sql`select from account_states where sync_attempts > 0`).toHaveLength(1);

    at.advance(61);
    await throttle({ code: 4, minutes: 0 });
    await Promise.all([at.syncDue(), at.syncDue(at.other)]);
    expect(await at.calls()).toBe(before + 1);
    at.advance(61);
    expect(await at.syncDue()).toMatchObject({ failedCount: 0 });
    expect(await at.testApp.app.sql`select from account_states where sync_failure_cause is null`).toHaveLength(4);
  });

  test("by a full meter on a good answer, too: then for nobody, nor to connect an account", async () => {
    await control({ usage: { percent: 100, header: "app" } });
    await apiErrorOf(at.sync("shop1"));
    const before = await at.calls();
    const acts = [at.refresh("shop2", at.other), at.click("shop3"), at.testApp.connect("bakery")];
    for (const { code } of await Promise.all(acts.map(apiErrorOf))) expect(code).toBe("INSTAGRAM_RATE_LIMITED");
    expect(await at.calls()).toBe(before);
  });
});

describe("somebody who waits", () => {
  test("is let through where Instagram did not say how long; that call decides for all", async () => {
    await throttle({ code: 4, minutes: 0, calls: 2 });
    await apiErrorOf(at.sync("shop1"));
    const before = await at.calls();
    expect((await apiErrorOf(at.click("shop2", at.other))).code).toBe("INSTAGRAM_RATE_LIMITED");
    expect(await at.calls()).toBe(before + 1);
    await apiErrorOf(at.sync("shop3"));
    expect(await at.calls()).toBe(before + 1);
    await at.click("shop2");
    await at.sync("shop3", at.other);
  });

  test("is let through to connect an account, too", async () => {
    await throttle({ code: 4, minutes: 0 });
    await apiErrorOf(at.sync("shop1"));
    await at.testApp.connect("bakery");
    await at.sync("shop1");
  });

  test.each([
    [0, true],
    [90, false],
  ])("is let through to an account where it said %i minutes: %s", async (minutes, isLet) => {
    await throttle({ account: "shop1", code: 80002, minutes });
    await apiErrorOf(at.sync("shop1"));
    const before = await at.calls("shop1");
    await apiErrorOf(at.sync("shop1"));
    expect(await at.calls("shop1")).toBe(before);
    await at.click("shop1").catch(() => undefined);
    expect((await at.calls("shop1")) > before).toBe(isLet);
  });
});

describe("which it is", () => {
  test.each([
    [17, false],
    [32, false],
    [613, false],
    [80001, false],
    [80002, false],
    [368, false],
    [341, true],
    [4, true],
  ])("code %i concerns the whole app: %s", async (code, isApp) => {
    await throttle({ code, account: "shop1" });
    await apiErrorOf(at.sync("shop1"));
    const [mine, others] = [await at.calls("shop1"), await at.calls("shop2")];
    await apiErrorOf(at.sync("shop1"));
    await at.sync("shop2").catch(() => undefined);
    expect(await at.calls("shop1")).toBe(mine);
    expect((await at.calls("shop2")) === others).toBe(isApp);
  });

  test("a full meter of the account on a good answer stops that account", async () => {
    await control({ usage: { percent: 104, account: "shop1" } });
    await apiErrorOf(at.sync("shop1"));
    expect((await apiErrorOf(at.refresh("shop1", at.other))).code).toBe("INSTAGRAM_RATE_LIMITED");
    await at.sync("shop2");
  });
});

describe("from 80 % on", () => {
  test("an account is synced less often, and as usual when the meter has fallen", async () => {
    const waitMs = async () => {
      const [row] = await at.testApp.app
        .sql`select next_sync_at from account_states where account_id = ${at.id("shop1")}`;
      return Date.parse(row?.next_sync_at) - at.testApp.clock.now().getTime();
    };
    await at.sync("shop1");
    const usual = await waitMs();
    expect(usual).toBeLessThanOrEqual(3 * HOUR_MS);
    expect(usual).toBeGreaterThan(2.69 * HOUR_MS);
    await control({ usage: { percent: 92, account: "shop1" } });
    await at.sync("shop1");
    expect((await waitMs()) / usual).toBeCloseTo(1.25, 2);
    await control({ usage: { percent: 40, account: "shop1" } });
    await at.sync("shop1");
    expect((await waitMs()) / usual).toBeCloseTo(1, 2);
  });

  test("only another step is written, not every call", async () => {
    const writes = async (percent: number) => {
      await control({ usage: { percent, header: "app" } });
      at.testApp.database.forget();
      await at.sync("shop1");
      return at.testApp.database.statements().filter((text) => /(into|update) "circuits"/.test(text)).length;
    };
    expect([await writes(50), await writes(79), await writes(86), await writes(88)]).toEqual([0, 0, 1, 0]);
    expect([await writes(91), await writes(10), await writes(11)]).toEqual([1, 1, 0]);
  });

  test("a round goes on with fewer at once", async () => {
    await fillAppMeter(at.testApp.app, 85);
    const began = performance.now();
    expect(await at.syncDue()).toEqual({ doneCount: 4, failedCount: 0 });
    expect(performance.now() - began).toBeGreaterThan(4 * 450);
  });
});

test.each([
  [80002, "account"],
  [4, "app"],
])("of answers that were under way together, code %i, the longest wait holds for the %s", async (code) => {
  const admit = guardCalls(at.testApp.app);
  const asked = () => ({ accountId: at.id("shop1"), call: "readProfile" as const, request: {} });
  const ends = [await admit(asked()), await admit(asked()), await admit(asked())];
  for (const [n, minutes] of [10, 90, 20].entries()) {
    const said = { failureCause: "INSTAGRAM_RATE_LIMITED", code, status: 400, retryAfterS: minutes * 60 } as const;
    await ends[n]?.({ usage: null, failure: new InstagramError("Too many calls.", said) });
  }
  const apiError = await apiErrorOf(at.sync("shop1", at.other));
  expect(apiError.retryAfterS).toBeGreaterThan(89 * 60);
  at.advance(91);
  await at.sync("shop1", at.other);
});

test("what was noted before the clock was turned back counts for nothing", async () => {
  await throttle({ code: 4 });
  await apiErrorOf(at.sync("shop1"));
  at.advance(-60);
  await at.sync("shop1");
});

test("a throttle that is told while the probing call is under way outlasts it, whatever comes of that", async () => {
  const { app } = at.testApp;
  const [now, scopeKey] = [at.testApp.clock.now(), appScopeKey(app)];
  const until = new Date(now.getTime() + HOUR_MS);
  await openApp(app.db, {
    scopeKey,
    reason: "UNAVAILABLE",
    since: new Date(now.getTime() - HOUR_MS),
    until: now,
    retryAfter: null,
  });
  expect(await takeProbe(app.db, scopeKey, now)).toBe(true);
  await throttleApp(app.db, scopeKey, { until, retryAfter: null });
  await reopenApp(app.db, scopeKey, new Date(now.getTime() + MINUTE_MS));
  await closeApp(app.db, scopeKey, now);
  expect(await readAppCircuit(app)).toMatchObject({ state: "OPEN", reason: "RATE_LIMITED", until });
});
