import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AppContext } from "../../../server/app-context.js";
import { eraseBroken, erasureDueAt } from "../../../server/features/privacy/erase-broken.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { DAY_MS, HOUR_MS } from "../../../server/lib/clock.js";
import { OPERATOR } from "../../support/cast.js";
import { AS_OPERATOR, ask, expectRefused } from "../../support/graphql.js";
import { rowsOf } from "../../support/rows.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";

const ALONE = new AbortController().signal;

let testApp: TestApp;
let url: string;
beforeAll(async () => {
  testApp = await createTestApp({ JOBS: "off", ERASE_BROKEN_AFTER: "30d" });
  url = await testApp.serve();
});
afterAll(() => testApp.close());
beforeEach(async () => {
  await testApp.app.sql`truncate accounts, erasures cascade`;
  await testApp.sandbox.control({ reset: true });
});

const stored = async (id: string) => (await rowsOf(testApp.app.sql, id)).length > 0;
const reasons = async () => (await testApp.app.sql`select reason, actor from erasures`).map((row) => ({ ...row }));

/** Lets the owner change their password, and a sync find it out. */
async function lose(member: string): Promise<string> {
  const id = await testApp.connect(member);
  await testApp.sandbox.control({ revoke: { account: member, cause: "password-changed" } });
  await syncAccount(testApp.app, id, { by: OPERATOR, full: false }).catch(() => undefined);
  return id;
}

test("an account whose token is lost is erased with a receipt once it has been lost for long, not sooner", async () => {
  const garage = await lose("garage");
  const lostAt = testApp.clock.now().getTime();
  const florist = await testApp.connect("florist");
  expect(Math.abs(Number(await erasureDueAt(testApp.app, garage)) - lostAt - 30 * DAY_MS)).toBeLessThan(60_000);
  expect(await erasureDueAt(testApp.app, florist)).toBeNull();
  await testApp.sandbox.control({ advance: "29d" });
  expect(await eraseBroken(testApp.app, ALONE)).toBe(0);
  expect(await stored(garage)).toBe(true);
  await testApp.sandbox.control({ advance: "2d" });
  expect(await eraseBroken(testApp.app, ALONE)).toBe(1);
  expect([await stored(garage), await stored(florist)]).toEqual([false, true]);
  expect(await reasons()).toEqual([{ reason: "RETENTION", actor: "system" }]);
});

test("an account whose token has run out counts from its end", async () => {
  const bakery = await testApp.connect("bakery");
  await testApp.sandbox.control({ advance: "89d" });
  expect(await eraseBroken(testApp.app, ALONE)).toBe(0);
  await testApp.sandbox.control({ advance: "2d" });
  expect(await eraseBroken(testApp.app, ALONE)).toBe(1);
  expect(await stored(bakery)).toBe(false);
});

test("an account that was reconnected, or fails for a reason that passes, is left alone", async () => {
  const garage = await lose("garage");
  await testApp.sandbox.control({ advance: "31d" });
  await testApp.sandbox.control({ restore: { account: "garage" } });
  expect(await testApp.connect("garage")).toBe(garage);
  const bakery = await testApp.connect("bakery");
  await testApp.app
    .sql`update tokens set failure_cause = 'INSTAGRAM_UNAVAILABLE', failure_last_at = now() - interval '300 days'
    where account_id = ${bakery}`;
  await testApp.app.sql`update account_states set paused = true where account_id = ${bakery}`;
  expect(await eraseBroken(testApp.app, ALONE)).toBe(0);
  expect([await stored(garage), await stored(bakery)]).toEqual([true, true]);
});

test("nothing is erased while the setting is off, nor on a live server of the sandbox", async () => {
  const garage = await lose("garage");
  await testApp.sandbox.control({ advance: "400d" });
  const { config } = testApp.app;
  const off: AppContext = { ...testApp.app, config: { ...config, eraseBrokenAfterMs: null } };
  const live: AppContext = { ...testApp.app, config: { ...config, mode: "live" } };
  for (const app of [off, live]) {
    expect(await eraseBroken(app, ALONE)).toBe(0);
    expect(await erasureDueAt(app, garage)).toBeNull();
  }
  expect(await stored(garage)).toBe(true);
});

test("operators read when an account is erased, and nobody else", async () => {
  const garage = await lose("garage");
  const query = `{ erasureDueAt(accountId: "${garage}") none: erasureDueAt(accountId: "nobody") }`;
  const { data } = await ask(url, query, AS_OPERATOR);
  expect(new Date(data.erasureDueAt).getTime() - testApp.clock.now().getTime()).toBeGreaterThan(
    29 * DAY_MS + 23 * HOUR_MS,
  );
  expect(data.none).toBeNull();
  expectRefused(await ask(url, query), "UNAUTHENTICATED");
});
