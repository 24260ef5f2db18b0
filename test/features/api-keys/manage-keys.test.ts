import { beforeAll, describe, expect, test } from "vitest";
import { consent } from "../../support/connect-member.js";
import { bearer, SITE } from "../../support/credentials.js";
import { disconnectToTheEnd } from "../../support/disconnect.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ PUBLIC_READ: "off" }, { hasDatabaseProxy: true });
let url: string;
let bakery: string;
let florist: string;

beforeAll(async () => {
  url = await testApp.serve();
  bakery = await testApp.connect("bakery");
  florist = await testApp.connect("florist");
});

const FIELDS = `id name kind prefix scopes allAccounts origins createdAt expiresAt lastUsedAt revokedAt
  accounts { id username }`;

async function create(input: Record<string, unknown>) {
  const mutation = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key apiKey { ${FIELDS} } } }`;
  return await ask(url, mutation, { ...AS_OPERATOR, variables: { input } });
}

async function update(id: string, input: Record<string, unknown>) {
  const mutation = `mutation ($id: ID!, $input: UpdateApiKeyInput!) { updateApiKey(id: $id, input: $input) { ${FIELDS} } }`;
  return await ask(url, mutation, { ...AS_OPERATOR, variables: { id, input } });
}

describe("making a key", () => {
  test("shows it once, and keeps its hash and first characters", async () => {
    const { data, errors } = await create({ name: " Shop ", kind: "SECRET", accountIds: [bakery] });
    expect(errors).toBeUndefined();
    const { key, apiKey } = data.createApiKey;
    expect(key).toMatch(/^sk_[\w-]{43}$/);
    expect(apiKey).toMatchObject({
      name: "Shop",
      kind: "SECRET",
      scopes: ["READ"],
      allAccounts: false,
      accounts: [{ id: bakery, username: "bakery" }],
      prefix: key.slice(0, 9),
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
    });
    const rows = await testApp.app.sql`select * from api_keys`;
    expect(JSON.stringify(rows)).not.toContain(key.slice(9));
  });

  test("keeps a publishable key's origins in one form, each once", async () => {
    const origins = ["https://Shop.example/", "https://shop.example", "https://*.shop.example", "http://localhost:*"];
    const { data } = await create({ name: "web", kind: "PUBLISHABLE", allAccounts: true, origins });
    expect(data.createApiKey.key).toMatch(/^pk_/);
    expect(data.createApiKey.apiKey).toMatchObject({
      origins: ["https://shop.example", "https://*.shop.example", "http://localhost:*"],
      allAccounts: true,
      accounts: [],
    });
  });

  const web = { name: "x", kind: "PUBLISHABLE", allAccounts: true, origins: [SITE] };
  const server = { name: "x", kind: "SECRET", allAccounts: true };
  test.each([
    ["neither accounts nor allAccounts", { ...server, allAccounts: false }, /allAccounts/],
    ["accounts beside allAccounts", { ...server, accountIds: ["acc_x"] }, /exclude/],
    ["an account that is not there", { name: "x", kind: "SECRET", accountIds: ["acc_nobody"] }, /acc_nobody/],
    ["no origin on a publishable key", { ...web, origins: [] }, /origin/],
    ["an origin with a path", { ...web, origins: [`${SITE}/feed`] }, /shop\.example\/feed/],
    ["two wildcards", { ...web, origins: ["https://*.*.shop.example"] }, /\*\.\*\.shop/],
    ["another scope on a publishable key", { ...web, scopes: ["READ", "REFRESH"] }, /REFRESH/],
    ["origins on a secret key", { ...server, origins: [SITE] }, /origins/],
    ["no scope", { ...server, scopes: [] }, /scopes/],
    ["an end in the past", { ...server, expiresAt: "2020-01-01T00:00:00Z" }, /2020-01-01/],
    ["no name", { ...server, name: "  " }, /name/],
    ["a name too long", { ...server, name: "x".repeat(201) }, /name/],
  ])("with %s is bad input that names the fault", async (_name, input, named) => {
    const { errors, data } = await create(input);
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(`${errors?.[0]?.message} ${errors?.[0]?.extensions.nextStep}`).toMatch(named);
  });
});

describe("changing a key", () => {
  test("counts for the next request", async () => {
    const { data } = await create({ name: "a", kind: "SECRET", accountIds: [bakery] });
    const { key, apiKey } = data.createApiKey;
    const seen = async () =>
      (await ask(url, "{ accounts { nodes { username } } }", { headers: bearer(key) })).data.accounts.nodes.map(
        ({ username }: { username: string }) => username,
      );
    expect(await seen()).toEqual(["bakery"]);
    const changed = await update(apiKey.id, { accountIds: [florist], name: "b" });
    expect(changed.data.updateApiKey).toMatchObject({ name: "b", accounts: [{ username: "florist" }] });
    await expect.poll(seen).toEqual(["florist"]);
    await update(apiKey.id, { allAccounts: true });
    await expect.poll(seen).toEqual(["florist", "bakery"]);
    const narrowed = await update(apiKey.id, { accountIds: [bakery] });
    expect(narrowed.data.updateApiKey).toMatchObject({ allAccounts: false, accounts: [{ username: "bakery" }] });
  });

  test("whose accounts are all gone can still be renamed, and given others", async () => {
    const { data } = await create({ name: "a", kind: "SECRET", accountIds: [florist] });
    const { id } = data.createApiKey.apiKey;
    await testApp.app.sql`delete from api_key_accounts where key_id = ${id}`;
    expect((await update(id, { name: "b" })).data.updateApiKey).toMatchObject({ name: "b", accounts: [] });
    expect((await update(id, { accountIds: [] })).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    const given = await update(id, { accountIds: [bakery] });
    expect(given.data.updateApiKey).toMatchObject({ name: "b", accounts: [{ username: "bakery" }] });
  });

  test("leaves what is not named, and null ends an end", async () => {
    const { data } = await create({ name: "a", kind: "SECRET", allAccounts: true, expiresAt: "2999-01-01T00:00:00Z" });
    const { id } = data.createApiKey.apiKey;
    expect((await update(id, { name: "c" })).data.updateApiKey.expiresAt).toBe("2999-01-01T00:00:00.000Z");
    expect((await update(id, { expiresAt: null })).data.updateApiKey).toMatchObject({ name: "c", expiresAt: null });
  });

  test("holds it to the rules that it was made by", async () => {
    const { data } = await create({ name: "a", kind: "PUBLISHABLE", allAccounts: true, origins: [SITE] });
    const { id } = data.createApiKey.apiKey;
    for (const input of [
      { origins: [] },
      { allAccounts: false },
      { expiresAt: "2020-01-01T00:00:00Z" },
      { name: "" },
    ]) {
      expect((await update(id, input)).errors?.[0]?.extensions.code, JSON.stringify(input)).toBe("BAD_USER_INPUT");
    }
  });

  test("that is not there is NOT_FOUND", async () => {
    expect((await update("key_nobody", { name: "x" })).errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

describe("many at once", () => {
  const REVOKE = "mutation ($ids: [ID!]!) { revokeApiKeys(ids: $ids) }";
  const ADD = `mutation ($id: ID!, $ids: [ID!], $filter: AccountFilter) {
    addApiKeyAccounts(id: $id, accountIds: $ids, filter: $filter) }`;
  const run = async (mutation: string, variables: object) => {
    const { data, errors } = await ask(url, mutation, { ...AS_OPERATOR, variables: { ...variables } });
    return errors ? errors[0]?.extensions.code : Object.values(data)[0];
  };
  const make = async (input: object) => (await create({ name: "many", kind: "SECRET", ...input })).data.createApiKey;
  const accountsOf = async (id: string) => {
    const { data } = await ask(url, `{ apiKey(id: "${id}") { accounts { username } } }`, AS_OPERATOR);
    return data.apiKey.accounts.map(({ username }: { username: string }) => username).sort();
  };
  const eventsOf = async (id: string) => {
    const rows = await testApp.app.sql`select action from events where subject = ${id} order by at, id`;
    return rows.map(({ action }) => action);
  };

  test("keys are revoked, all or none; those that were revoked before are not counted", async () => {
    const made = await Promise.all([1, 2, 3].map(() => make({ accountIds: [bakery] })));
    const ids = made.map(({ apiKey }) => apiKey.id);
    expect(await run(REVOKE, { ids: [...ids, "key_nobody"] })).toBe("NOT_FOUND");
    expect(await run(REVOKE, { ids: ids.slice(0, 1) })).toBe(1);
    expect(await run(REVOKE, { ids: [...ids, ...ids] })).toBe(2);
    expect(await run(REVOKE, { ids: [] })).toBe(0);
    for (const { apiKey, key } of made) {
      expect(await eventsOf(apiKey.id)).toEqual(["key.created", "key.revoked"]);
      const codeOf = async () =>
        (await ask(url, "{ account { username } }", { headers: bearer(key) })).errors?.[0]?.extensions.code;
      await expect.poll(codeOf).toBe("UNAUTHENTICATED");
    }
    expect(await run(REVOKE, { ids: Array.from({ length: 1_001 }, () => "key_x") })).toBe("BAD_USER_INPUT");
  });

  test("accounts are added to a key, by ids or a filter, beside those that it reads", async () => {
    const { apiKey, key } = await make({ accountIds: [bakery] });
    const { id } = apiKey;
    expect(await run(ADD, { id, ids: [bakery, florist, florist] })).toBe(1);
    expect(await accountsOf(id)).toEqual(["bakery", "florist"]);
    const read = async () => (await ask(url, "{ accounts { totalCount } }", { headers: bearer(key) })).data.accounts;
    await expect.poll(read).toEqual({ totalCount: 2 });
    expect(await run(ADD, { id, filter: {} })).toBe(0);
    expect(await eventsOf(id)).toEqual(["key.created", "key.updated"]);
    const all = (await make({ allAccounts: true })).apiKey.id;
    expect(await run(ADD, { id: all, ids: [bakery] })).toBe(0);
    expect(await accountsOf(all)).toEqual([]);
  });

  test("a key takes no account that is not there, none beside 5,000, and none once it is revoked", async () => {
    const { id } = (await make({ accountIds: [bakery] })).apiKey;
    expect(await run(ADD, { id, ids: ["acc_nobody"] })).toBe("BAD_USER_INPUT");
    expect(await run(ADD, { id })).toBe("BAD_USER_INPUT");
    expect(await run(ADD, { id: "key_nobody", ids: [florist] })).toBe("NOT_FOUND");
    await testApp.app.sql`insert into accounts (id, sandbox, app_id, scoped_id, username, username_folded, connected_at)
      select 'acc_n' || n, true, 'app', 'n' || n, 'n' || n, 'n' || n, now() from generate_series(1, 4999) n`;
    const many = Array.from({ length: 4_999 }, (_, n) => `acc_n${n + 1}`);
    expect(await run(ADD, { id, ids: [...many, florist] })).toBe("BAD_USER_INPUT");
    expect(await accountsOf(id)).toEqual(["bakery"]);
    expect(await run(ADD, { id, ids: many })).toBe(4_999);
    await testApp.app.sql`delete from accounts where app_id = 'app'`;
    await run(REVOKE, { ids: [id] });
    expect(await run(ADD, { id, ids: [florist] })).toBe("BAD_USER_INPUT");
  });
});

describe("revoking a key", () => {
  test("ends it for good, once", async () => {
    const { data } = await create({ name: "a", kind: "SECRET", allAccounts: true });
    const { key, apiKey } = data.createApiKey;
    const who = () => ask(url, "{ viewer { kind } }", { headers: bearer(key) });
    expect((await who()).status).toBe(200);
    const revoke = `mutation { revokeApiKey(id: "${apiKey.id}") { revokedAt } }`;
    const { revokedAt } = (await ask(url, revoke, AS_OPERATOR)).data.revokeApiKey;
    expect(revokedAt).not.toBeNull();
    await expect.poll(async () => (await who()).status).toBe(401);
    expect((await who()).errors?.[0]?.message).toContain(apiKey.prefix);
    testApp.clock.advance(1_000);
    expect((await ask(url, revoke, AS_OPERATOR)).data.revokeApiKey.revokedAt).toBe(revokedAt);
    expect((await update(apiKey.id, { name: "x" })).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

test("the list is newest first, pages, and counts all; it never holds a key", async () => {
  const { data } = await ask(url, "{ apiKeys(first: 2) { nodes { id createdAt } totalCount } }", AS_OPERATOR);
  const [{ count }] = await testApp.app.sql<[{ count: number }]>`select count(*)::int as count from api_keys`;
  expect(data.apiKeys.totalCount).toBe(count);
  const rest = await ask(url, "{ apiKeys(first: 100, offset: 2) { nodes { id } } }", AS_OPERATOR);
  expect(rest.data.apiKeys.nodes).toHaveLength(count - 2);
  expect((await ask(url, "{ apiKeys(first: 0) { totalCount } }", AS_OPERATOR)).errors?.[0]?.extensions.code).toBe(
    "BAD_USER_INPUT",
  );
});

test("a search finds keys by part of their name or by how their prefix begins", async () => {
  const make = async (name: string) =>
    (await create({ name, kind: "SECRET", allAccounts: true })).data.createApiKey.apiKey as {
      id: string;
      prefix: string;
    };
  const [garden, percent] = [await make("Große Gärtnerei"), await make("100 %_kiosk")];
  const search = async (text: string) => {
    const query = "query ($search: String) { apiKeys(search: $search) { nodes { id } totalCount } }";
    const { data } = await ask(url, query, { ...AS_OPERATOR, variables: { search: text } });
    expect(data.apiKeys.totalCount).toBe(data.apiKeys.nodes.length);
    return data.apiKeys.nodes.map(({ id }: { id: string }) => id) as string[];
  };
  expect(await search(" gärtn ")).toEqual([garden.id]);
  expect(await search(garden.prefix)).toEqual([garden.id]);
  expect(await search(garden.prefix.slice(0, 6))).toContain(garden.id);
  expect(await search(garden.prefix.slice(2))).toEqual([]);
  expect(await search("%_k")).toEqual([percent.id]);
  expect(await search("nobody's")).toEqual([]);
  expect((await search("")).length).toBeGreaterThan(2);
  const tooLong = await ask(url, `{ apiKeys(search: "${"x".repeat(201)}") { totalCount } }`, AS_OPERATOR);
  expect(tooLong.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});

test("the accounts of all keys are one statement", async () => {
  testApp.database.forget();
  await ask(url, "{ apiKeys(first: 100) { nodes { accounts { username token { health } } } } }", AS_OPERATOR);
  // The last use of keys is written in the background.
  expect(testApp.database.statements().filter((text) => text.startsWith("select"))).toHaveLength(2);
});

test("a key with a list and CONNECT gains what it connects, and a disconnected account leaves every list", async () => {
  const input = { name: "agency", kind: "SECRET", accountIds: [bakery], scopes: ["READ", "CONNECT"] };
  const { key, apiKey } = (await create(input)).data.createApiKey;
  const redirectUri = "http://localhost:4000/oauth/callback";
  const headers = bearer(key);
  const start = await ask(url, `mutation { startConnect(redirectUri: "${redirectUri}") { authorizeUrl state } }`, {
    headers,
  });
  const { authorizeUrl, state } = start.data.startConnect;
  const code = await consent(authorizeUrl, "garage");
  const finish = `mutation ($code: String!, $state: String) {
    connectAccount(code: $code, redirectUri: "${redirectUri}", state: $state) { id username } }`;
  const { data, errors } = await ask(url, finish, { headers, variables: { code, state } });
  expect(errors).toBeUndefined();
  expect(data.connectAccount.username).toBe("garage");
  const names = async () =>
    (await ask(url, "{ accounts(orderBy: USERNAME_ASC) { nodes { username } } }", { headers })).data.accounts.nodes;
  await expect.poll(names).toEqual([{ username: "bakery" }, { username: "garage" }]);
  await disconnectToTheEnd(testApp, data.connectAccount.id);
  expect(await names()).toEqual([{ username: "bakery" }]);
  const left = await testApp.app.sql`select account_id from api_key_accounts where key_id = ${apiKey.id}`;
  expect(left).toHaveLength(1);
});

test("an account names the keys that may read it and are not revoked, many accounts in one statement", async () => {
  const other = await testApp.connect("museum");
  const { id } = (await create({ name: "one account", kind: "SECRET", accountIds: [other] })).data.createApiKey.apiKey;
  const gone = (await create({ name: "gone", kind: "SECRET", accountIds: [other] })).data.createApiKey.apiKey;
  await ask(url, `mutation { revokeApiKey(id: "${gone.id}") { id } }`, AS_OPERATOR);
  testApp.database.forget();
  const { data } = await ask(url, "{ accounts { nodes { id apiKeys { id name allAccounts } } } }", AS_OPERATOR);
  expect(testApp.database.statements()).toHaveLength(2);
  const keysOf = (accountId: string) =>
    data.accounts.nodes.find((account: { id: string }) => account.id === accountId).apiKeys as { id: string }[];
  expect(keysOf(other)[0]).toMatchObject({ id, name: "one account", allAccounts: false });
  expect(keysOf(bakery).map((key) => key.id)).not.toContain(id);
  expect(JSON.stringify(data)).not.toContain(gone.id);
  const { key } = (await create({ name: "reader", kind: "SECRET", allAccounts: true })).data.createApiKey;
  const seen = await ask(url, "{ account { apiKeys { id } } }", { headers: bearer(key) });
  expect(seen.data.account.apiKeys).toBeNull();
});
