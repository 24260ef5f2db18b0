import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { liveMonths } from "./live-months.js";
import { INCIDENTS } from "./plan-incidents.js";
import { ILLNESSES } from "./story.js";

/*
 * 65 days of 6 accounts, longer than a token lives without a refresh: the real jobs on a real database and the sandbox
 * over HTTP; only the clocks, Instagram's, the server's and the database's, and the pace are the test's.
 * `npm run soak -- months` lives half a year with 500 accounts.
 */

const SEED = process.env.MONTHS_SEED ?? "october";
/** A sync of two calls a day, one more for a sweep and a refresh now and then, and what failures and refused fields cost. */
const CALLS_PER_ACCOUNT_DAY_MAX = 4;
/** On the day of an outage, when each try is three calls, or of a refused field, which is looked for in five. */
const CALLS_PER_DAY_MAX = 40;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("in 65 days of 6 accounts no healthy token expires, and each sick account is flagged with its cause", {
  timeout: 600_000,
}, async () => {
  const report = await liveMonths(database.url, {
    seed: SEED,
    accounts: 6,
    days: 65,
    syncEveryH: 24,
    checkEveryH: 12,
    kills: 2,
  });
  expect(report.examples, `MONTHS_SEED="${SEED}"`).toEqual([]);
  expect(new Set(Object.values(report.faults))).toEqual(new Set([0]));
  expect(report.callsPerAccountDay).toBeLessThan(CALLS_PER_ACCOUNT_DAY_MAX);
  expect(report.worstDay).toBeLessThan(CALLS_PER_DAY_MAX);
  // That these were no idle months; the long soak meets every illness and trouble.
  expect(report).toMatchObject({ kills: 2 });
  expect(report.illnesses.length).toBeGreaterThan(ILLNESSES.length / 3);
  expect(report.systemAlerts.length).toBeGreaterThan(INCIDENTS.length / 2);
  expect(report.deleted).toBeGreaterThan(0);
  expect(report.syncs).toBeGreaterThan(100);
  expect(report.refreshes).toBeGreaterThan(0);
});
