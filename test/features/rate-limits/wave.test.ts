import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { apiErrorOf } from "../../support/api-error.js";
import { eventsOf } from "../../support/rows.js";
import { createRateLimitTest, type RateLimitTest } from "./rate-limit-app.js";

const SHOPS = 25;
const LOST = ["shop2", "shop9", "shop23", "shop24"];
const MESSAGE =
  "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.";

let at: RateLimitTest;
beforeAll(async () => {
  at = await createRateLimitTest();
});
afterAll(() => at.close());
beforeEach(async () => {
  await at.testApp.app.sql`truncate accounts, events, oauth_states cascade`;
  await at.testApp.sandbox.control({ reset: true });
});

const control = (command: Record<string, unknown>) => at.testApp.sandbox.control(command);
const wave = () => control({ fail: { kind: "error", code: 190, message: MESSAGE, for: "1h" } });
/** Who is flagged, with the cause. */
const flagged = async () => {
  const found = await at.testApp.app.sql<{ id: string; cause: string }[]>`
    select account_id as id, failure_cause as cause from tokens
    where failure_cause not in ('INSTAGRAM_UNAVAILABLE', 'INSTAGRAM_RATE_LIMITED')`;
  const names = new Map([...at.ids].map(([name, id]) => [id, name]));
  return found.map(({ id, cause }) => `${names.get(id)} ${cause}`).sort();
};

/** The schedule, every third minute, which misses no probe, in two processes by turns. */
async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 3) {
    const app = minute % 2 === 0 ? at.testApp.app : at.other;
    await at.syncDue(app);
    if (minute % 21 === 0) await at.refreshDue(app);
    at.advance(3);
  }
}

test("a wave of 190s for an hour flags nobody but those who are truly lost, with their cause", async () => {
  await at.connectShops(SHOPS);
  at.advance(4 * 60);
  for (const account of LOST) await control({ revoke: { account, cause: "app-removed" } });
  await wave();
  await pass(60);
  expect(await flagged()).toEqual([]);
  const inWave = await at.calls();
  // Fifteen of the last fifty until it was recognised, those under way then, and the probing calls.
  expect(inWave - SHOPS * 4).toBeLessThan(40);
  await pass(90);
  expect(await flagged()).toEqual(LOST.map((name) => `${name} APP_REMOVED`).sort());
  const [{ count }] = await at.testApp.app.sql<[{ count: number }]>`
    select count(*)::int as count from account_states where sync_failure_cause is null`;
  expect(count).toBe(SHOPS - LOST.length);
  // Nothing is left of it: a day later every token is as good as before.
  at.advance(24 * 60);
  await at.refreshDue();
  expect(await at.testApp.app.sql`select from tokens where failure_cause = 'INSTAGRAM_UNAVAILABLE'`).toHaveLength(0);
  expect(await flagged()).toHaveLength(LOST.length);
});

test("those flagged before it was recognised get one more call, which decides", async () => {
  await at.connectShops(SHOPS);
  at.advance(4 * 60);
  await wave();
  await at.syncDue();
  const early = await flagged();
  expect(early.length).toBeGreaterThan(4);
  expect(early.length).toBeLessThan(20);
  at.advance(1);
  await at.syncDue(at.other);
  expect(await flagged()).toEqual([]);
  const [name = ""] = early[0]?.split(" ") ?? [];
  const calls = await at.calls(name);
  await pass(59);
  expect(await at.calls(name)).toBe(calls);
  expect((await eventsOf(at.testApp.app.sql, at.id(name))).at(-1)).toBe("sync.failed PASSWORD_CHANGED");
  await control({ revoke: { account: name, cause: "app-removed" } });
  await pass(90);
  expect(await flagged()).toEqual([`${name} APP_REMOVED`]);
});

test("outside a wave one 190 flags at once, and the token is never sent again", async () => {
  await at.connectShops(8);
  at.advance(2 * 24 * 60);
  await control({ revoke: { account: "shop3", cause: "password-changed" } });
  await at.syncDue();
  expect(await flagged()).toEqual(["shop3 PASSWORD_CHANGED"]);
  const before = await at.calls("shop3");
  await apiErrorOf(at.sync("shop3"));
  await apiErrorOf(at.refresh("shop3", at.other));
  await pass(30);
  expect(await at.calls("shop3")).toBe(before);
});

