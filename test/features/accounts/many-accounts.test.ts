import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertAccount } from "../../support/feed-rows.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { insertStates } from "../../support/insert-states.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({}, { hasDatabaseProxy: true });
const ids = ["acc_a", "acc_b", "acc_c"];
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
  for (const id of ids) await insertAccount(testApp.app, id);
});

beforeEach(async () => {
  const { sql } = testApp.app;
  await sql`update accounts set tags = '{old,shop}', reference = null, reference_folded = null, note = null`;
  await sql`update accounts set tags = '{}' where id = 'acc_b'`;
  await sql`delete from events`;
});

const TAG = `mutation ($ids: [ID!], $filter: AccountFilter, $add: [String!], $remove: [String!]) {
  tagAccounts(accountIds: $ids, filter: $filter, add: $add, remove: $remove) }`;
const UPDATE = "mutation ($updates: [AccountUpdateInput!]!) { updateAccounts(updates: $updates) }";

const run = async (mutation: string, variables: object) => {
  const { data, errors } = await ask(url, mutation, { ...AS_OPERATOR, variables: { ...variables } });
  return errors ? errors[0]?.extensions.code : Object.values(data)[0];
};

async function stored() {
  return await testApp.app.sql`select id, reference, tags, note from accounts order by id`;
}

async function tagsOf(): Promise<string[][]> {
  return (await stored()).map(({ tags }) => tags);
}

async function updatedIds(): Promise<string[]> {
  const rows = await testApp.app.sql`
    select account_id as id from events where action = 'account.updated' and actor like 'operator:%' order by account_id`;
  return rows.map(({ id }) => id);
}

describe("tags of many accounts", () => {
  test("are added behind the others and removed; only accounts that change count and get an event", async () => {
    expect(await run(TAG, { ids, add: [" shop ", "new"], remove: ["old"] })).toBe(3);
    expect(await tagsOf()).toEqual([
      ["shop", "new"],
      ["shop", "new"],
      ["shop", "new"],
    ]);
    expect(await updatedIds()).toEqual(ids);
    expect(await run(TAG, { ids, add: ["shop"], remove: ["old"] })).toBe(0);
    expect(await run(TAG, { filter: { usernames: ["@ACC_A", "acc_c", "nobody"] }, remove: ["new"] })).toBe(2);
    expect(await tagsOf()).toEqual([["shop"], ["shop", "new"], ["shop"]]);
    expect(await updatedIds()).toEqual(["acc_a", "acc_a", "acc_b", "acc_c", "acc_c"]);
  });

  test.each([
    ["no tag", { ids }, "BAD_USER_INPUT"],
    ["only blanks", { ids, add: [" "] }, "BAD_USER_INPUT"],
    ["one tag twice", { ids, add: ["x"], remove: ["x"] }, "BAD_USER_INPUT"],
    ["no accounts", { add: ["x"] }, "BAD_USER_INPUT"],
    ["ids and a filter", { ids, filter: {}, add: ["x"] }, "BAD_USER_INPUT"],
    ["a long tag", { ids, add: ["x".repeat(101)] }, "BAD_USER_INPUT"],
    ["51 tags", { ids, add: Array.from({ length: 51 }, (_, n) => `t${n}`) }, "BAD_USER_INPUT"],
    ["tags of which one account had 52", { ids, add: Array.from({ length: 50 }, (_, n) => `t${n}`) }, "BAD_USER_INPUT"],
    ["an account that is not there", { ids: [...ids, "acc_nobody"], add: ["x"] }, "NOT_FOUND"],
  ])("are refused with %s, and none changes", async (_, variables, code) => {
    const before = await stored();
    expect(await run(TAG, variables)).toBe(code);
    expect(await stored()).toEqual(before);
    expect(await updatedIds()).toEqual([]);
  });

  test("are lost by none of two who tag at once", async () => {
    const counts = await Promise.all(
      ["x", "y", "z"].map((tag, n) => run(TAG, { ids: n % 2 ? ids : ids.toReversed(), add: [tag] })),
    );
    expect(counts).toEqual([3, 3, 3]);
    for (const tags of await tagsOf()) expect(tags).toEqual(expect.arrayContaining(["x", "y", "z"]));
  });

  test("take as many statements for one account as for all", async () => {
    const count = async (variables: object) => {
      testApp.database.forget();
      await run(TAG, variables);
      return testApp.database.statements().filter((text) => !/^(begin|commit)/i.test(text)).length;
    };
    expect(await count({ ids: ["acc_a"], add: ["x"] })).toBe(3);
    expect(await count({ ids, add: ["y"] })).toBe(3);
    expect(await count({ filter: {}, add: ["z"] })).toBe(4);
  });

  test("change 1,000 accounts a transaction, and a repeated run changes only the rest", async () => {
    const { sql } = testApp.app;
    await sql`insert into accounts (id, sandbox, app_id, scoped_id, username, username_folded, connected_at)
      select 'acc_n' || n, true, 'app', 'n' || n, 'n' || n, 'n' || n, now() from generate_series(1, 1500) n`;
    await insertStates(sql);
    const many = Array.from({ length: 1_500 }, (_, n) => `acc_n${n + 1}`);
    const taggedCount = async () =>
      (await sql`select from accounts where id like 'acc_n%' and 'vip' = any(tags)`).length;
    const tag = { ids: many, add: ["vip"] };
    const { running } = await sql.begin(async (other) => {
      // Somebody else works on the last account, so the second batch waits.
      await other`select from accounts where id = 'acc_n1500' for update`;
      const running = run(TAG, tag);
      await expect.poll(taggedCount).toBe(1_000);
      return { running };
    });
    expect(await running).toBe(1_500);
    await sql`update accounts set tags = '{}' where id in ('acc_n1', 'acc_n1500')`;
    expect(await run(TAG, tag)).toBe(2);
    expect(await taggedCount()).toBe(1_500);
    expect(await updatedIds()).toHaveLength(1_502);
    await sql`delete from accounts where id like 'acc_n%'`;
  });
});

