import { beforeAll, describe, expect, test } from "vitest";
import { pauseAccount } from "../../../server/features/accounts/pause-account.js";
import { recordEvent } from "../../../server/features/audit/record-event.js";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { prune } from "../../../server/retention.js";
import { type Cast, connectCast, OPERATOR } from "../../support/cast.js";
import { makeKey, signedIn } from "../../support/credentials.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off", EVENTS_KEEP: "400d" }, { hasDatabaseProxy: true });
let url: string;
let cast: Cast;
let cookie: string;

beforeAll(async () => {
  url = await testApp.serve();
  cast = await connectCast(testApp);
  await refreshDueTokens(testApp.app, AbortSignal.timeout(20_000));
  ({ cookie } = await signedIn(testApp.app, "Ada@example.com"));
  const key = await makeKey(testApp.app, { name: "shop", scopes: ["READ", "REFRESH"] });
  await testApp.sandbox.control({ fail: { kind: "error", code: 368, account: "bakery" } });
  const sync = `mutation { syncAccount(accountId: "${cast.bakery}") { id } }`;
  // Within a minute of the connection a key would be answered without a call.
  await testApp.sandbox.control({ advance: "2m" });
  await ask(url, sync, { headers: { authorization: `Bearer ${key.key}` } });
  await ask(url, `mutation { pauseAccount(accountId: "${cast.bakery}") { id } }`, { headers: { cookie } });
});

const LINE = `id at action outcome cause nextStep instagramCode traceId accountId account { username }
  actor { kind id label }`;

async function events(args: string, headers: Record<string, string> = AS_OPERATOR.headers) {
  const { data, errors } = await ask(url, `{ events${args} { hasNextPage nodes { ${LINE} } } }`, { headers });
  expect(errors).toBeUndefined();
  return data.events as { hasNextPage: boolean; nodes: Record<string, never>[] };
}

