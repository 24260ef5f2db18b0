import { beforeAll, expect, test } from "vitest";
import { createFeed } from "../../../server/features/feeds/change-feed.js";
import { until } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { makeKey } from "../../support/credentials.js";
import { insertAccount, insertPosts } from "../../support/feed-rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ RESPONSE_CACHE: "16M", RATE_LIMIT: "30/m" }, { hasDatabaseProxy: true });
let url: string;
let key: string;

beforeAll(async () => {
  const { app } = testApp;
  await insertAccount(app, "acc_b", { username: "bakery" });
  const posts = Array.from({ length: 20 }, (_, n) => ({ accountId: "acc_b", id: `p${n}`, mediaPath: `/${n}.jpg` }));
  await insertPosts(app, posts);
  await createFeed(app, { slug: "bread", title: "Bread", sources: [{ accountId: "acc_b" }] }, OPERATOR);
  ({ key } = await makeKey(app, { kind: "PUBLISHABLE" }));
  url = await testApp.serve();
});

/** How many statements read posts while `act` runs. */
async function readCount(act: () => Promise<unknown>): Promise<number> {
  testApp.database.forget();
  await act();
  return testApp.database.statements().filter((text) => text.includes("as answer")).length;
}

test("each way is one statement, and none when it comes again", async () => {
  // Until then, and when it begins, answers are dropped.
  await until(async () => testApp.app.content.isHearing());
  for (const path of ["/embed/bread.html", "/embed/bread", "/feeds/bread.json", "/feeds/bread.rss"]) {
    const get = async () => expect((await fetch(`${url}${path}?key=${key}`)).status).toBe(200);
    expect([path, await readCount(get), await readCount(get)]).toEqual([path, 1, 0]);
  }
});

test("a hundred who want the same at once share one statement", async () => {
  const headers = { "x-api-key": (await makeKey(testApp.app)).key };
  const get = () => fetch(`${url}/embed/bread.html?lang=de`, { headers });
  const count = await readCount(async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, async () => await (await get()).text()));
    expect(new Set(answers).size).toBe(1);
  });
  expect(count).toBe(1);
});

test("they count for the address as queries do; script and style do not", async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 31; n++) statuses.push((await fetch(`${url}/embed/bread.html?key=${key}`)).status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  const refused = await fetch(`${url}/oembed?url=${encodeURIComponent(`${testApp.app.config.publicUrl}/embed/bread`)}`);
  expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
  for (const path of ["/embed.css", "/embed-page.js"]) expect((await fetch(`${url}${path}`)).status).toBe(200);
});
