import { beforeEach, describe, expect, test } from "vitest";
import type { Db } from "../../../server/db/db.js";
import { readAccount } from "../../../server/features/feed/read-accounts.js";
import { accountSelection } from "../../../server/features/feed/selection.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { describeToken, type TokenColumns } from "../../../server/features/tokens/describe-token.js";
import { refreshToken } from "../../../server/features/tokens/refresh-token.js";
import { DAY_MS } from "../../../server/lib/clock.js";
import { unseal } from "../../../server/lib/seal.js";
import { apiErrorOf, until } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { eventsOf } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true, hasDatabaseProxy: true });
let id: string;
beforeEach(async () => {
  id = await testApp.connect("bakery");
  await testApp.sandbox.control({ advance: "2d" });
});

const refresh = (app = testApp.app) => refreshToken(app, id, OPERATOR);
const calls = () => countCalls(testApp.sandbox, { endpoint: "refresh" });
const tokenRow = async () => (await testApp.app.sql`select * from tokens where account_id = ${id}`)[0];
const now = () => testApp.clock.now().getTime();
const field = (name: string) => ({ key: name, name, args: {}, fields: [] });
const statusOf = async () =>
  (await readAccount(testApp.app, OPERATOR, { id, selection: accountSelection([field("status")]) }))?.status;
async function shown() {
  const row = await readAccount(testApp.app, OPERATOR, { id, selection: accountSelection([field("token")]) });
  return describeToken(row?.token as TokenColumns, testApp.clock.now());
}

describe("a refresh that succeeds", () => {
  test("is kept although the database is away just when Instagram answers", async () => {
    const { instagram } = testApp.app;
    const refreshThenCut: typeof instagram.refreshToken = async (...call) => {
      const fresh = await instagram.forAccount(id).refreshToken(...call);
      await testApp.database.cut();
      return fresh;
    };
    // It is back when the first write has failed.
    let failedCount = 0;
    const transaction: Db["transaction"] = async (act) => {
      try {
        return await testApp.app.db.transaction(act);
      } catch (error) {
        if (++failedCount === 1) await testApp.database.mend();
        throw error;
      }
    };
    const before = await tokenRow();
    await refresh({
      ...testApp.app,
      db: Object.assign(Object.create(testApp.app.db), { transaction }) as Db,
      instagram: { ...instagram, forAccount: () => ({ ...instagram, refreshToken: refreshThenCut }) },
    });
    expect(failedCount).toBeGreaterThan(0);
    const after = await tokenRow();
    expect(after?.sealed).not.toBe(before?.sealed);
    expect(after).toMatchObject({ failure_cause: null, lease_until: null });
    expect(await eventsOf(testApp.app.sql, id)).toEqual(["account.connected ok", "token.refreshed ok"]);
    expect(await calls()).toBe(1);
  });

  test("is kept although the database gives the write up at first", async () => {
    const { sql } = testApp.app;
    // A sequence counts what is rolled back, too.
    await sql.unsafe(`create sequence refused; create function refuse() returns trigger language plpgsql as
      $$ begin if nextval('refused') = 1 then raise 'deadlock' using errcode = '40P01'; end if; return new; end $$;
      create trigger refusing before update of sealed on tokens for each row execute function refuse()`);
    const before = await tokenRow();
    await refresh();
    expect((await tokenRow())?.sealed).not.toBe(before?.sealed);
    expect(await calls()).toBe(1);
    await sql`drop function refuse cascade`;
    await sql`drop sequence refused`;
  });

  test("keeps the fresh token sealed for its account, with sixty days to live", async () => {
    const before = await tokenRow();
    await refresh();
    const after = await tokenRow();
    expect(after?.sealed).not.toBe(before?.sealed);
    const opened = await unseal(testApp.app.config.secretKeys, after?.sealed, `token:${id}`);
    expect(opened.reveal()).toMatch(/^IGAA/);
    expect(Math.abs(Date.parse(after?.expires_at) - now() - 60 * DAY_MS)).toBeLessThan(10_000);
    expect(after).toMatchObject({ lease_until: null, estimated: false, scopes: ["instagram_business_basic"] });
    expect(await shown()).toMatchObject({ health: "HEALTHY", daysLeft: 59, failure: null });
    expect(await eventsOf(testApp.app.sql, id)).toEqual(["account.connected ok", "token.refreshed ok"]);
  });

  test("clears the failure of one that did not", async () => {
    await testApp.sandbox.control({ fail: { kind: "transient", endpoint: "refresh", calls: 3 } });
    await apiErrorOf(refresh());
    expect((await shown()).failure).toMatchObject({ cause: "INSTAGRAM_UNAVAILABLE", attempts: 1 });
    await refresh();
    expect((await shown()).failure).toBeNull();
    expect(await tokenRow()).toMatchObject({ failure_attempts: 0, failure_first_at: null });
  });

  test("keeps the scopes where Instagram does not repeat them", async () => {
    await refresh();
    expect((await tokenRow())?.scopes).toEqual(["instagram_business_basic"]);
  });
});

