import { beforeAll, expect, test } from "vitest";
import { ageAccounts } from "../../bench/age-accounts.js";
import { explain, indexesOf, nodesOf, rowsRead } from "../../support/explain.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { seedFeed } from "../../support/seed.js";
import { setUpTestApp } from "../../support/test-app.js";

/** More than are counted one by one. */
const ACCOUNTS = 12_000;

const testApp = setUpTestApp({}, { hasDatabaseProxy: true });
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
  const { sql } = testApp.app;
  await seedFeed(sql, { accounts: ACCOUNTS, postsEach: 1, appId: testApp.app.config.instagram.appId });
  await ageAccounts(sql);
}, 120_000);

const COLUMNS = `id username status stale nextSyncAt syncedAt postCount tags token { health expiresAt refreshedAt }
  profile { name profilePictureUrl mediaCount }`;

const ORDERS: [string, string][] = [
  ["CONNECTED_ASC", "accounts_connected_idx"],
  ["CONNECTED_DESC", "accounts_connected_idx"],
  ["USERNAME_ASC", "accounts_username_idx"],
  ["USERNAME_DESC", "accounts_username_idx"],
  ["EXPIRES_ASC", "tokens_expires_idx"],
  ["EXPIRES_DESC", "tokens_expires_idx"],
  ["MOST_URGENT", "tokens_urgent_idx"],
  ["SYNCED_ASC", "account_states_synced_idx"],
  ["SYNCED_DESC", "account_states_synced_idx"],
];

test.each(ORDERS)("%s of 12,000 accounts rides on %s and reads a page", async (order, index) => {
  const { plan, data } = await pageOf(order, 0);
  expect(data.accounts.nodes).toHaveLength(50);
  expect(indexesOf(plan)).toContain(index);
  expect(nodesOf(plan, "Seq Scan")).toEqual([]);
  expect(rowsRead(plan, "accounts")).toBeLessThanOrEqual(100);
  expect(rowsRead(plan, "tokens")).toBeLessThanOrEqual(100);
});

test.each(ORDERS)("a page deep in %s counts the posts of its own accounts only", async (order) => {
  const { plan, data } = await pageOf(order, 9_950);
  expect(data.accounts.nodes).toHaveLength(50);
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(50);
});

const FILTERS: [string, string][] = [
  ["status: [RECONNECT_REQUIRED]", "tokens_ends_idx"],
  ["status: [PAUSED]", "account_states_paused_idx"],
  ["health: [EXPIRING]", "tokens_ends_idx"],
  ["health: [EXPIRED]", "tokens_ends_idx"],
  ["health: [REVOKED]", "tokens_ends_idx"],
  ["health: [DUE]", "tokens_refresh_idx"],
  ["needsAttention: true", "tokens_attention_idx"],
  ["stale: true", "account_states_failed_idx"],
  ["cause: [CHECKPOINT]", "tokens_cause_idx"],
  ['tags: ["tag-7"]', "accounts_tags_idx"],
  ['reference: "crm-4711"', "accounts_reference_idx"],
  ['search: "shop.4711"', "accounts_search_idx"],
  ['search: "nobody"', "accounts_search_idx"],
];

test.each(FILTERS)("the accounts with %s are counted by %s, and no table is read whole", async (filter, index) => {
  const query = `{ accounts(filter: { ${filter} }) { totalCount } }`;
  const { plan } = await explain(testApp, { url, query, as: AS_OPERATOR });
  expect(indexesOf(plan)).toContain(index);
  expect(nodesOf(plan, "Seq Scan").filter(({ table }) => table !== "account_states")).toEqual([]);
});

const TABLES = ["accounts", "account_states", "tokens"];

test.each(ORDERS)("120 matches are found by their filter's index and sorted for %s", async (order) => {
  const { plan, data } = await matchesOf(order, 'tags: ["tag-7"]');
  expect(data.accounts.nodes).toHaveLength(50);
  expect(data.accounts.totalCount).toBe(ACCOUNTS / 100);
  expect(indexesOf(plan)).toContain("accounts_tags_idx");
  expect(rowsRead(plan, "accounts")).toBeLessThanOrEqual(1_000);
});

/** Postgres expects accounts of each tag, so that a walk along the order's index looks short to it. */
const NOBODYS_TAGS = Array.from({ length: 12 }, (_, n) => `"nobody-${n}"`);

