import { beforeAll, describe, expect, test } from "vitest";
import { makeKey } from "../../support/credentials.js";
import { insertAccount } from "../../support/feed-rows.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ SYNC_EVERY: "1h" });
let url: string;

const at = (day: number) => new Date(Date.UTC(2026, 0, day));

beforeAll(async () => {
  url = await testApp.serve();
  const { app } = testApp;
  await insertAccount(app, "a", {
    username: "zoe.bakes",
    name: "École Straße",
    connectedAt: at(1),
    tags: ["x", "y"],
    reference: "CRM 7",
  });
  await insertAccount(app, "b", {
    username: "anna_100",
    name: "Привет İstanbul",
    connectedAt: at(2),
    tags: ["y"],
    syncedAt: at(2),
  });
  await insertAccount(app, "c", { username: "mike", name: null, connectedAt: at(3), paused: true, syncedAt: null });
  await insertAccount(app, "d", { username: "nora", connectedAt: at(4), syncFailureCause: "INSTAGRAM_UNAVAILABLE" });
  await app.sql`update tokens set failure_cause = 'PASSWORD_CHANGED' where account_id = 'd'`;
  await app.sql`update tokens set issued_at = issued_at - interval '24 hours' where account_id = 'c'`;
  await app.sql`update tokens set expires_at = expires_at + interval '1 day' where account_id = 'a'`;
  await app.sql`update tokens set expires_at = expires_at - interval '50 days' where account_id = 'b'`;
});

test.each([
  ["éCOLE", ["a"]],
  ["STRASSE", ["a"]],
  ["привет", ["b"]],
  ["istanbul", ["b"]],
  ["İSTANBUL", ["b"]],
  ["crm 7", ["a"]],
  ["@ZOE.", ["a"]],
  ["_1", ["b"]],
  ["%", []],
  ["_", ["b"]],
  ["  ", ["a", "b", "c", "d"]],
  ["nobody", []],
])("a search for %j finds part of the username, the name or the reference, in any case", async (search, ids) => {
  expect(await found({ search })).toEqual(ids);
});

test.each([
  [{ status: ["ACTIVE"] }, ["a", "b"]],
  [{ status: ["PAUSED", "RECONNECT_REQUIRED"] }, ["c", "d"]],
  [{ health: ["HEALTHY"] }, ["a", "c"]],
  [{ health: ["EXPIRING"] }, ["b"]],
  [{ health: ["REVOKED"] }, ["d"]],
  [{ cause: ["PASSWORD_CHANGED"] }, ["d"]],
  [{ cause: ["INSTAGRAM_UNAVAILABLE"] }, []],
  [{ stale: true }, ["b", "c", "d"]],
  [{ stale: false }, ["a"]],
  [{ tags: ["x"] }, ["a"]],
  [{ tags: ["y", "z"] }, ["a", "b"]],
  [{ reference: "CRM 7" }, ["a"]],
  [{ reference: "crm 7" }, []],
  [{ tags: [], status: [], search: null }, ["a", "b", "c", "d"]],
  [{ tags: ["y"], stale: true, search: "anna" }, ["b"]],
  [{ refreshable: true }, ["c"]],
  [{ refreshable: false, tags: ["x"] }, ["a"]],
  [{ usernames: ["@Zoe.Bakes", "MIKE", "nobody"] }, ["a", "c"]],
  [{ ids: ["a", "c", "nobody"] }, ["a", "c"]],
  [{ ids: ["a", "c"], stale: true }, ["c"]],
])("%j", async (filter, ids) => {
  expect(await found(filter)).toEqual(ids);
});

test("what expires before an instant", async () => {
  const days = (n: number) => new Date(testApp.clock.now().getTime() + n * 86_400_000).toISOString();
  expect(await found({ expiresBefore: days(11) })).toEqual(["b"]);
  expect(await found({ expiresBefore: days(60.5) })).toEqual(["b", "c", "d"]);
});

test.each([
  ["CONNECTED_ASC", "abcd"],
  ["CONNECTED_DESC", "dcba"],
  ["USERNAME_ASC", "bcda"],
  ["USERNAME_DESC", "adcb"],
  ["EXPIRES_ASC", "bcda"],
  ["EXPIRES_DESC", "adcb"],
  ["MOST_URGENT", "dbca"],
  ["SYNCED_ASC", "cbad"],
  ["SYNCED_DESC", "dabc"],
])("%s", async (orderBy, ids) => {
  expect((await found({}, `orderBy: ${orderBy}`)).join("")).toBe(ids);
});