test("a token of less than 24 h is refused without a call, and the next step says when to come back", async () => {
  await refresh();
  const before = await calls();
  const apiError = await apiErrorOf(refresh());
  expect(apiError.code).toBe("TOKEN_TOO_YOUNG");
  expect(apiError.nextStep).toBe(`Try again from ${(await shown()).refreshableAt.toISOString()} on.`);
  expect(await calls()).toBe(before);
  expect((await tokenRow())?.lease_until).toBeNull();
});

test("a token past its date is RECONNECT_REQUIRED without a call", async () => {
  await testApp.sandbox.control({ advance: "60d" });
  const apiError = await apiErrorOf(refresh());
  expect([apiError.code, apiError.nextStep]).toEqual([
    "RECONNECT_REQUIRED",
    "The token expired: connect the account again.",
  ]);
  expect(await countCalls(testApp.sandbox, { endpoint: "refresh" })).toBe(0);
  expect(await shown()).toMatchObject({ health: "EXPIRED", daysLeft: 0, nextRefreshAt: null });
  expect(await statusOf()).toBe("RECONNECT_REQUIRED");
});

test("a token that a sync found revoked is RECONNECT_REQUIRED without a call, however young it is", async () => {
  await refresh();
  await testApp.sandbox.control({ revoke: { account: "bakery", cause: "password-changed" } });
  await apiErrorOf(syncAccount(testApp.app, id, { by: OPERATOR, full: false }));
  const before = await calls();
  const apiError = await apiErrorOf(refresh());
  expect(apiError.code).toBe("RECONNECT_REQUIRED");
  expect(apiError.nextStep).toContain("changed their Instagram password");
  expect(await calls()).toBe(before);
});

test("an account that is not there is NOT_FOUND", async () => {
  expect((await apiErrorOf(refreshToken(testApp.app, "acc_nobody", OPERATOR))).code).toBe("NOT_FOUND");
});

