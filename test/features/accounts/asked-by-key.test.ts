import { beforeEach, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { refreshToken } from "../../../server/features/tokens/refresh-token.js";
import { DAY_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { apiErrorOf } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";

const KEY = { kind: "CLIENT", keyId: "k", secret: true, scopes: ["READ", "REFRESH"], accountIds: null } as const;

const testApp = setUpTestApp({ JOBS: "off" }, { hasDatabaseProxy: true });
let id: string;
beforeEach(async () => {
  await testApp.app.sql`truncate accounts, events, oauth_states, circuits cascade`;
  await testApp.sandbox.control({ reset: true });
  id = await testApp.connect("bakery");
  testApp.clock.advance(2 * DAY_MS);
});

const sync = (by: Parameters<typeof syncAccount>[2]["by"], full = false) => syncAccount(testApp.app, id, { by, full });
const callsDuring = async (act: () => Promise<unknown>) => {
  const before = await countCalls(testApp.sandbox, {});
  await act();
  return (await countCalls(testApp.sandbox, {})) - before;
};

test("a key's sync within a minute of the last one calls nobody; an operator's does", async () => {
  expect(await callsDuring(() => sync(KEY))).toBeGreaterThan(0);
  testApp.clock.advance(MINUTE_MS / 2);
  expect(await callsDuring(() => sync(KEY))).toBe(0);
  expect(await callsDuring(() => sync(KEY, true))).toBe(0);
  expect(await callsDuring(() => sync(OPERATOR))).toBeGreaterThan(0);
  testApp.clock.advance(MINUTE_MS);
  expect(await callsDuring(() => sync(KEY))).toBeGreaterThan(0);
});

test("a key's refresh within a minute of the last one calls nobody and is good; later it is too young", async () => {
  expect(await callsDuring(() => refreshToken(testApp.app, id, KEY))).toBe(1);
  expect(await callsDuring(() => refreshToken(testApp.app, id, KEY))).toBe(0);
  testApp.clock.advance(MINUTE_MS);
  expect((await apiErrorOf(refreshToken(testApp.app, id, KEY))).code).toBe("TOKEN_TOO_YOUNG");
});

test("a failure within the last minute is a key's answer again, without a call", async () => {
  await testApp.sandbox.control({ fail: { kind: "transient", endpoint: "me", account: "bakery" } });
  await testApp.sandbox.control({ fail: { kind: "transient", endpoint: "refresh", account: "bakery" } });
  for (const act of [() => sync(KEY), () => refreshToken(testApp.app, id, KEY)]) {
    const { code } = await apiErrorOf(act());
    expect(code).toBe("INSTAGRAM_UNAVAILABLE");
    expect(await callsDuring(async () => expect((await apiErrorOf(act())).code).toBe(code))).toBe(0);
  }
});

test("a guessed wait is ended by an operator, never by a key", async () => {
  const { mode, instagram } = testApp.app.config;
  const until = new Date(testApp.clock.now().getTime() + 60 * MINUTE_MS).toISOString();
  await testApp.app.sql`insert into circuits (scope_key, reason, since, until, consecutive_opens)
    values (${`app:${mode}:${instagram.appId}`}, 'FAILING', ${testApp.clock.now().toISOString()}, ${until}, 1)`;
  for (const act of [() => sync(KEY), () => refreshToken(testApp.app, id, KEY)]) {
    expect(await callsDuring(async () => expect((await apiErrorOf(act())).code).toBe("INSTAGRAM_UNAVAILABLE"))).toBe(0);
  }
  expect(await callsDuring(() => sync(OPERATOR))).toBeGreaterThan(0);
});

test("who waits for another worker's sync or refresh only reads", async () => {
  await testApp.app.sql`update account_states set sync_lease_until = now() + interval '1 minute'`;
  await testApp.app.sql`update tokens set lease_until = now() + interval '1 minute'`;
  testApp.database.forget();
  const acts = Promise.all([sync(OPERATOR), refreshToken(testApp.app, id, OPERATOR)]);
  await expect.poll(() => testApp.database.statements().length, { timeout: 10_000 }).toBeGreaterThan(14);
  const claims = testApp.database.statements().filter((text) => /^update "(accounts|tokens)"/.test(text));
  expect(claims.length).toBeLessThan(5);
  await testApp.app.sql`update account_states set sync_lease_until = null`;
  await testApp.app.sql`update tokens set lease_until = null`;
  await acts;
});
