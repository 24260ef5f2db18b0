import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { refreshToken } from "../../../server/features/tokens/refresh-token.js";
import { DAY_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { apiErrorOf } from "../../support/refusal.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

const KEY = { kind: "CLIENT", keyId: "k", secret: true, scopes: ["READ", "REFRESH"], accountIds: null } as const;

let it: TestWorld;
let id: string;
beforeAll(async () => {
  it = await createTestWorld({ JOBS: "off" });
});
afterAll(() => it.close());
beforeEach(async () => {
  await it.world.sql`truncate accounts, events, oauth_states, traffic cascade`;
  await it.sandbox.control({ reset: true });
  id = await it.connect("bakery");
  it.clock.advance(2 * DAY_MS);
});

const sync = (by: Parameters<typeof syncAccount>[2]["by"], full = false) => syncAccount(it.world, id, { by, full });
const callsDuring = async (act: () => Promise<unknown>) => {
  const before = await countCalls(it.sandbox, {});
  await act();
  return (await countCalls(it.sandbox, {})) - before;
};

test("a key's sync within a minute of the last one calls nobody; an operator's does", async () => {
  expect(await callsDuring(() => sync(KEY))).toBeGreaterThan(0);
  it.clock.advance(MINUTE_MS / 2);
  expect(await callsDuring(() => sync(KEY))).toBe(0);
  expect(await callsDuring(() => sync(KEY, true))).toBe(0);
  expect(await callsDuring(() => sync(OPERATOR))).toBeGreaterThan(0);
  it.clock.advance(MINUTE_MS);
  expect(await callsDuring(() => sync(KEY))).toBeGreaterThan(0);
});

test("a key's refresh within a minute of the last one calls nobody and is good; later it is too young", async () => {
  expect(await callsDuring(() => refreshToken(it.world, id, KEY))).toBe(1);
  expect(await callsDuring(() => refreshToken(it.world, id, KEY))).toBe(0);
  it.clock.advance(MINUTE_MS);
  expect((await apiErrorOf(refreshToken(it.world, id, KEY))).code).toBe("TOKEN_TOO_YOUNG");
});

test("a failure within the last minute is a key's answer again, without a call", async () => {
  await it.sandbox.control({ fail: { kind: "transient", endpoint: "me", account: "bakery" } });
  await it.sandbox.control({ fail: { kind: "transient", endpoint: "refresh", account: "bakery" } });
  for (const act of [() => sync(KEY), () => refreshToken(it.world, id, KEY)]) {
    const { code } = await apiErrorOf(act());
    expect(code).toBe("INSTAGRAM_UNAVAILABLE");
    expect(await callsDuring(async () => expect((await apiErrorOf(act())).code).toBe(code))).toBe(0);
  }
});

test("a guessed wait is ended by an operator, never by a key", async () => {
  const { mode, instagram } = it.world.config;
  const until = new Date(it.clock.now().getTime() + 60 * MINUTE_MS).toISOString();
  await it.world.sql`insert into traffic (subject, reason, since, until, openings)
    values (${`app:${mode}:${instagram.appId}`}, 'FAILING', ${it.clock.now().toISOString()}, ${until}, 1)`;
  for (const act of [() => sync(KEY), () => refreshToken(it.world, id, KEY)]) {
    expect(await callsDuring(async () => expect((await apiErrorOf(act())).code).toBe("INSTAGRAM_UNAVAILABLE"))).toBe(0);
  }
  expect(await callsDuring(() => sync(OPERATOR))).toBeGreaterThan(0);
});

test("who waits for another worker's sync or refresh only reads", async () => {
  await it.world.sql`update accounts set sync_lease_until = now() + interval '1 minute'`;
  await it.world.sql`update tokens set lease_until = now() + interval '1 minute'`;
  it.database.forget();
  const acts = Promise.all([sync(OPERATOR), refreshToken(it.world, id, OPERATOR)]);
  await expect.poll(() => it.database.statements().length, { timeout: 10_000 }).toBeGreaterThan(14);
  const claims = it.database.statements().filter((text) => /^update "(accounts|tokens)"/.test(text));
  expect(claims.length).toBeLessThan(5);
  await it.world.sql`update accounts set sync_lease_until = null`;
  await it.world.sql`update tokens set lease_until = null`;
  await acts;
});
