import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, test } from "vitest";
import { BYTES_MAX, rememberedBytes } from "../../server/graphql/executor/remembered-fields.js";
import { insertAccount, insertPosts } from "../support/feed-rows.js";
import { ask, expectRefused } from "../support/graphql.js";
import { createTestApp, setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp({ PUBLIC_READ: "on" }, { hasDatabaseProxy: true });
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
  await insertAccount(testApp.app, "acc_a");
  await insertPosts(testApp.app, [{ accountId: "acc_a", id: "1", caption: "a post" }]);
});

test("variables of 900 KB are refused, and nothing of them is kept", async () => {
  await ask(url, "{ viewer { kind } }");
  const before = { remembered: rememberedBytes(), heap: heapUsed() };
  for (let n = 0; n < 60; n++) {
    const query = `query Q${n % 4}($s: String) { viewer { kind account { media(search: $s, first: 1) { id } } } }`;
    const answer = await ask(url, query, { variables: { s: `${n}${"x".repeat(900_000)}` } });
    expectRefused(answer, "BAD_USER_INPUT");
    expect(answer.status).toBe(400);
  }
  expect(rememberedBytes()).toBe(before.remembered);
  // 54 MB were sent.
  expect(heapUsed() - before.heap).toBeLessThan(20_000_000);
});

test("however many queries and values come, what is remembered of them stays within its bytes", async () => {
  const padding = "#\n".repeat(2_000);
  for (let n = 0; n < 60; n++) {
    const query = `${padding}query Q${n}($s: [String!]) { account { media(hashtag: $s, first: 1) { id } } }`;
    const asked = [1, 2].map((m) =>
      ask(url, query, { variables: { s: Array(9).fill(`${n}t${m}${"x".repeat(140)}`) } }),
    );
    for (const { errors } of await Promise.all(asked)) expect(errors).toBeUndefined();
    expect(rememberedBytes()).toBeLessThanOrEqual(BYTES_MAX);
  }
  // It was filled, so that the oldest had to go.
  expect(rememberedBytes()).toBeGreaterThan(BYTES_MAX / 2);
});

test("a set of values that is long is not remembered, and answered all the same", async () => {
  const before = rememberedBytes();
  const query = "query ($s: [String!]) { account { media(withoutHashtag: $s) { id } } }";
  const variables = { s: Array.from({ length: 40 }, (_, n) => `${n}${"x".repeat(100)}`) };
  expect((await ask(url, query, { variables })).data.account.media).toHaveLength(1);
  expect(rememberedBytes()).toBe(before);
});

test("the viewer's account is null to who may not read, before anything is looked up", async () => {
  const closed = await createTestApp({ PUBLIC_READ: "off" }, { hasDatabaseProxy: true });
  try {
    const before = rememberedBytes();
    const query = "{ viewer { kind account { id media { id } } } }";
    const { data } = await ask(await closed.serve(), query);
    expect(data).toEqual({ viewer: { kind: "ANONYMOUS", account: null } });
    expect(closed.database.statements().filter((text) => text.includes("accounts"))).toEqual([]);
    expect(rememberedBytes() - before).toBeLessThan(20_000);
  } finally {
    await closed.close();
  }
});

function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}