describe("calls at the same time", () => {
  test("a hundred in one process make one call to Instagram", async () => {
    await testApp.sandbox.control({ fail: { kind: "hang", ms: 300, endpoint: "refresh" } });
    await Promise.all(Array.from({ length: 100 }, () => refresh()));
    expect(await calls()).toBe(1);
    expect(await eventsOf(testApp.app.sql, id)).toEqual(["account.connected ok", "token.refreshed ok"]);
  });

  test("in two processes share one call and its answer", async () => {
    await testApp.sandbox.control({ fail: { kind: "hang", ms: 600, endpoint: "refresh" } });
    await Promise.all([refresh(), refresh(testApp.other), refresh(), refresh(testApp.other)]);
    expect(await calls()).toBe(1);
  });

  test("share it also where one of them was slow to look at the token, but not with who came later", async () => {
    const cameAt = testApp.clock.now();
    await refresh();
    let looks = 0;
    await refresh({ ...testApp.other, clock: { now: () => (looks++ === 0 ? cameAt : testApp.clock.now()) } });
    expect((await apiErrorOf(refresh(testApp.other))).code).toBe("TOKEN_TOO_YOUNG");
    expect(await calls()).toBe(1);
    expect((await tokenRow())?.lease_until).toBeNull();
  });

  test("share a failure also where one of them was slow to look at the token", async () => {
    await testApp.sandbox.control({ revoke: { account: "bakery", cause: "app-removed" } });
    const cameAt = new Date(testApp.clock.now().getTime() - 1_000);
    await apiErrorOf(refresh());
    let looks = 0;
    const slow = { ...testApp.other, clock: { now: () => (looks++ === 0 ? cameAt : testApp.clock.now()) } };
    expect((await apiErrorOf(refresh(slow))).code).toBe("RECONNECT_REQUIRED");
    expect(await calls()).toBe(1);
    expect(await tokenRow()).toMatchObject({ failure_attempts: 1, lease_until: null });
  });

  test("in two processes and in one share a failure too", async () => {
    await testApp.sandbox.control({ fail: { kind: "hang", ms: 600, endpoint: "refresh" } });
    await testApp.sandbox.control({ revoke: { account: "bakery", cause: "app-removed" } });
    const outcomes = await Promise.all([refresh(), refresh(testApp.other), refresh()].map(apiErrorOf));
    expect(outcomes.map(({ code }) => code)).toEqual(Array(3).fill("RECONNECT_REQUIRED"));
    expect(await calls()).toBe(1);
    expect((await tokenRow())?.failure_attempts).toBe(1);
  });

  test("a failed flight ends with itself: the next call asks again", async () => {
    await testApp.sandbox.control({ fail: { kind: "error", code: 101, endpoint: "refresh", calls: 1 } });
    // One alone: a second that is slow to find its account would come when the first has failed, and succeed.
    await apiErrorOf(refresh());
    await refresh();
    expect(await calls()).toBe(2);
  });

  test("the lease of a process that died is taken over when it has run out", async () => {
    await testApp.app.sql`update tokens set fence = fence + 1, lease_until = now() + interval '700 ms'`;
    await refresh();
    expect(await calls()).toBe(1);
    expect((await tokenRow())?.refreshed_at).not.toBeNull();
  });

  test("a worker that lost its lease keeps the fresh token where the old one is still there", async () => {
    await testApp.sandbox.control({ fail: { kind: "hang", ms: 600, endpoint: "refresh", calls: 1 } });
    const slow = refresh();
    await until(async () => (await tokenRow())?.lease_until !== null);
    await testApp.app
      .sql`update tokens set fence = fence + 1, lease_until = null, failure_cause = 'INSTAGRAM_UNAVAILABLE'`;
    const before = await tokenRow();
    await slow;
    expect((await tokenRow())?.sealed).not.toBe(before?.sealed);
    expect(await tokenRow()).toMatchObject({ failure_cause: null });
  });

  test("a refresh under way does not overwrite the token of a reconnection", async () => {
    await testApp.sandbox.control({ fail: { kind: "hang", ms: 800, endpoint: "refresh", calls: 1 } });
    const slow = refresh();
    await until(async () => (await tokenRow())?.lease_until !== null);
    await testApp.connect("bakery");
    const granted = await tokenRow();
    await slow;
    expect(await tokenRow()).toEqual(granted);
  });
});

test("a sealed token that was moved to another account's row does not open, and nobody is called", async () => {
  const museum = await testApp.connect("museum");
  await testApp.app
    .sql`update tokens set sealed = (select sealed from tokens where account_id = ${museum}) where account_id = ${id}`;
  await expect(refresh()).rejects.toThrow("sealed for another place");
  expect(await calls()).toBe(0);
  expect(await tokenRow()).toMatchObject({ lease_until: null, failure_cause: null });
});

test("a sync that fails with the old token does not revoke the one that a refresh brought meanwhile", async () => {
  const profilesRead = () => countCalls(testApp.sandbox, { endpoint: "me" });
  const before = await profilesRead();
  await testApp.sandbox.control({ fail: { kind: "hang", ms: 3_000, endpoint: "media", calls: 1 } });
  const sync = apiErrorOf(syncAccount(testApp.app, id, { by: OPERATOR, full: false }));
  await until(async () => (await profilesRead()) > before);
  const [{ sealed }] = (await testApp.app.sql`select sealed from tokens where account_id = ${id}`) as unknown as [
    { sealed: string },
  ];
  const old = await unseal(testApp.app.config.secretKeys, sealed, `token:${id}`);
  await refresh();
  await testApp.sandbox.control({ revoke: { token: old.reveal(), cause: "invalidated" } });
  expect((await sync).code).toBe("RECONNECT_REQUIRED");
  expect(await tokenRow()).toMatchObject({ failure_cause: null });
  expect(await shown()).toMatchObject({ health: "HEALTHY" });
  const [account] = await testApp.app
    .sql`select sync_failure_cause, next_sync_at from account_states where account_id = ${id}`;
  expect(account?.next_sync_at).not.toBeNull();
  await syncAccount(testApp.app, id, { by: OPERATOR, full: false });
});