describe("the record", () => {
  test("says of a refresh without an answer that its result is unknown, and of others that Instagram was away", async () => {
    const accountId = cast.florist;
    const failed = { by: OPERATOR, accountId, outcome: "INSTAGRAM_UNAVAILABLE" };
    const none = { code: null, subcode: null, traceId: null };
    await recordEvent(testApp.app, { ...failed, action: "token.failed", instagram: none });
    await recordEvent(testApp.app, { ...failed, action: "token.failed", instagram: { ...none, code: 2 } });
    await recordEvent(testApp.app, { ...failed, action: "sync.failed", instagram: none });
    const { nodes } = await events(`(filter: { accountId: "${accountId}", outcome: [FAILED] }, first: 3)`);
    const [sync, answered, unanswered] = nodes.map(({ nextStep }) => String(nextStep));
    expect(unanswered).toMatch(/result is unknown.*the server asks again by itself/);
    expect(answered).toBe("Instagram did not respond: the server retries automatically.");
    expect(sync).toBe(answered);
    await testApp.app.sql`delete from events where id in (select id from events order by id desc limit 3)`;
  });

  test("is newest first and tells who, what, to whom and what came of it", async () => {
    const { nodes } = await events("");
    const ids = nodes.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(nodes[0]).toMatchObject({
      action: "ACCOUNT_PAUSED",
      outcome: "OK",
      cause: null,
      nextStep: null,
      account: { username: "bakery" },
      actor: { kind: "OPERATOR", label: "Ada@example.com" },
    });
    const refreshed = nodes.find(({ action }) => action === "TOKEN_REFRESHED");
    expect(refreshed).toMatchObject({
      actor: { kind: "SYSTEM", label: "the server" },
      account: { username: "florist" },
    });
  });

  test("holds a failure with Instagram's code and trace id and a next step", async () => {
    const { nodes } = await events("(filter: { outcome: [FAILED] })");
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.at(-1)).toMatchObject({
      action: "SYNC_FAILED",
      cause: "PASSWORD_CHANGED",
      instagramCode: 190,
      accountId: cast.garage,
    });
    expect(nodes.at(-1)?.traceId).toEqual(expect.any(String));
    expect(nodes.at(-1)?.nextStep).toContain("connect the account again");
  });

  test("names a key by its name", async () => {
    const { nodes } = await events("(filter: { actorKind: [CLIENT] })");
    expect(nodes.map(({ actor, action }) => [actor, action])).toEqual([
      [{ kind: "CLIENT", id: expect.any(String), label: "shop" }, "SYNC_FAILED"],
    ]);
  });

  test.each([
    ["(filter: { action: [TOKEN_REFRESHED] })", (e: Line) => e.action === "TOKEN_REFRESHED"],
    ["(filter: { action: [TOKEN_REFRESHED, KEY_CREATED] })", (e: Line) => /TOKEN_REFRESHED|KEY_CREATED/.test(e.action)],
    ["(filter: { outcome: [OK] })", (e: Line) => e.outcome === "OK"],
    ["(filter: { outcome: [OK, FAILED] })", () => true],
    ["(filter: { actorKind: [SYSTEM] })", (e: Line) => e.actor.kind === "SYSTEM"],
    ["(filter: { actorKind: [OPERATOR, CLIENT, OWNER, ANONYMOUS] })", (e: Line) => e.actor.kind !== "SYSTEM"],
    ["(filter: { actorKind: [SYSTEM, CLIENT] })", (e: Line) => /SYSTEM|CLIENT/.test(e.actor.kind)],
    ["(filter: {})", () => true],
  ])("%s holds what it says and all of that", async (args, isMeant) => {
    const all = (await events("(first: 100)")).nodes as unknown as Line[];
    const found = (await events(args)).nodes as unknown as Line[];
    expect(found.map(({ id }) => id)).toEqual(all.filter(isMeant).map(({ id }) => id));
    expect(found.length).toBeGreaterThan(0);
  });

  test("is filtered by account and by time, `since` inclusive and `until` exclusive", async () => {
    const all = (await events("(first: 100)")).nodes as unknown as Line[];
    const middle = all[Math.floor(all.length / 2)]?.at ?? "";
    const since = (await events(`(filter: { since: "${middle}" })`)).nodes as unknown as Line[];
    const until = (await events(`(filter: { until: "${middle}" })`)).nodes as unknown as Line[];
    expect(since.every(({ at }) => at >= middle) && since.some(({ at }) => at === middle)).toBe(true);
    expect(until.every(({ at }) => at < middle)).toBe(true);
    expect(since.length + until.length).toBe(all.length);
    const { nodes } = await events(`(filter: { accountId: "${cast.florist}" })`);
    expect(nodes.map(({ action }) => action)).toEqual(["TOKEN_REFRESHED", "ACCOUNT_CONNECTED"]);
  });

  test("pages by id without gap or repetition, and by offset", async () => {
    const all = (await events("(first: 100)")).nodes.map(({ id }) => id);
    const paged: string[] = [];
    let page = await events("(first: 3)");
    for (let n = 0; n < 20; n++) {
      paged.push(...page.nodes.map(({ id }) => String(id)));
      if (!page.hasNextPage) break;
      page = await events(`(first: 3, after: "${paged.at(-1)}")`);
    }
    expect(paged).toEqual(all);
    expect((await events("(first: 2, offset: 3)")).nodes.map(({ id }) => id)).toEqual(all.slice(3, 5));
  });

  test.each(["999999999", "abc", "-1", "99999999999999999999"])("`after: %s` is refused", async (after) => {
    const { errors } = await ask(url, `{ events(after: "${after}") { hasNextPage } }`, AS_OPERATOR);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  test("is for operators alone", async () => {
    const { key } = await makeKey(testApp.app);
    const query = `{ account(id: "${cast.bakery}") { events { id } } events { hasNextPage } }`;
    const anonymous = await ask(url, query);
    expect(anonymous.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    expect(anonymous.data).toEqual({ account: { events: null }, events: null });
    const client = await ask(url, query, { headers: { authorization: `Bearer ${key}` } });
    expect(client.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect(client.data).toEqual({ account: { events: null }, events: null });
  });

  test("costs three statements, however many lines, accounts and actors it holds", async () => {
    testApp.database.forget();
    await events("(first: 100)");
    // The token of the request is not looked up: the lines, the accounts, the operators, the keys.
    expect(testApp.database.statements().length).toBeLessThanOrEqual(4);
  });

  test("keeps the id of an account that is gone, and no name", async () => {
    const gone = await testApp.connect("museum");
    await disconnectAccount(testApp.app, gone, OPERATOR);
    // The bytes that follow are statements of their own.
    await testApp.app.background.drain(10_000);
    const { nodes } = await events(`(filter: { accountId: "${gone}" })`);
    expect(nodes.map(({ action, account }) => [action, account])).toEqual([
      ["ACCOUNT_DISCONNECTED", null],
      ["ACCOUNT_CONNECTED", null],
    ]);
  });
});

test("the timelines of many accounts are one statement", async () => {
  testApp.database.forget();
  const query = "{ accounts(orderBy: USERNAME_ASC) { nodes { username events(first: 2) { action } } } }";
  const { data } = await ask(url, query, AS_OPERATOR);
  expect(testApp.database.statements()).toHaveLength(2);
  const actions = data.accounts.nodes.map((account: { events: Line[] }) => account.events.map(({ action }) => action));
  expect(actions[0]).toEqual(["ACCOUNT_PAUSED", "SYNC_FAILED"]);
  expect(actions[1]).toEqual(["TOKEN_REFRESHED", "ACCOUNT_CONNECTED"]);
  const some = await ask(
    url,
    `{ account(id: "${cast.bakery}") { events(action: [ACCOUNT_PAUSED]) { action } } }`,
    AS_OPERATOR,
  );
  expect(some.data.account.events).toEqual([{ action: "ACCOUNT_PAUSED" }]);
});

test("a filter that holds little is served by its index", async () => {
  const { app } = testApp;
  await app.sql`insert into events (at, actor, action, outcome)
    select now() - n * interval '1 minute', 'system', 'token.refreshed', 'ok' from generate_series(1, 20000) n`;
  await app.sql`analyze events`;
  const plan = async (where: string) =>
    JSON.stringify(
      await app.sql.unsafe(`explain select * from events where ${where} order by at desc, id desc limit 26`),
    );
  expect(await plan("true")).toContain("events_newest_idx");
  expect(await plan("actor <> 'system' and actor like any ('{operator:%}'::text[])")).toContain("events_people_idx");
  expect(await plan("outcome <> 'ok'")).toContain("events_failed_idx");
  expect(await plan("action in ('key.created', 'key.revoked')")).toContain("events_action_idx");
  expect(await plan(`account_id = '${cast.bakery}'`)).toContain("events_account_idx");
});

test("lines older than EVENTS_KEEP are pruned, in steps, and no others", async () => {
  const { app, clock } = testApp;
  await pauseAccount(app, cast.florist, OPERATOR);
  const before = await app.sql`select count(*)::int as count from events`;
  expect(await prune(app, "prune audit log", AbortSignal.timeout(10_000))).toBe(0);
  clock.advance(399 * 24 * 3_600_000);
  await recordEvent(app, { by: OPERATOR, action: "account.updated", accountId: cast.florist });
  clock.advance(2 * 24 * 3_600_000);
  expect(await prune(app, "prune audit log", AbortSignal.timeout(10_000))).toBe(before[0]?.count);
  const left = await app.sql<{ action: string }[]>`select action from events`;
  expect(left.map(({ action }) => action)).toEqual(["account.updated"]);
});

interface Line {
  id: string;
  at: string;
  action: string;
  outcome: string;
  actor: { kind: string };
}