test("of those that must be reconnected the one that is over longest is the most urgent, on every page", async () => {
  const ago = (days: number) => new Date(testApp.clock.now().getTime() - days * 86_400_000).toISOString();
  const die = (id: string, at: string) =>
    testApp.app.sql`update tokens set failure_cause = 'APP_REMOVED', failure_first_at = ${at} where account_id = ${id}`;
  await insertAccount(testApp.app, "ran_out", {});
  await testApp.app.sql`update tokens set expires_at = ${ago(3)} where account_id = 'ran_out'`;
  for (const [id, days] of [
    ["dead_5", 5],
    ["dead_1", 1],
  ] as const) {
    await insertAccount(testApp.app, id, {});
    await die(id, ago(days));
  }
  const pages: string[] = [];
  for (let offset = 0; offset < 7; offset += 2) {
    const query = `{ accounts(orderBy: MOST_URGENT, first: 2, offset: ${offset}) { nodes { id token { daysLeft } } } }`;
    const { data } = await ask(url, query, AS_OPERATOR);
    pages.push(
      ...data.accounts.nodes.map(
        (one: { id: string; token: { daysLeft: number } }) => `${one.id} ${one.token.daysLeft}`,
      ),
    );
  }
  await testApp.app.sql`delete from accounts where id in ('ran_out', 'dead_5', 'dead_1')`;
  expect(pages).toEqual(["dead_5 0", "ran_out 0", "dead_1 0", "d 0", "b 9", "c 59", "a 60"]);
});

test("pages are cut from the order, and the count is of all", async () => {
  const query = "{ accounts(orderBy: CONNECTED_ASC, first: 2, offset: 1) { nodes { id } totalCount } }";
  const { data } = await ask(url, query, AS_OPERATOR);
  expect(data.accounts).toEqual({ nodes: [{ id: "b" }, { id: "c" }], totalCount: 4 });
});

async function found(filter: object, order = "orderBy: CONNECTED_ASC"): Promise<string[]> {
  const query = `query ($f: AccountFilter) { accounts(filter: $f, ${order}) { nodes { id } totalCount } }`;
  const { data, errors } = await ask(url, query, { ...AS_OPERATOR, variables: { f: filter } });
  expect(errors).toBeUndefined();
  expect(data.accounts.totalCount).toBe(data.accounts.nodes.length);
  return data.accounts.nodes.map(({ id }: { id: string }) => id);
}

describe("what a viewer may not see", () => {
  const listed = async (keyOf: string, args: string) =>
    await ask(url, `{ accounts(${args}) { totalCount } }`, { headers: { authorization: `Bearer ${keyOf}` } });
  const TELLING = [
    "filter: { health: [EXPIRING] }",
    "filter: { cause: [PASSWORD_CHANGED] }",
    "filter: { needsAttention: true }",
    "filter: { needsAttention: false }",
    'filter: { expiresBefore: "2026-03-01T00:00:00Z" }',
    "orderBy: EXPIRES_ASC",
    "orderBy: EXPIRES_DESC",
    "orderBy: MOST_URGENT",
  ];

  test.each(TELLING)("a secret key without REFRESH may not ask by: %s", async (args) => {
    const { key } = await makeKey(testApp.app);
    const { errors, data } = await listed(key, args);
    expect(data.accounts).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect(errors?.[0]?.extensions.nextStep).toContain("REFRESH");
    const refreshing = await makeKey(testApp.app, { scopes: ["READ", "REFRESH"] });
    expect((await listed(refreshing.key, args)).errors).toBeUndefined();
  });

  test("does not forbid the other filters, nor those that filter nothing", async () => {
    const { key } = await makeKey(testApp.app);
    for (const args of [
      'filter: { search: "a", status: [ACTIVE], stale: false, tags: ["x"], reference: "CRM 7" }, orderBy: SYNCED_ASC',
      "filter: { health: [], cause: null, needsAttention: null }, orderBy: USERNAME_DESC",
    ]) {
      expect((await listed(key, args)).errors).toBeUndefined();
    }
  });

  test("is not told by who was put off: only operators' lists leave those out", async () => {
    const { key } = await makeKey(testApp.app, { scopes: ["READ", "REFRESH"] });
    const needAttention = async () => (await listed(key, "filter: { needsAttention: true }")).data.accounts.totalCount;
    const before = await needAttention();
    await testApp.app.sql`update account_states set snoozed_until = now() + interval '9 years'`;
    expect(await needAttention()).toBe(before);
    const { data } = await ask(url, "{ accounts(filter: { needsAttention: true }) { totalCount } }", AS_OPERATOR);
    expect(data.accounts.totalCount).toBe(0);
    await testApp.app.sql`update account_states set snoozed_until = null`;
  });
});
