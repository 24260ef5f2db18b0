import { beforeAll, expect, test } from "vitest";
import { PREPARED_BYTES_MAX, PREPARED_MAX } from "../../../server/db/prepared.js";
import { insertAccount, insertPosts } from "../../support/feed-rows.js";
import { ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp();
let url: string;

beforeAll(async () => {
  url = await testApp.serve();
  await insertAccount(testApp.app, "acc_a");
  await insertPosts(testApp.app, [{ accountId: "acc_a", id: "1", caption: "a post" }]);
});

test("a hundred lists of one account are one statement", async () => {
  const lists = (count: number) => Array.from({ length: count }, (_, n) => `l${n}: media(first: 1) { id }`).join(" ");
  for (const count of [49, 50, 51, 100]) {
    const { data, errors } = await ask(url, `{ account { username status profile { name } ${lists(count)} } }`);
    expect(errors).toBeUndefined();
    expect(Object.keys(data.account)).toHaveLength(count + 3);
    expect(data.account[`l${count - 1}`]).toEqual([{ id: "1" }]);
  }
});

test("a statement that comes again and again is prepared, under whatever alias", async () => {
  for (let n = 0; n < 12; n++) await ask(url, `{ account { a${n}: media(first: 9) { shortcode } } }`);
  const texts = await preparedTexts();
  expect(new Set(texts.filter((text) => text.includes("shortcode"))).size).toBe(1);
});

test("a statement that is long, or new each time, is never prepared", async () => {
  const before = new Set(await preparedTexts());
  const long = `{ account { ${Array.from({ length: 45 }, (_, n) => `l${n}: media(first: 1, search: "a") { caption image { url width } }`).join(" ")} } }`;
  for (let n = 0; n < 6; n++) expect((await ask(url, long)).errors).toBeUndefined();
  for (const query of distinctQueries(20)) await ask(url, query);
  expect((await preparedTexts()).filter((text) => !before.has(text))).toEqual([]);
});

test("however many different statements come again and again, those prepared stay few and small", async () => {
  for (const query of distinctQueries(70)) await Promise.all([1, 2, 3, 4].map(() => ask(url, query)));
  const texts = new Set(await preparedTexts());
  expect(texts.size).toBeGreaterThan(10);
  expect(texts.size).toBeLessThanOrEqual(PREPARED_MAX);
  expect([...texts].join("").length).toBeLessThanOrEqual(PREPARED_BYTES_MAX);
});

/** Each selects other columns, so that each is another statement. */
function distinctQueries(count: number): string[] {
  const names = ["caption", "hashtags", "mentions", "permalink", "timestamp", "likeCount", "altText"];
  return Array.from({ length: count }, (_, n) => {
    const asked = names.filter((_name, bit) => n & (1 << bit));
    return `{ account { media(first: 2) { mediaType ${asked.join(" ")} } } }`;
  });
}

/** What is prepared on the connections of the server's pool. */
async function preparedTexts(): Promise<string[]> {
  const text = `select statement from pg_prepared_statements, (select pg_sleep(.3)) wait
    where statement like '%from media m%' and statement not like '%pg_sleep%'`;
  // Of a caller each, so that every connection of the pool is asked.
  const asked = Array.from(
    { length: 10 },
    (_, n) =>
      testApp.app.pools.reads.request(
        { text, params: [] },
        { caller: `test ${n}`, statementMs: 15_000, isStranger: false },
      ).rows,
  );
  return ((await Promise.all(asked)) as { statement: string }[][]).flat().map(({ statement }) => statement);
}