test("those whom another process flagged before this one recognised the wave are taken back, too", async () => {
  await at.connectShops(SHOPS);
  at.advance(4 * 60);
  await wave();
  await apiErrorOf(at.sync("shop25", at.other));
  at.advance(1);
  await at.syncDue();
  expect(await flagged()).toContain("shop25 PASSWORD_CHANGED");
  at.advance(1);
  await at.syncDue();
  expect(await flagged()).toEqual([]);
});

test("a wave that follows an outage flags nobody, not even whom the probing call was for", async () => {
  await at.connectShops(SHOPS);
  at.advance(4 * 60);
  await control({ fail: { kind: "html" } });
  await at.syncDue();
  await control({ lift: "all" });
  await wave();
  at.advance(16);
  await at.syncDue();
  at.advance(1);
  await at.syncDue();
  const [appWide] = await at.testApp.app.sql`select reason from circuits where account_id is null`;
  expect(appWide?.reason).toBe("MASS_REVOCATION");
  expect(await flagged()).toEqual([]);
});

test("taking them back is all or nothing: a process that dies meanwhile leaves no account without a plan", async () => {
  await at.connectShops(SHOPS);
  at.advance(4 * 60);
  await wave();
  await at.syncDue();
  const early = await flagged();
  at.advance(1);
  await at.testApp.app
    .sql`alter table circuits add constraint broken check (revocation_suspected_at is null) not valid`;
  await expect(at.syncDue()).rejects.toThrow();
  await at.testApp.app.sql`alter table circuits drop constraint broken`;
  expect(await flagged()).toEqual(early);
  await at.syncDue();
  expect(await flagged()).toEqual([]);
  expect(await at.testApp.app.sql`select from account_states where next_sync_at is null`).toHaveLength(0);
});

test("a permission that is missing tells that tokens are taken again, and ends the wave", async () => {
  await at.connectShops(SHOPS);
  at.advance(4 * 60);
  await wave();
  await at.syncDue();
  await control({ lift: "all" });
  const [untouched] = await at.testApp.app.sql<{ name: string }[]>`
    update account_states set next_sync_at = next_sync_at - interval '1 day' from accounts
    where id = account_id and id = (select account_id from account_states where sync_attempts = 0 limit 1)
    returning username as name`;
  const { name = "" } = untouched ?? {};
  await control({ withdraw: { account: name } });
  at.advance(16);
  await at.syncDue();
  const [appWide] = await at.testApp.app.sql`select closed_at from circuits where account_id is null`;
  expect(appWide?.closed_at).not.toBeNull();
  expect(await flagged()).toEqual([`${name} PERMISSION_MISSING`]);
});

test("after a day it is believed, and what goes on is no second wave", async () => {
  await at.connectShops(SHOPS);
  at.advance(4 * 60);
  await control({ fail: { kind: "error", code: 190, message: MESSAGE, for: "9d" } });
  await at.syncDue();
  await at.syncDue();
  expect(await flagged()).toEqual([]);
  await at.testApp.app.sql`update circuits set since = since - interval '1 day' where account_id is null`;
  at.advance(16);
  await at.syncDue();
  const [appWide] = await at.testApp.app.sql`select closed_at from circuits where account_id is null`;
  expect(appWide?.closed_at).not.toBeNull();
  at.advance(90);
  await at.syncDue(at.other);
  at.advance(90);
  await at.syncDue();
  expect(await flagged()).toHaveLength(SHOPS);
});

test("an account that was well again after a wave is in no doubt in the next one of the same day", async () => {
  await at.connectShops(12);
  for (const round of ["first", "second"]) {
    at.advance(4 * 60);
    await wave();
    await at.syncDue();
    at.advance(1);
    await at.syncDue();
    expect([round, await flagged()]).toEqual([round, []]);
    expect(
      (await at.testApp.app.sql`select from circuits where revocation_suspected_at is not null`).length,
    ).toBeGreaterThanOrEqual(10);
    at.advance(90);
    await at.syncDue();
    expect(await at.testApp.app.sql`select from circuits where revocation_suspected_at is not null`).toHaveLength(0);
  }
});
