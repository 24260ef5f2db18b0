import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ResourceName } from "../../admin/data-provider/resource.js";
import { dataProvider, RESOURCE_NAMES } from "../../admin/data-provider.js";
import { insertAccount } from "../support/feed-rows.js";
import { AS_OPERATOR } from "../support/graphql.js";
import { setUpTestApp } from "../support/test-app.js";

/** Nobody listens there: messages are stored all the same. */
const testApp = setUpTestApp({
  ALERT_WEBHOOK_URL: "http://127.0.0.1:9/hook",
  ALERT_WEBHOOK_SECRET: "s".repeat(32),
});
const SORT = { field: "username", order: "ASC" } as const;
const ALL = { pagination: { page: 1, perPage: 100 }, sort: SORT, filter: {} };

beforeAll(async () => {
  sendAsOperator(await testApp.serve());
  for (const id of ["anna", "berta", "clara", "gone_1", "gone_2", "gone_3"]) await insertAccount(testApp.app, id);
  for (const id of ["gone_1", "gone_2", "gone_3"]) await dataProvider.delete("accounts", { id });
  for (const n of [1, 2, 3]) {
    await dataProvider.create("apiKeys", { data: { name: `key ${n}`, kind: "SECRET", accountIds: ["anna"] } });
    await dataProvider.create("connectLinks", { data: { label: `link ${n}` } });
    await dataProvider.create("feeds", {
      data: { slug: `feed-${n}`, title: `Feed ${n}`, sources: [{ accountId: "anna" }] },
    });
    await dataProvider.create("operators", { data: { email: `ada${n}@example.com`, password: "four words nobody" } });
    await dataProvider.pauseAccounts({ accountIds: ["clara"] });
    await dataProvider.sendTestAlert({});
  }
});
afterAll(() => vi.unstubAllGlobals());

/** The dashboard asks its own origin, with the session's cookie; here with the operator token. */
function sendAsOperator(origin: string): void {
  const plain = globalThis.fetch;
  vi.stubGlobal("fetch", (address: string | URL | Request, init: RequestInit = {}) => {
    if (typeof address !== "string" || !address.startsWith("/")) return plain(address, init);
    return plain(new URL(address, origin), { ...init, headers: { ...init.headers, ...AS_OPERATOR.headers } });
  });
}

async function idsOf(resource: ResourceName): Promise<string[]> {
  const { data } = await dataProvider.getList(resource, ALL);
  return data.map(({ id }: { id: string }) => id);
}

const notOffered = (operation: string, resource: string) => ({
  code: "NOT_OFFERED",
  message: `The API has no ${operation} for ${resource}.`,
});

test.each(RESOURCE_NAMES)("getList of %s cuts pages from one order and says how many there are", async (resource) => {
  const ids = await idsOf(resource);
  expect(ids.length).toBeGreaterThanOrEqual(3);
  const second = await dataProvider.getList(resource, { ...ALL, pagination: { page: 2, perPage: 2 } });
  expect(second.data.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2, 4));
  if (resource === "events") expect(second.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: true });
  else expect(second.total).toBe(ids.length);
});