describe("updates of many accounts", () => {
  test("set, clear and leave each what it says; only accounts that change count and get an event", async () => {
    const updates = [
      { accountId: "acc_a", input: { reference: " Kunde Ä ", tags: ["x", "x", "y"] } },
      { accountId: "acc_b", input: { tags: null, note: "" } },
      { accountId: "acc_c", input: { tags: null, note: "n" } },
    ];
    expect(await run(UPDATE, { updates })).toBe(2);
    expect(await stored()).toEqual([
      { id: "acc_a", reference: "Kunde Ä", tags: ["x", "y"], note: null },
      { id: "acc_b", reference: null, tags: [], note: null },
      { id: "acc_c", reference: null, tags: [], note: "n" },
    ]);
    expect(await updatedIds()).toEqual(["acc_a", "acc_c"]);
    expect(await run(UPDATE, { updates })).toBe(0);
    expect(await run(UPDATE, { updates: [{ accountId: "acc_a", input: { reference: null } }] })).toBe(1);
    expect((await stored())[0]).toEqual({ id: "acc_a", reference: null, tags: ["x", "y"], note: null });
    const { data } = await ask(url, '{ accounts(filter: { search: "kunde" }) { totalCount } }', AS_OPERATOR);
    expect(data.accounts.totalCount).toBe(0);
  });

  test.each([
    ["an account that is not there", [{ accountId: "acc_nobody", input: { note: "n" } }], "NOT_FOUND"],
    ["an account twice", ["x", "y"].map((note) => ({ accountId: "acc_a", input: { note } })), "BAD_USER_INPUT"],
    ["a long reference", [{ accountId: "acc_a", input: { reference: "x".repeat(201) } }], "BAD_USER_INPUT"],
    [
      "more than 500",
      Array.from({ length: 501 }, (_, n) => ({ accountId: `acc_${n}`, input: { note: "n" } })),
      "BAD_USER_INPUT",
    ],
  ])("are refused with %s, and none changes", async (_, updates, code) => {
    const before = await stored();
    expect(await run(UPDATE, { updates: [{ accountId: "acc_b", input: { note: "n" } }, ...updates] })).toBe(code);
    expect(await stored()).toEqual(before);
  });

  test("of none change none, and of several take one statement and another for their events", async () => {
    expect(await run(UPDATE, { updates: [] })).toBe(0);
    testApp.database.forget();
    const updates = ids.map((accountId) => ({ accountId, input: { note: "n" } }));
    expect(await run(UPDATE, { updates })).toBe(3);
    expect(testApp.database.statements().filter((text) => !/^(begin|commit)/i.test(text))).toHaveLength(2);
  });
});
