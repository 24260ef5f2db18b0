import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { syncAccount } from "../../server/features/sync/sync-account.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../server/lib/clock.js";
import { testAccount } from "../../server/sandbox/fixtures.js";
import { mintGrant } from "../../server/sandbox/tokens.js";
import { OPERATOR } from "../support/cast.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { type MonthsApp, openMonths } from "./months-app.js";
import { createReferee } from "./referee.js";
import { ILLNESSES } from "./story.js";
import type { Referee } from "./verdict.js";

/* That the months test can fail: each fault is committed here, by hand, and the referee must see it. */

const TIMES = { syncEveryMs: 12 * HOUR_MS, checkEveryMs: HOUR_MS };
let database: TestDatabase;
let months: MonthsApp;
let referee: Referee;
let shop: string;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  months = await openMonths(database.url, {});
});
afterAll(async () => {
  await months.close();
  await database.drop();
});
beforeEach(async () => {
  shop = `shop${++count}`;
  referee = createReferee(months, TIMES);
  referee.connected(shop, await months.connect(shop));
});

/** A call that the server did not make, with a token that Instagram gave now. */
async function call(path: string, token = freshToken()): Promise<void> {
  await fetch(`${months.sandbox.url}/v26.0/${path}${path.includes("?") ? "&" : "?"}access_token=${token}`);
}

function freshToken(): string {
  const member = testAccount(shop) ?? expect.fail(`there is no ${shop}`);
  return mintGrant(months.sandbox.sandbox, { kind: "long", member, permissions: ["instagram_business_basic"] });
}

test("a healthy account whose token ran out is lost", async () => {
  await months.turn(59 * DAY_MS);
  await referee.weigh();
  expect(referee.verdict().faults.lost).toBe(0);
  await months.turn(2 * DAY_MS);
  await referee.weigh();
  expect(referee.verdict().faults.lost).toBe(1);
});

test("a healthy account that is flagged, and a sick one that is flagged with another cause, are wrong", async () => {
  const id = referee.idOf(shop);
  await months.sql`update tokens set failure_cause = 'CHECKPOINT' where account_id = ${id}`;
  await referee.look();
  expect(referee.verdict().faults.wrongCause).toBe(1);
  referee.connected(shop, await months.connect(shop));
  referee.sickened(shop, ILLNESSES[0]);
  await months.sql`update tokens set failure_cause = 'CHECKPOINT' where account_id = ${id}`;
  await referee.look();
  expect(referee.verdict().faults.wrongCause).toBe(2);
});

test("a well account that is flagged for a refusal that was the app's, or of one field, is flagged wrongly", async () => {
  const flag = async () => {
    await months.sql`update tokens set failure_cause = 'PERMISSION_MISSING' where account_id = ${referee.idOf(shop)}`;
    await referee.look();
    const { wrongFlag, wrongCause } = referee.verdict().faults;
    expect(wrongCause).toBe(0);
    return wrongFlag;
  };
  referee.befell({ name: "app off", control: {}, lastsMs: DAY_MS, account: null, refuses: "APP" });
  expect(await flag()).toBe(1);
  await months.turn(3 * DAY_MS);
  referee.connected(shop, await months.connect(shop));
  const incident = { name: "app refused", control: {}, lastsMs: HOUR_MS, account: null, refuses: "UNNAMED" } as const;
  referee.befell(incident);
  expect(await flag(), "it may be its own, until another one meets it").toBe(1);
  await months.turn(HOUR_MS);
  await referee.look();
  expect(await flag()).toBe(2);
  await months.turn(3 * DAY_MS);
  referee.connected(shop, await months.connect(shop));
  referee.befell({ name: "a field", control: {}, lastsMs: DAY_MS, account: shop, refuses: "FIELD" });
  expect(await flag()).toBe(3);
});

test("a sick account that nobody asks about is late, and so is one that showed it and is not flagged", async () => {
  const [illness] = ILLNESSES;
  referee.sickened(shop, illness);
  await months.sandbox.control(illness.control(shop));
  await months.turn(17 * HOUR_MS);
  await referee.look();
  expect(referee.verdict().faults.late).toBe(1);
  referee.connected(shop, await months.connect(shop));
  const token = freshToken();
  await months.turn(HOUR_MS);
  referee.sickened(shop, illness);
  await months.sandbox.control(illness.control(shop));
  await call("me?fields=id", token);
  await months.turn(HOUR_MS + MINUTE_MS);
  await referee.look();
  expect(referee.verdict().faults.late).toBe(2);
});

test("a refresh within 24 h is forbidden", async () => {
  await call("refresh_access_token?grant_type=ig_refresh_token");
  expect(referee.verdict().faults.forbiddenCall).toBe(1);
});

test("after a token was refused one call more is allowed, and no third", async () => {
  const token = freshToken();
  await months.turn(MINUTE_MS);
  await months.sandbox.control({ revoke: { account: shop } });
  await call("me?fields=id", token);
  await call("me?fields=id", token);
  expect(referee.verdict().faults.forbiddenCall).toBe(0);
  await call("me?fields=id", token);
  expect(referee.verdict().faults.forbiddenCall).toBe(1);
});

