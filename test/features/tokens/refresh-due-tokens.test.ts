import { describe, expect, test } from "vitest";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { DAY_MS } from "../../../server/lib/clock.js";
import { until } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { connectCast } from "../../support/cast.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { fillAppMeter } from "../../support/meters.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });

const never = new AbortController().signal;
const run = (app = testApp.app, signal = never) => refreshDueTokens(app, signal);
const calls = (account?: string) =>
  countCalls(testApp.sandbox, { endpoint: "refresh", ...(account ? { account } : {}) });
const refreshedCount = async () => (await testApp.app.sql`select from tokens where refreshed_at is not null`).length;

async function connectAll(members: string[]): Promise<void> {
  for (const member of members) await testApp.connect(member);
}

test("nothing is due five days before half of a token's life is gone, and all is a day after it", async () => {
  await testApp.connect("bakery");
  await testApp.sandbox.control({ advance: "599h" });
  expect(await run()).toEqual({ doneCount: 0, failedCount: 0 });
  await testApp.sandbox.control({ advance: "145h" });
  expect(await run()).toEqual({ doneCount: 1, failedCount: 0 });
  expect(await run()).toEqual({ doneCount: 0, failedCount: 0 });
});

test("a token that ran out while Instagram was away says that it ran out, not that it is tried again", async () => {
  await testApp.connect("bakery");
  await testApp.sandbox.control({ advance: "40d" });
  await testApp.sandbox.control({ fail: { kind: "transient", for: "30d" } });
  expect(await run()).toEqual({ doneCount: 0, failedCount: 1 });
  await testApp.sandbox.control({ advance: "21d" });
  const url = await testApp.serve();
  const query = `{ account { status stale staleCause token { health failure { cause nextStep } } }
    found: accounts(filter: { cause: [TOKEN_EXPIRED] }) { totalCount } }`;
  const { data } = await ask(url, query, AS_OPERATOR);
  expect(data).toEqual({
    account: {
      status: "RECONNECT_REQUIRED",
      stale: true,
      staleCause: "TOKEN_EXPIRED",
      token: {
        health: "EXPIRED",
        failure: { cause: "TOKEN_EXPIRED", nextStep: "The token expired: connect the account again." },
      },
    },
    found: { totalCount: 1 },
  });
});

test("of the cast only the florist's token is refreshed: the bakery's is young, the garage's was revoked", async () => {
  const { florist } = await connectCast(testApp);
  expect(await run()).toEqual({ doneCount: 1, failedCount: 0 });
  const rows = await testApp.app
    .sql`select account_id, refreshed_at is not null as refreshed, failure_cause from tokens`;
  expect(rows.filter(({ refreshed }) => refreshed).map(({ account_id }) => account_id)).toEqual([florist]);
  expect(rows.map(({ failure_cause }) => failure_cause).sort()).toEqual(["PASSWORD_CHANGED", null, null]);
});

test("accounts that fail never stop the others, and are not tried again at once", async () => {
  await connectAll(["garage", "florist", "museum", "bakery", "traveller"]);
  await testApp.sandbox.control({ advance: "31d" });
  await testApp.sandbox.control({ revoke: { account: "garage", cause: "app-removed" } });
  await testApp.sandbox.control({ throttle: { account: "florist" } });
  await testApp.app
    .sql`update tokens set sealed = 'spoilt' where account_id = (select id from accounts where username = 'museum')`;
  expect(await run()).toEqual({ doneCount: 2, failedCount: 3 });
  expect(await run()).toEqual({ doneCount: 0, failedCount: 0 });
  expect([await calls("garage"), await calls("florist"), await calls("museum")]).toEqual([1, 1, 0]);
});

test("a revoked token is never tried again by itself, a throttled one is", async () => {
  await connectAll(["garage", "florist"]);
  await testApp.sandbox.control({ advance: "31d" });
  await testApp.sandbox.control({ revoke: { account: "garage" } });
  await testApp.sandbox.control({ throttle: { account: "florist", calls: 1 } });
  await run();
  await testApp.sandbox.control({ advance: "2d" });
  expect(await run()).toEqual({ doneCount: 1, failedCount: 0 });
  expect(await calls("garage")).toBe(1);
});

