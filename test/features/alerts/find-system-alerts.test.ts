import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AppContext, createAppContext } from "../../../server/app-context.js";
import type { MessageItem } from "../../../server/features/alerts/message.js";
import { runAlerts } from "../../../server/features/alerts/run-alerts.js";
import { recordJobRuns } from "../../../server/features/status/record-job-runs.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { startJobs } from "../../../server/lib/job-runner.js";
import { schedule } from "../../../server/schedule.js";
import { until } from "../../support/api-error.js";
import { countRows } from "../../support/rows.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";
import { startWebhookReceiver, type WebhookReceiver } from "../../support/webhook-receiver.js";

const ALONE = new AbortController().signal;

let testApp: TestApp;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  testApp = await createTestApp(
    {
      ALERT_WEBHOOK_URL: receiver.url,
      ALERT_WEBHOOK_SECRET: "s".repeat(32),
      SYNC_EVERY: "365d",
      JOBS: "off",
    },
    { hasDatabaseProxy: true },
  );
});
afterAll(async () => {
  await testApp.close();
  await receiver.close();
});
beforeEach(async () => {
  await testApp.app.sql`truncate accounts, alerts, alert_deliveries, job_runs cascade`;
  receiver.posted.length = 0;
});

const tell = (app: AppContext = testApp.app) => runAlerts(app, ALONE);
const told = (): MessageItem[] => receiver.posted.flatMap(({ body }) => body.items);
const kinds = () => told().map(({ kind }) => kind);

/** A job of the timetable, each run of which ends as `fails` says. */
function watched(app: AppContext, fails: { yes: boolean }): () => Promise<void> {
  const note = recordJobRuns(app);
  return () => note({ job: "prune posts", startedAt: app.clock.now(), ms: 5, isFailed: fails.yes });
}

test("a job that fails for an hour is told once, and that it goes well again", async () => {
  const fails = { yes: true };
  const run = watched(testApp.app, fails);
  for (let minute = 0; minute <= 60; minute += 20) {
    await run();
    await tell();
    if (minute < 60) expect(told()).toEqual([]);
    testApp.clock.advance(20 * MINUTE_MS);
  }
  await tell();
  expect(told()).toMatchObject([{ kind: "JOB_FAILING", account: null, reconnectUrl: null }]);
  expect(told()[0]?.text).toContain('The job "prune posts" has failed at every run since');

  fails.yes = false;
  await run();
  testApp.clock.advance(20 * MINUTE_MS);
  await tell();
  expect(kinds()).toEqual(["JOB_FAILING", "RECOVERED"]);
  expect(told()[1]?.text).toBe('The job "prune posts" went well again.');
});

test("a job that goes well again within the hour is never told, whichever process it ran in", async () => {
  await using other = createAppContext(testApp.app.config, { clock: testApp.clock });
  const fails = { yes: true };
  for (let time = 0; time < 3; time++) await watched(testApp.app, fails)();
  await tell();
  fails.yes = false;
  await watched(other, fails)();
  testApp.clock.advance(2 * HOUR_MS);
  await tell();
  expect(receiver.posted).toEqual([]);
  expect(await countRows(testApp.app.sql)).toMatchObject({ alerts: 0 });
});

test("a failure between runs that end well is kept, and the next run that does ends it at once", async () => {
  const fails = { yes: false };
  const run = watched(testApp.app, fails);
  const failures = async () => (await testApp.app.sql`select failures, failing_since is null as well from job_runs`)[0];
  await run();
  expect(await failures()).toEqual({ failures: 0, well: true });
  fails.yes = true;
  await run();
  await run();
  expect(await failures()).toEqual({ failures: 2, well: false });
  fails.yes = false;
  await run();
  expect(await failures()).toEqual({ failures: 0, well: true });
});

test("the timetable's own jobs are watched", async () => {
  await testApp.app.sql`alter table oauth_states rename to oauth_states_away`;
  const prune = schedule(testApp.app).filter(({ name }) => name === "prune OAuth states");
  const jobs = startJobs(prune, { ...testApp.app, onRun: recordJobRuns(testApp.app) });
  const jobRuns = () => testApp.app.sql`select job, is_failed, failures from job_runs`;
  await until(async () => (await jobRuns()).length > 0);
  await jobs.stop();
  await testApp.app.sql`alter table oauth_states_away rename to oauth_states`;
  expect([...(await jobRuns())]).toEqual([{ job: "prune OAuth states", is_failed: true, failures: 1 }]);
});

test("refreshes that nobody does are told after an hour, and that they are done again", async () => {
  await testApp.connect("bakery");
  testApp.clock.advance(32 * DAY_MS);
  await tell();
  testApp.clock.advance(59 * MINUTE_MS);
  await tell();
  expect(told()).toEqual([]);
  testApp.clock.advance(MINUTE_MS);
  await tell();
  expect(told()).toMatchObject([{ kind: "JOBS_OVERDUE", account: null }]);
  expect(told()[0]?.text).toContain("The refreshes are late: the oldest was due at");

  await refreshDueTokens(testApp.app, ALONE);
  testApp.clock.advance(HOUR_MS);
  await tell();
  expect(told()[1]).toMatchObject({ kind: "RECOVERED", text: "The refreshes went well again." });
});

test("that the database was away is told once it is back, by one process of two", async () => {
  await using other = createAppContext(testApp.app.config, { clock: testApp.clock });
  await Promise.all([tell(), tell(other)]);
  await testApp.database.cut();
  await expect(tell()).rejects.toThrow();
  await expect(tell(other)).rejects.toThrow();
  testApp.clock.advance(3 * MINUTE_MS);
  await expect(tell()).rejects.toThrow();
  await testApp.database.mend();
  await back(testApp.app);
  await back(other);
  testApp.clock.advance(HOUR_MS);
  await Promise.all([tell(), tell(other)]);
  await Promise.all([tell(), tell(other)]);
  expect(kinds()).toEqual(["DATABASE_OUTAGE"]);
  expect(told()[0]?.text).toMatch(/^The database was away from .* to .*\.$/);
});

test("a database that was away for one look only is not told", async () => {
  await tell();
  await testApp.database.cut();
  await expect(tell()).rejects.toThrow();
  testApp.clock.advance(MINUTE_MS);
  await testApp.database.mend();
  await back(testApp.app);
  expect(receiver.posted).toEqual([]);
});

/** Looks until the pool has connected again. */
async function back(app: AppContext): Promise<void> {
  await until(async () => {
    await sleep(100);
    return await tell(app).then(
      () => true,
      () => false,
    );
  });
}