test.each(["truncated", "wrong-type"])("a refusal that arrives %s does not count: nobody can read it", async (kind) => {
  const token = freshToken();
  await months.turn(MINUTE_MS);
  await months.sandbox.control({ revoke: { account: shop } });
  await months.sandbox.control({ fail: { kind, account: shop, calls: 2 } });
  for (let n = 0; n < 4; n++) await call("me?fields=id", token);
  expect(referee.verdict().faults.forbiddenCall).toBe(0);
  await call("me?fields=id", token);
  expect(referee.verdict().faults.forbiddenCall).toBe(1);
});

test("a call for a flagged account is forbidden", async () => {
  const token = freshToken();
  await months.turn(MINUTE_MS);
  referee.sickened(shop, ILLNESSES[0]);
  await months.sql`update tokens set failure_cause = 'PASSWORD_CHANGED' where account_id = ${referee.idOf(shop)}`;
  await referee.look();
  await call("me?fields=id", token);
  expect(referee.verdict().faults).toMatchObject({ lost: 0, wrongCause: 0, late: 0, forbiddenCall: 1 });
});

test("a call while the account is throttled is forbidden until the estimate is over, but for one under way", async () => {
  const control = { throttle: { code: 80002, account: shop, minutes: 30, for: "10m" } };
  const incident = { name: "throttled", control, lastsMs: 10 * MINUTE_MS, account: shop, throttles: { minutes: 30 } };
  referee.befell(incident);
  await months.sandbox.control(control);
  await call("me?fields=id");
  await call("me?fields=id");
  expect(referee.verdict().faults.forbiddenCall).toBe(0);
  await months.turn(20 * MINUTE_MS);
  await call("me?fields=id");
  expect(referee.verdict().faults.forbiddenCall).toBe(1);
  await months.turn(11 * MINUTE_MS);
  await call("me?fields=id");
  expect(referee.verdict().faults.forbiddenCall).toBe(1);
});

test("while the app is throttled only the calls that were under way are allowed", async () => {
  await months.sandbox.control({ throttle: { code: 4, for: "10m" } });
  for (let n = 0; n < 9; n++) await call("me?fields=id");
  expect(referee.verdict().faults.forbiddenCall).toBe(0);
  await call("me?fields=id");
  expect(referee.verdict().faults.forbiddenCall).toBe(1);
  await months.turn(61 * MINUTE_MS);
});

test("a call for an account that is not connected is forbidden", async () => {
  const token = freshToken();
  referee.disconnected(shop);
  await months.turn(5 * MINUTE_MS);
  await call("me?fields=id", token);
  expect(referee.verdict().faults.forbiddenCall).toBe(1);
});

test("the database's time is turned with the server's", async () => {
  await months.turn(100 * DAY_MS);
  const [row] = await months.app().sql<[{ ms: number }]>`select extract(epoch from now()) * 1000 as ms`;
  expect(Math.abs(Number(row.ms) - months.clock.now().getTime())).toBeLessThan(5_000);
});

describe("posts", () => {
  const shopId = () => referee.idOf(shop) ?? expect.fail(`${shop} is not connected`);
  const weigh = async () => {
    await referee.weigh();
    const { lostPosts, stalePosts } = referee.verdict().faults;
    return { lostPosts, stalePosts };
  };
  const sync = () => syncAccount(months.app(), shopId(), { by: OPERATOR, full: true });
  const newest = async (accountId: string) => {
    const [row] = await months.sql<[{ id: string }]>`
      select id from media where account_id = ${accountId} and parent_id is null order by timestamp desc limit 1`;
    return row.id;
  };

  test("one that Instagram still has and that is removed, or loses a field, is lost", async () => {
    await sync();
    expect(await weigh()).toEqual({ lostPosts: 0, stalePosts: 0 });
    await months.sql`update media set permalink = null, shortcode = null where id = ${await newest(shopId())}`;
    expect(await weigh()).toEqual({ lostPosts: 2, stalePosts: 0 });
    await months.sql`update media set removed_at = now() where id = ${await newest(shopId())}`;
    expect(await weigh()).toEqual({ lostPosts: 3, stalePosts: 0 });
  });

  test("one that was deleted at Instagram and is kept for long, or was never read, is stale", async () => {
    await sync();
    await weigh();
    await months.sandbox.control({ posts: { account: shop, delete: ["oldest"], add: [{ caption: "New" }] } });
    await weigh();
    await months.turn(2 * DAY_MS);
    expect(await weigh()).toEqual({ lostPosts: 0, stalePosts: 0 });
    await months.turn(DAY_MS);
    expect(await weigh()).toEqual({ lostPosts: 0, stalePosts: 2 });
    await sync();
    await sync();
    expect(await weigh()).toEqual({ lostPosts: 0, stalePosts: 2 });
    expect(referee.verdict().deleted).toBe(1);
  });
});
