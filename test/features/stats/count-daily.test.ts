import { beforeEach, expect, test } from "vitest";
import { createAppContext, inTransaction } from "../../../server/app-context.js";
import { countDaily } from "../../../server/features/stats/count-daily.js";
import { dailyStats } from "../../../server/features/stats/daily-stats.js";
import { until } from "../../support/api-error.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" });
beforeEach(() => testApp.app.sql`truncate daily_counts`);

const stored = async () =>
  (await testApp.app.sql`select kind, count from daily_counts order by kind`).map((row) => ({ ...row }));

test("counts of a process become one row's change, within a second or so", async () => {
  for (let n = 0; n < 100; n++) countDaily(testApp.app, "synced");
  countDaily(testApp.app, "refreshed");
  expect(await stored()).toEqual([]);
  await until(async () => (await stored()).length > 0);
  expect(await stored()).toEqual([
    { kind: "refreshed", count: 1 },
    { kind: "synced", count: 100 },
  ]);
});

test("this process reads what it has counted at once", async () => {
  countDaily(testApp.app, "sync_failed");
  expect(await dailyStats(testApp.app, 1)).toMatchObject([{ failedSyncCount: 1, syncedCount: 0 }]);
});

test("the shutdown adds what is left to what others have counted", async () => {
  countDaily(testApp.app, "synced");
  await dailyStats(testApp.app, 1);
  const leaving = createAppContext(testApp.app.config, { clock: testApp.clock });
  countDaily(leaving, "synced");
  await leaving[Symbol.asyncDispose]();
  expect(await stored()).toEqual([{ kind: "synced", count: 2 }]);
});

test("what a transaction counts counts at its commit, also of the outer one, and never twice", async () => {
  const { app } = testApp;
  const failed = inTransaction(app, async (app) => {
    await inTransaction(app, async (app) => countDaily(app, "synced"));
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(await dailyStats(app, 1)).toMatchObject([{ syncedCount: 0 }]);

  let attempts = 0;
  await inTransaction(app, async (app) => {
    countDaily(app, "synced");
    attempts++;
    if (attempts === 1) await app.db.execute("do $$ begin raise exception 'conflict' using errcode = '40001'; end $$");
  });
  expect(attempts).toBe(2);
  expect(await dailyStats(app, 1)).toMatchObject([{ syncedCount: 1 }]);
});
