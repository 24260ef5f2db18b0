import { beforeAll, expect, test } from "vitest";
import { explain, indexesOf, nodesOf, rowsRead } from "../../support/explain.js";
import { AS_OPERATOR } from "../../support/graphql.js";
import { seedFeed } from "../../support/seed.js";
import { setUpTestApp } from "../../support/test-app.js";

const ACCOUNTS = 20_000;

const testApp = setUpTestApp({}, { hasDatabaseProxy: true });
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
  const { sql } = testApp.app;
  await seedFeed(sql, { accounts: ACCOUNTS, postsEach: 1 });
  // Each order another one, and some never synced.
  await sql`update account_states set synced_at = case when shuffled % 97 > 0 then synced_at - shuffled * interval '1 second' end
    from (select account_id as id, followers_count * 7919 % 20011 as shuffled from account_states) k where k.id = account_id`;
  await sql`update tokens set expires_at = expires_at + length(account_id) * interval '1 day'
    - abs(hashtext(account_id)) % 9999 * interval '1 minute'`;
  await sql`vacuum analyze accounts, account_states, tokens`;
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
  ["SYNCED_ASC", "account_states_synced_idx"],
  ["SYNCED_DESC", "account_states_synced_idx"],
];

test.each(ORDERS)("%s of 20,000 accounts rides on %s and reads a page", async (order, index) => {
  const { plan, data } = await pageOf(order, 0);
  expect(data.accounts.nodes).toHaveLength(50);
  expect(indexesOf(plan)).toContain(index);
  expect(nodesOf(plan, "Seq Scan")).toEqual([]);
  expect(rowsRead(plan, "accounts")).toBeLessThanOrEqual(50);
  expect(rowsRead(plan, "tokens")).toBeLessThanOrEqual(100);
});

test.each(ORDERS)("a page deep in %s counts the posts of its own accounts only", async (order) => {
  const { plan, data } = await pageOf(order, 9_950);
  expect(data.accounts.nodes).toHaveLength(50);
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(50);
});

test("MOST_URGENT sorts 20,000 accounts, and reads the posts of its own page only", async () => {
  const { plan, data } = await pageOf("MOST_URGENT", 9_950);
  expect(data.accounts.nodes).toHaveLength(50);
  expect(rowsRead(plan, "accounts")).toBeLessThanOrEqual(ACCOUNTS + 50);
  expect(rowsRead(plan, "tokens")).toBeLessThanOrEqual(2 * ACCOUNTS + 50);
  expect(rowsRead(plan, "media")).toBeLessThanOrEqual(50);
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
