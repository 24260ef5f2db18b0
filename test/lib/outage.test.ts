import { sql as query } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../../server/lib/clock.js";
import { type JobRunner, startJobs } from "../../server/lib/job-runner.js";
import { createLog } from "../../server/lib/log.js";
import { schedule } from "../../server/schedule.js";
import { bearer, makeKey } from "../support/credentials.js";
import { forgoPictures } from "../support/forgo-pictures.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { setReadOnly } from "../support/read-only.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

const lines: { level: number; msg: string }[] = [];
const failed = new Map<string, number>();
let testApp: TestApp;
let url: string;
let runner: JobRunner;
let key: string;

beforeAll(async () => {
  const log = createLog({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  testApp = await createTestApp(
    { METRICS_TOKEN: "metrics-token-for-tests-0123456789" },
    { log, hasDatabaseProxy: true },
  );
  url = await testApp.serve();
  await testApp.connect("bakery");
  await testApp.connect("florist");
  key = (await makeKey(testApp.app, { allAccounts: true })).key;
  await forgoPictures(testApp.database.url);
  const everySecond = schedule(testApp.app).map((job) => ({ ...job, cron: "* * * * * *" }));
  runner = startJobs(everySecond, {
    ...testApp.app,
    onRun: async ({ job, isFailed }) => void (isFailed && failed.set(job, (failed.get(job) ?? 0) + 1)),
  });
});
afterAll(async () => {
  await runner.stop();
  await testApp.close();
});

/** Whatever happens meanwhile in the background: accounts and tokens come due, keys are used, metrics are read. */
async function live(): Promise<number> {
  testApp.clock.advance(MINUTE_MS + SECOND_MS);
  await ask(url, "{ viewer { kind } }", { headers: bearer(key) }).catch(() => undefined);
  await fetch(`${url}/metrics`, AS_OPERATOR).catch(() => undefined);
  return Math.min(...["bulk jobs", "copy pictures"].map((job) => failed.get(job) ?? 0));
}

const WAITS = "the database cannot be used: background work waits";
const AGAIN = "the database can be used again";
const told = () => lines.filter(({ msg }) => msg === WAITS || msg === AGAIN).map(({ level, msg }) => [level, msg]);

test.each([
  ["read-only", async () => await testApp.database.mend()],
  ["away", async () => undefined],
])(
  "while the database is %s the log has one warning, and one line when that is over",
  async (state, begin) => {
    const ids = "{ accounts { nodes { id } } }";
    const accountIds = (await ask(url, ids, AS_OPERATOR)).data.accounts.nodes.map(({ id }: { id: string }) => id);
    lines.length = 0;
    failed.clear();
    const now = testApp.clock.now();
    const { db } = testApp.app.pools.jobs;
    await db.execute(query`update account_states set next_sync_at = ${now.toISOString()}`);
    // Two pictures come due while the database cannot be used.
    const dueAt = new Date(now.getTime() + MINUTE_MS).toISOString();
    await db.execute(query`update pictures set next_try_at = ${dueAt} where media_id is null`);
    await ask(url, "mutation ($ids: [ID!]) { syncAccounts(accountIds: $ids) { id } }", {
      ...AS_OPERATOR,
      variables: { ids: accountIds },
    });
    if (state === "read-only") await setReadOnly(testApp, true);
    await testApp.database.cut();
    await begin();
    await expect.poll(live, { timeout: 60_000, interval: 500 }).toBeGreaterThanOrEqual(3);
    expect(told()).toEqual([[40, WAITS]]);
    if (state === "read-only") await setReadOnly(testApp, false);
    else await testApp.database.mend();
    await expect.poll(told, { timeout: 60_000, interval: 500 }).toEqual([
      [40, WAITS],
      [30, AGAIN],
    ]);
    expect(lines.filter(({ level }) => level >= 50)).toEqual([]);
    expect(lines.filter(({ msg }) => msg === "signals not heard").length).toBeLessThanOrEqual(1);
  },
  150_000,
);
