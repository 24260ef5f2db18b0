import { expect, test } from "vitest";
import { createAppContext, inTransaction } from "../../server/app-context.js";
import { publish } from "../../server/db/pubsub.js";
import { until } from "../support/api-error.js";
import { setUpTestApp } from "../support/test-app.js";

const testApp = setUpTestApp({}, { hasDatabaseProxy: true });

/** Listens from now on, and answers what came of it once the connection stands. */
async function listen(channel: string) {
  const ears = { words: [] as string[], missedCount: 0 };
  testApp.app.pubsub.subscribe(channel, {
    onMessage: (word) => void ears.words.push(word),
    onGap: () => void ears.missedCount++,
  });
  await until(() => ears.missedCount > 0);
  return ears;
}

test("a word reaches who listens to its channel, its sender too", async () => {
  const [one, other] = [await listen("one"), await listen("other")];
  await publish(testApp.app.db, "one", "hello");
  await until(() => one.words.length > 0);
  expect([one.words, other.words]).toEqual([["hello"], []]);
});

test("a word of a transaction is heard when it commits, and never when it does not", async () => {
  const ears = await listen("commits");
  await inTransaction(testApp.app, async (app) => {
    await publish(app.db, "commits", "undone");
    throw new Error("undo");
  }).catch(() => undefined);
  await inTransaction(testApp.app, (app) => publish(app.db, "commits", "done"));
  await until(() => ears.words.length > 0);
  expect(ears.words).toEqual(["done"]);
});

test("an app that was disposed of listens no more", async () => {
  await listen("stays");
  const other = createAppContext(testApp.app.config, { clock: testApp.clock });
  await new Promise<void>((onGap) => other.pubsub.subscribe("goes", { onMessage: () => undefined, onGap }));
  const listening = async () => {
    const rows = await testApp.app.sql`
      select 1 from pg_stat_activity where datname = current_database() and application_name = 'darkroom-signals'`;
    return rows.length;
  };
  expect(await listening()).toBe(2);
  await other[Symbol.asyncDispose]();
  await until(async () => (await listening()) === 1);
});

test("a lost connection is told at once, and what is said after it is heard", async () => {
  const ears = await listen("lost");
  const before = ears.missedCount;
  await testApp.database.cut();
  await until(() => ears.missedCount > before);
  await testApp.database.mend();
  await until(async () => {
    await publish(testApp.app.db, "lost", "back").catch(() => undefined);
    return ears.words.includes("back");
  });
});