test.each(ORDERS)("a filter of nobody walks no index for %s", async (order) => {
  const { plan, data } = await matchesOf(order, `tags: [${NOBODYS_TAGS}]`);
  expect(data.accounts).toMatchObject({ nodes: [], totalCount: 0 });
  // A join may look whether its other side has a row.
  for (const table of TABLES) expect(rowsRead(plan, table)).toBeLessThanOrEqual(1);
});

test.each(ORDERS)("more than 10,000 matches are looked for in the index of %s, %s", async (order, index) => {
  const { plan, data } = await explain(testApp, {
    url,
    query: `{ accounts(orderBy: ${order}, first: 50, filter: { search: "shop" }) { nodes { id } } }`,
    as: AS_OPERATOR,
  });
  const all = await ask(url, `{ accounts(orderBy: ${order}, first: 50) { nodes { id } } }`, AS_OPERATOR);
  expect(data).toEqual(all.data);
  expect(indexesOf(plan)).toContain(index);
});

test.each(ORDERS)("few matches keep their places in %s, also after a cursor", async (order) => {
  const page = async (args: string) =>
    (await ask(url, `{ accounts(orderBy: ${order}, ${args}) { nodes { id } endCursor } }`, AS_OPERATOR)).data.accounts;
  const all = await page("first: 60");
  const ids = all.nodes.map(({ id }: { id: string }) => `"${id}"`).reverse();
  const first = await page(`first: 20, filter: { ids: [${ids}] }`);
  const rest = await page(`first: 60, after: "${first.endCursor}", filter: { ids: [${ids}] }`);
  expect([...first.nodes, ...rest.nodes]).toEqual(all.nodes);
});

test("what comes after a cursor is read from the index, however far", async () => {
  const query = "{ accounts(orderBy: EXPIRES_ASC, first: 1, offset: 9000) { endCursor } }";
  const { data } = await explain(testApp, { url, query, as: AS_OPERATOR });
  const next = `{ accounts(orderBy: EXPIRES_ASC, first: 50, after: "${data.accounts.endCursor}") { nodes { id } } }`;
  const { plan } = await explain(testApp, { url, query: next, as: AS_OPERATOR });
  expect(indexesOf(plan)).toContain("tokens_expires_idx");
  expect(rowsRead(plan, "tokens")).toBeLessThanOrEqual(50);
});

test("the number of many accounts is an estimate near the truth, that of 10,000 is exact", async () => {
  const { data } = await ask(
    url,
    `{ all: accounts { totalCount totalCountIsEstimate } some: accounts(filter: { tags: ["tag-7"] }) { totalCount totalCountIsEstimate }
      status { accounts { accountCount isEstimate } } }`,
    AS_OPERATOR,
  );
  expect(data.all.totalCountIsEstimate).toBe(true);
  expect(Math.abs(data.all.totalCount - ACCOUNTS)).toBeLessThan(ACCOUNTS / 10);
  expect(data.some).toEqual({ totalCount: ACCOUNTS / 100, totalCountIsEstimate: false });
  expect(data.status.accounts).toEqual({ accountCount: data.all.totalCount, isEstimate: true });
});

test("the pages of an order hold each account once, in order", async () => {
  const shown: string[] = [];
  for (let offset = 0; offset < 200; offset += 50) {
    const { data } = await pageOf("EXPIRES_ASC", offset);
    shown.push(...data.accounts.nodes.map(({ id }: { id: string }) => id));
  }
  const rows = await testApp.app.sql<{ id: string }[]>`
    select account_id as id from tokens order by expires_at, account_id limit 200`;
  expect(shown).toEqual(rows.map(({ id }) => id));
});

function pageOf(order: string, offset: number) {
  const query = `{ accounts(orderBy: ${order}, first: 50, offset: ${offset}) { nodes { ${COLUMNS} } } }`;
  return explain(testApp, { url, query, as: AS_OPERATOR });
}

/** The first page of at most 10,000 matches, with their number. */
async function matchesOf(order: string, filter: string) {
  const query = `{ accounts(orderBy: ${order}, first: 50, filter: { ${filter} }) { nodes { id } totalCount } }`;
  return await explain(testApp, { url, query, as: AS_OPERATOR });
}
