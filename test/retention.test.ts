import { beforeAll, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../server/lib/clock.js";
import { prune, retention } from "../server/retention.js";
import { setUpTestApp } from "./support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" });
beforeAll(async () => {
  await testApp.app.sql`insert into operators (id, email, email_folded, password_hash, created_at)
    values ('opr_1', 'a@example.com', 'a@example.com', 'none', now())`;
});

/** For each table an insert of one row that ended at an instant, and for how long such a row stays. */
const ROWS: { job: string; table: string; keepMs: number; insert(n: number, at: string): Promise<unknown> }[] = [
  {
    job: "prune sessions",
    table: "sessions",
    keepMs: 0,
    insert: (n, at) => testApp.app.sql`insert into sessions (hash, operator_id, created_at, last_seen_at, expires_at)
      values (${String(n)}, 'opr_1', ${at}, ${at}, ${at})`,
  },
  {
    job: "prune sessions",
    table: "sign_in_failures",
    keepMs: 15 * MINUTE_MS,
    insert: (n, at) => testApp.app.sql`insert into sign_in_failures (pair, at) values (${String(n)}, ${at})`,
  },
  {
    job: "prune alerts",
    table: "alerts",
    keepMs: 90 * DAY_MS,
    insert: (n, at) =>
      testApp.app
        .sql`insert into alerts (sandbox, subject, kind, since, detected_at, notify_after, notified_at, closed_at)
        values (true, ${String(n)}, 'JOB_FAILING', ${at}, ${at}, ${at}, ${at}, ${at})`,
  },
  {
    job: "prune alerts",
    table: "alert_deliveries",
    keepMs: 90 * DAY_MS,
    insert: (n, at) =>
      testApp.app.sql`insert into alert_deliveries (id, sandbox, channel, test, alert_count, created_at, status)
        values (${String(n)}, true, 'WEBHOOK', false, 1, ${at}, 'DELIVERED')`,
  },
  {
    job: "prune jobs",
    table: "jobs",
    keepMs: 30 * DAY_MS,
    insert: (n, at) =>
      testApp.app.sql`insert into jobs (id, kind, sandbox, is_full, operator_id, total_count, created_at, finished_at)
        values (${String(n)}, 'SYNC', true, false, 'opr_1', 0, ${at}, ${at})`,
  },
  {
    job: "prune jobs",
    table: "job_runs",
    keepMs: DAY_MS,
    insert: (n, at) =>
      testApp.app.sql`insert into job_runs (sandbox, job, started_at, ms, is_failed, failing_since, failures)
        values (true, ${String(n)}, ${at}, 5, true, ${at}, 2)`,
  },
  ...[
    { state: "DONE", keepMs: 3 * 365 * DAY_MS },
    { state: "NOT_FOUND", keepMs: 90 * DAY_MS },
  ].map(({ state, keepMs }) => ({
    job: "prune erasures",
    table: "erasures",
    keepMs,
    insert: (n: number, at: string) =>
      testApp.app.sql`insert into erasures (id, sandbox, code, reason, state, actor, requested_at, finished_at)
        values (${`${state}${n}`}, true, ${`${state}${n}`}, 'CALLBACK', ${state}, 'system', ${at}, ${at})`,
  })),
];

test.each(ROWS)("$table lose what is old enough, in as many batches as it takes, and nothing else", async (row) => {
  const { app } = testApp;
  const end = app.clock.now().getTime() - row.keepMs;
  for (let n = 0; n < 25; n++) await row.insert(n, new Date(end - MINUTE_MS - n).toISOString());
  await row.insert(25, new Date(end + MINUTE_MS).toISOString());
  expect(await prune(app, row.job, AbortSignal.timeout(10_000))).toBe(25);
  expect(await app.sql`select 1 from ${app.sql(row.table)}`).toHaveLength(1);
  await app.sql`delete from ${app.sql(row.table)}`;
});

test("a deletion that is stopped deletes nothing more", async () => {
  await testApp.app.sql`insert into sign_in_failures (pair, at) values ('1', now() - interval '1 year')`;
  expect(await prune(testApp.app, "prune sessions", AbortSignal.abort())).toBe(0);
  expect(await prune(testApp.app, "prune sessions", AbortSignal.timeout(10_000))).toBe(1);
});

test("no statement deletes more than its limit", async () => {
  const { app } = testApp;
  for (const row of ROWS) for (let n = 0; n < 3; n++) await row.insert(n, "2000-01-01T00:00:00.000Z");
  await app.sql`insert into daily_counts (day, sandbox, kind, count)
    values ('2000-01-01', true, 'synced', 1), ('2000-01-01', true, 'refreshed', 1), ('2000-01-01', false, 'synced', 1)`;
  const kinds = [
    "bulk jobs",
    "last runs of former jobs",
    "sessions",
    "failed sign-ins",
    "alerts",
    "alert deliveries",
    "daily counts",
    "receipts of erasures",
    "empty erasure requests",
  ];
  const rows = retention(app).filter(({ what }) => kinds.includes(what));
  expect(rows).toHaveLength(kinds.length);
  for (const { delete: deleteSome } of rows) {
    expect(await deleteSome(app.db, app.clock.now(), 2)).toBe(2);
    expect(await deleteSome(app.db, app.clock.now(), 2)).toBe(1);
  }
});
