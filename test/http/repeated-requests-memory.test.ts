import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { contentChanged, EVERYTHING } from "../../server/db/content-changes.js";
import { until } from "../support/api-error.js";
import { insertAccount, insertPosts } from "../support/feed-rows.js";
import { AS_OPERATOR } from "../support/graphql.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp({ RESPONSE_CACHE: "16M" });

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

async function bytesInUse(): Promise<number> {
  // Buffers are freed by the collection after the one that frees their owners.
  for (let n = 0; n < 3; n++) {
    await setImmediate();
    collectGarbage();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const CAPTION_LENGTH = 10_000;
const POST_COUNT = 25;
const ROUNDS = 100;

test("an answer that a change has dropped takes no memory, though nobody sends its request again", async () => {
  const { app } = testApp;
  await insertAccount(app, "acc_b", { username: "bakery" });
  const caption = "x".repeat(CAPTION_LENGTH);
  await insertPosts(
    app,
    Array.from({ length: POST_COUNT }, (_, n) => ({ accountId: "acc_b", id: `p${n}`, caption })),
  );
  const url = await testApp.serve();
  await until(async () => app.content.isHearing());
  const round = async (n: number) => {
    const query = `{ a${n}: media(first: ${POST_COUNT}) { caption } }`;
    // The second comes from the cache, and is remembered for a third.
    for (let repeat = 0; repeat < 2; repeat++) {
      const answer = await fetch(`${url}/graphql?${new URLSearchParams({ query })}`, AS_OPERATOR);
      expect((await answer.text()).length).toBeGreaterThan(POST_COUNT * CAPTION_LENGTH);
    }
    contentChanged(app.db, EVERYTHING);
  };
  for (let n = 0; n < 20; n++) await round(n);
  const before = await bytesInUse();
  for (let n = 0; n < ROUNDS; n++) await round(20 + n);
  const grown = (await bytesInUse()) - before;
  expect(grown).toBeLessThan((ROUNDS * POST_COUNT * CAPTION_LENGTH) / 4);
});