test("two processes at once refresh every token, and none twice", async () => {
  const members = ["bakery", "florist", "garage", "museum", "traveller", "newcomer", "lighthouse"];
  await connectAll(members);
  await testApp.sandbox.control({ advance: "31d" });
  await testApp.sandbox.control({ fail: { kind: "hang", ms: 40, endpoint: "refresh" } });
  const outcomes = await Promise.all([run(), run(testApp.other), run(), run(testApp.other)]);
  expect(outcomes.reduce((sum, { doneCount }) => sum + doneCount, 0)).toBe(members.length);
  for (const member of members) expect([member, await calls(member)]).toEqual([member, 1]);
});

test("a token past its date is not called for, and nothing is written of it", async () => {
  await testApp.connect("bakery");
  const [before] = await testApp.app.sql`select * from tokens`;
  await testApp.sandbox.control({ advance: "61d" });
  expect(await run()).toEqual({ doneCount: 0, failedCount: 0 });
  expect(await calls()).toBe(0);
  expect(await testApp.app.sql`select * from tokens`).toEqual([before]);
});

test("the signal stops it after the tokens in hand; those that were not begun are given back", async () => {
  await connectAll(["bakery", "florist", "museum"]);
  await testApp.sandbox.control({ advance: "31d" });
  await testApp.sandbox.control({ fail: { kind: "hang", ms: 400, endpoint: "refresh" } });
  await fillAppMeter(testApp.app, 90);
  const stop = new AbortController();
  const running = run(testApp.app, stop.signal);
  await until(async () => (await testApp.app.sql`select from tokens where lease_until is not null`).length === 3);
  stop.abort();
  expect(await running).toEqual({ doneCount: 1, failedCount: 0 });
  expect(await refreshedCount()).toBe(1);
  expect((await testApp.app.sql`select from tokens where lease_until is not null`).length).toBe(0);
});

test("a paused account's token is refreshed too", async () => {
  await testApp.connect("bakery");
  await testApp.app.sql`update account_states set paused = true`;
  await testApp.sandbox.control({ advance: "31d" });
  expect(await run()).toMatchObject({ doneCount: 1 });
});

describe("left alone", () => {
  test("a healthy account stays alive for three years", async () => {
    await testApp.connect("bakery");
    for (let week = 0; week < 156; week++) {
      testApp.clock.advance(7 * DAY_MS);
      await run();
    }
    const [token] = await testApp.app.sql`select failure_cause, expires_at from tokens`;
    expect(token?.failure_cause).toBeNull();
    expect(Date.parse(token?.expires_at)).toBeGreaterThan(testApp.clock.now().getTime() + 28 * DAY_MS);
    expect(await calls()).toBeLessThan(40);
    testApp.clock.advance(-156 * 7 * DAY_MS);
  });

  test("one that failed for a month is tried again before its last hours are over", async () => {
    await testApp.connect("bakery");
    await testApp.app.sql`update tokens set expires_at = now() + interval '6 hours', next_refresh_at = now(),
      issued_at = now() - interval '59 days', failure_cause = 'INSTAGRAM_UNAVAILABLE', failure_attempts = 40,
      failure_first_at = now() - interval '20 days', failure_last_at = now() - interval '1 day'`;
    await testApp.sandbox.control({ fail: { kind: "error", code: 2, endpoint: "refresh", for: "1h" } });
    for (let tries = 0; tries < 20; tries++) {
      expect(await run()).toEqual({ doneCount: 0, failedCount: 1 });
      const [{ isInTime }] = await testApp.app.sql<[{ isInTime: boolean }]>`
        select next_refresh_at < failure_last_at + (expires_at - failure_last_at) * 0.51 as "isInTime" from tokens`;
      expect(isInTime).toBe(true);
      await testApp.app.sql`update tokens set next_refresh_at = now()`;
    }
  });

  test("one that Instagram did not answer for three weeks is alive all the same", async () => {
    await testApp.connect("bakery");
    await testApp.sandbox.control({ advance: "31d" });
    await testApp.sandbox.control({ fail: { kind: "error", code: 2, endpoint: "refresh", for: "21d" } });
    for (let day = 0; day < 24; day++) {
      await run();
      await testApp.sandbox.control({ advance: "1d" });
    }
    expect(await refreshedCount()).toBe(1);
  });
});
