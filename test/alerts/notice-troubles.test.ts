import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { tellNews } from "../../server/alerts/tell-news.js";
import { watchJob } from "../../server/alerts/watch-job.js";
import type { MessageItem } from "../../server/deliveries/message.js";
import { timetable } from "../../server/jobs.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../server/lib/clock.js";
import type { Job } from "../../server/lib/job-runner.js";
import { refreshDueTokens } from "../../server/tokens/refresh-due-tokens.js";
import { createWorld, type World } from "../../server/world.js";
import { until } from "../support/refusal.js";
import { countRows } from "../support/rows.js";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.js";
import { createTestWorld, type TestWorld } from "../support/world.js";

const ALONE = new AbortController().signal;

let it: TestWorld;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  it = await createTestWorld({
    ALERT_WEBHOOK_URL: receiver.url,
    ALERT_WEBHOOK_SECRET: "s".repeat(32),
    SYNC_EVERY: "365d",
    JOBS: "off",
  });
});
afterAll(async () => {
  await it.close();
  await receiver.close();
});
beforeEach(async () => {
  await it.world.sql`truncate accounts, alerts, alert_deliveries, job_failures cascade`;
  receiver.posted.length = 0;
});

const tell = (world: World = it.world) => tellNews(world, ALONE);
const told = (): MessageItem[] => receiver.posted.flatMap(({ body }) => body.items);
const kinds = () => told().map(({ kind }) => kind);

/** A job of the timetable that fails as often as `fails` says. */
function watched(world: World, fails: { yes: boolean }): () => Promise<unknown> {
  const job: Job = {
    name: "prune posts",
    cron: "* * * * *",
    budgetMs: MINUTE_MS,
    run: async () => {
      if (fails.yes) throw new Error("no room on the disk");
    },
  };
  return () => watchJob(world, job).run(ALONE);
}

test("a job that fails for an hour is told once, and that it goes well again", async () => {
  const fails = { yes: true };
  const run = watched(it.world, fails);
  for (let minute = 0; minute <= 60; minute += 20) {
    await expect(run()).rejects.toThrow("no room on the disk");
    await tell();
    if (minute < 60) expect(told()).toEqual([]);
    it.clock.advance(20 * MINUTE_MS);
  }
  await tell();
  expect(told()).toMatchObject([{ kind: "JOB_FAILING", account: null, reconnectUrl: null }]);
  expect(told()[0]?.says).toContain('The job "prune posts" has failed at every run since');

  fails.yes = false;
  await run();
  it.clock.advance(20 * MINUTE_MS);
  await tell();
  expect(kinds()).toEqual(["JOB_FAILING", "RECOVERED"]);
  expect(told()[1]?.says).toBe('The job "prune posts" went well again.');
});

test("a job that goes well again within the hour is never told, whichever process it ran in", async () => {
  await using other = createWorld(it.world.config, { clock: it.clock });
  const fails = { yes: true };
  for (let time = 0; time < 3; time++) await watched(it.world, fails)().catch(() => undefined);
  await tell();
  fails.yes = false;
  await watched(other, fails)();
  it.clock.advance(2 * HOUR_MS);
  await tell();
  expect(receiver.posted).toEqual([]);
  expect(await countRows(it.world.sql)).toMatchObject({ alerts: 0, job_failures: 0 });
});

test("the timetable's own jobs are watched", async () => {
  await it.world.sql`alter table oauth_states rename to oauth_states_away`;
  const job = timetable(it.world).find(({ name }) => name === "prune handshakes");
  await expect(job?.run(ALONE)).rejects.toThrow();
  await it.world.sql`alter table oauth_states_away rename to oauth_states`;
  expect(await it.world.sql`select job from job_failures`).toEqual([{ job: "prune handshakes" }]);
});

test("refreshes that nobody does are told after an hour, and that they are done again", async () => {
  await it.connect("bakery");
  it.clock.advance(31 * DAY_MS);
  await tell();
  it.clock.advance(59 * MINUTE_MS);
  await tell();
  expect(told()).toEqual([]);
  it.clock.advance(MINUTE_MS);
  await tell();
  expect(told()).toMatchObject([{ kind: "JOBS_LATE", account: null }]);
  expect(told()[0]?.says).toContain("The refreshes are late: the oldest was due at");

  await refreshDueTokens(it.world, ALONE);
  it.clock.advance(HOUR_MS);
  await tell();
  expect(told()[1]).toMatchObject({ kind: "RECOVERED", says: "The refreshes went well again." });
});

test("that the database was away is told once it is back, by one process of two", async () => {
  await using other = createWorld(it.world.config, { clock: it.clock });
  await Promise.all([tell(), tell(other)]);
  await it.database.cut();
  await expect(tell()).rejects.toThrow();
  await expect(tell(other)).rejects.toThrow();
  it.clock.advance(3 * MINUTE_MS);
  await expect(tell()).rejects.toThrow();
  await it.database.mend();
  await back(it.world);
  await back(other);
  it.clock.advance(HOUR_MS);
  await Promise.all([tell(), tell(other)]);
  await Promise.all([tell(), tell(other)]);
  expect(kinds()).toEqual(["DATABASE_WAS_AWAY"]);
  expect(told()[0]?.says).toMatch(/^The database was away from .* to .*\.$/);
});

test("a database that was away for one look only is not told", async () => {
  await tell();
  await it.database.cut();
  await expect(tell()).rejects.toThrow();
  it.clock.advance(MINUTE_MS);
  await it.database.mend();
  await back(it.world);
  expect(receiver.posted).toEqual([]);
});

/** Looks until the pool has connected again. */
async function back(world: World): Promise<void> {
  await until(async () => {
    await sleep(100);
    return await tell(world).then(
      () => true,
      () => false,
    );
  });
}