test.each(RESOURCE_NAMES)("getOne of %s returns the row of the list, and NOT_FOUND without one", async (resource) => {
  const { data: rows } = await dataProvider.getList(resource, ALL);
  expect((await dataProvider.getOne(resource, { id: rows[0].id })).data).toEqual(rows[0]);
  await expect(dataProvider.getOne(resource, { id: "nobody" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test.each(RESOURCE_NAMES)("getMany of %s returns the rows that exist", async (resource) => {
  const ids = (await idsOf(resource)).slice(0, 2);
  const { data } = await dataProvider.getMany(resource, { ids: [...ids, "nobody"] });
  expect(data.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
});

test("getOne of an account with its page's view returns what the page shows", async () => {
  const { data } = await dataProvider.getOne("accounts", { id: "anna", meta: { view: "page" } });
  expect(data).toMatchObject({ username: "anna", publicUrl: "http://localhost:4000", erasureDueAt: null });
  expect(data.apiKeys).toHaveLength(3);
});

test("getList of accounts filters and sorts in the database", async () => {
  const sort = { field: "username", order: "DESC" } as const;
  const { data, total } = await dataProvider.getList("accounts", { ...ALL, sort, filter: { search: "r" } });
  expect(data.map(({ id }: { id: string }) => id)).toEqual(["clara", "berta"]);
  expect(total).toBe(2);
});

test("a page that is longer than the API's is read in several", async () => {
  for (let n = 0; n < 130; n++) await insertAccount(testApp.app, `many_${n}`);
  const filter = { search: "many_" };
  const { data, total } = await dataProvider.getList("accounts", {
    ...ALL,
    filter,
    pagination: { page: 1, perPage: 1_000 },
  });
  expect(new Set(data.map(({ id }: { id: string }) => id)).size).toBe(130);
  expect(total).toBe(130);
  await testApp.app.sql`delete from accounts where id like 'many\\_%'`;
});

test.each(["events", "apiKeys"] as const)("getManyReference of %s returns those of an account", async (resource) => {
  const reference = { ...ALL, target: "accountId", id: "anna" };
  const before = (await dataProvider.getManyReference(resource, reference)).data.length;
  if (resource === "events") await dataProvider.pauseAccount({ accountId: "anna" });
  else await dataProvider.create("apiKeys", { data: { name: "one more", kind: "SECRET", accountIds: ["anna"] } });
  expect((await dataProvider.getManyReference(resource, reference)).data).toHaveLength(before + 1);
  const others = await dataProvider.getManyReference(resource, { ...reference, id: "berta" });
  expect(others.data).toEqual([]);
});

test.each(RESOURCE_NAMES)("getManyReference of %s by another name is not offered", async (resource) => {
  const reading = dataProvider.getManyReference(resource, { ...ALL, target: "jobId", id: "x" });
  await expect(reading).rejects.toMatchObject(notOffered("getManyReference by jobId", resource));
});

test("create of an API key returns its text, and of a connect link its address", async () => {
  const key = { name: "for the shop", kind: "PUBLISHABLE", origins: ["https://shop.example"], allAccounts: true };
  const { data: made } = await dataProvider.create("apiKeys", { data: key });
  expect(made).toMatchObject({ name: "for the shop", accountIds: [], key: expect.stringMatching(/^dk_pk_|^pk_/) });
  const { data: link } = await dataProvider.create("connectLinks", { data: { accountId: "anna" } });
  expect(link).toMatchObject({ account: { id: "anna" }, url: expect.stringContaining("/oauth/start?invite=") });
});

test("update changes only the fields that differ", async () => {
  const { data: account } = await dataProvider.getOne("accounts", { id: "berta" });
  await dataProvider.updateAccount({ accountId: "berta", input: { note: "written meanwhile", reference: "CRM 7" } });
  const changed = { ...account, tags: ["vip"] };
  const { data } = await dataProvider.update("accounts", { id: "berta", data: changed, previousData: account });
  expect(data).toMatchObject({ tags: ["vip"], reference: "CRM 7" });
});

test("update of an API key moves it from some accounts to all, and back", async () => {
  const { data: key } = await dataProvider.create("apiKeys", {
    data: { name: "k", kind: "SECRET", accountIds: ["anna"] },
  });
  const all = await dataProvider.update("apiKeys", {
    id: key.id,
    data: { ...key, name: "renamed", allAccounts: true },
    previousData: key,
  });
  expect(all.data).toMatchObject({ name: "renamed", allAccounts: true, accountIds: [] });
  const some = await dataProvider.update("apiKeys", {
    id: key.id,
    data: { ...all.data, allAccounts: false, accountIds: ["berta"] },
    previousData: all.data,
  });
  expect(some.data).toMatchObject({ allAccounts: false, accountIds: ["berta"] });
});

test("delete disconnects an account and removes an operator; keys and links are revoked and stay", async () => {
  await insertAccount(testApp.app, "dora");
  const { data: operator } = await dataProvider.create("operators", {
    data: { email: "eve@example.com", password: "four words nobody" },
  });
  for (const [resource, id] of [
    ["accounts", "dora"],
    ["operators", operator.id],
  ] as const) {
    expect((await dataProvider.delete(resource, { id })).data).toMatchObject({ id });
    await expect(dataProvider.getOne(resource, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  for (const resource of ["apiKeys", "connectLinks"] as const) {
    const [id = ""] = await idsOf(resource);
    expect((await dataProvider.deleteMany(resource, { ids: [id] })).data).toEqual([id]);
    expect((await dataProvider.getOne(resource, { id })).data.revokedAt).not.toBeNull();
  }
});

const OFFERED: Record<ResourceName, readonly string[]> = {
  accounts: ["update", "delete"],
  apiKeys: ["create", "update", "delete"],
  connectLinks: ["create", "delete"],
  operators: ["create", "delete"],
  events: [],
  feeds: ["create", "delete"],
  jobs: [],
  alertDeliveries: [],
  erasures: [],
};

test.each(RESOURCE_NAMES)("what the API has not for %s is refused by name", async (resource) => {
  const calls = {
    create: () => dataProvider.create(resource, { data: {} }),
    update: () => dataProvider.update(resource, { id: "x", data: {}, previousData: { id: "x" } }),
    updateMany: () => dataProvider.updateMany(resource, { ids: ["x"], data: {} }),
    delete: () => dataProvider.delete(resource, { id: "x" }),
    deleteMany: () => dataProvider.deleteMany(resource, { ids: ["x"] }),
  };
  for (const [operation, call] of Object.entries(calls)) {
    if (OFFERED[resource].includes(operation.replace("Many", ""))) continue;
    await expect(call()).rejects.toMatchObject(notOffered(operation, resource));
  }
});

test.each([
  ["apiKeys", { name: "", kind: "SECRET", allAccounts: true }, "name"],
  ["apiKeys", { name: "k", kind: "SECRET", accountIds: [] }, "accountIds"],
  ["apiKeys", { name: "k", kind: "PUBLISHABLE", allAccounts: true, origins: ["https://a.example/x"] }, "origins"],
  ["apiKeys", { name: "k", kind: "SECRET", allAccounts: true, expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
  ["connectLinks", { label: "x".repeat(300) }, "label"],
  ["connectLinks", { expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
  ["feeds", { slug: "No slug", title: "t", sources: [{ tag: "x" }] }, "slug"],
  ["feeds", { slug: "s", title: "t", sources: [] }, "sources"],
  ["operators", { email: "ada", password: "four words nobody" }, "email"],
  ["operators", { email: "ada1@example.com", password: "four words nobody" }, "email"],
  ["operators", { email: "new@example.com", password: "short" }, "password"],
])("create of %s from %j names the field %s", async (resource, data, field) => {
  const creating = dataProvider.create(resource, { data });
  await expect(creating).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    body: { errors: { [field]: expect.stringMatching(/^[A-Z`].+\.$/) } },
  });
});

test("update of an account names the field that is too long", async () => {
  const previousData = { id: "berta", note: null };
  const data = { ...previousData, note: "x".repeat(5_500) };
  await expect(dataProvider.update("accounts", { id: "berta", data, previousData })).rejects.toMatchObject({
    body: { errors: { note: expect.stringContaining("5500 characters") } },
  });
});

test("a resource that does not exist is refused by name", async () => {
  await expect(dataProvider.getList("pictures", ALL)).rejects.toMatchObject(notOffered("getList", "pictures"));
  await expect(dataProvider.getOne("toString", { id: "1" })).rejects.toMatchObject(notOffered("getOne", "toString"));
});

test("a verb returns the value of its mutation", async () => {
  const job = await dataProvider.resumeAccounts({ accountIds: ["clara"] });
  expect(job).toEqual({ id: expect.stringMatching(/^job_/) });
  await expect(dataProvider.resumeAccount({ accountId: "clara" })).resolves.toEqual({ id: "clara" });
});
