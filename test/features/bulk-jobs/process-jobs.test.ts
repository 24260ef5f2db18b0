import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../support/api-error.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { insertStates } from "../../support/insert-states.js";
import { spawnWorker } from "../../support/spawn-worker.js";
import type { TestApp } from "../../support/test-app.js";
import { createJobApp, type JobApp } from "./job-app.js";

const SECRET_KEYS = `k1:${randomBytes(32).toString("base64")}`;

let jobs: JobApp;
let testApp: TestApp;
let url: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  jobs = await createJobApp({ SECRET_KEYS });
  ({ testApp, url } = jobs);
  for (const member of ["florist", "museum", "bakery"]) ids[member] = await testApp.connect(member);
});
afterAll(() => jobs.close());
afterEach(() => jobs.endAll());

const list = (...names: string[]) => JSON.stringify(names.map((name) => ids[name]));

describe("a job of 300 accounts", () => {
  const COUNT = 300;

  beforeAll(async () => {
    const { sql, config } = testApp.app;
    await sql`
      insert into accounts (id, sandbox, app_id, scoped_id, username, username_folded, connected_at, tags)
      select 'acc_' || n, true, ${config.instagram.appId}, 'many' || n, 'many.' || n, 'many.' || n, now(), '{many}'
      from generate_series(1, ${COUNT}::int) n`;
    await insertStates(sql);
  });
  const paused = async () => {
    const [row] = await testApp.app.sql<[{ count: number }]>`
      select count(*)::int as count from accounts join account_states on account_id = id where paused and 'many' = any(tags)`;
    return row.count;
  };

  test("shows its progress while it runs, and stops where it is called off", async () => {
    const job = await jobs.begin('pauseAccounts(filter: { tags: ["many"] })');
    expect(job.totalCount).toBe(COUNT);
    const working = jobs.work();
    await until(async () => (await jobs.find(job.id)).doneCount >= 20);
    const running = await jobs.find(job.id);
    expect(running).toMatchObject({ state: "RUNNING", finishedAt: null });
    expect(running.doneCount).toBeLessThan(COUNT);
    expect(await jobs.begin(`cancelJob(id: "${job.id}")`)).toMatchObject({ state: "CANCELLED" });
    await working;
    const over = await jobs.find(job.id);
    expect(over).toMatchObject({ state: "CANCELLED", cancelledAt: expect.any(String), finishedAt: expect.any(String) });
    expect(over.doneCount).toBe(await paused());
    expect(over.doneCount).toBeLessThan(COUNT);
    // Calling it off again, or working on, changes nothing.
    expect((await jobs.begin(`cancelJob(id: "${job.id}")`)).cancelledAt).toBe(over.cancelledAt);
    expect(await jobs.work()).toEqual({ itemCount: 0 });
    const events = await testApp.app.sql`select 1 from events where action = 'job.cancelled' and subject = ${job.id}`;
    expect(events).toHaveLength(1);
  });

  test("is shared by two processes, each account by one of them", { timeout: 300_000 }, async () => {
    await testApp.app
      .sql`update account_states set paused = false from accounts where id = account_id and 'many' = any(tags)`;
    const [{ from }] = await testApp.app.sql<[{ from: number }]>`select coalesce(max(id), 0)::int as from from events`;
    const job = await jobs.begin('pauseAccounts(filter: { tags: ["many"] })');
    const [here, there] = await Promise.all([jobs.work(), jobs.work(jobs.other)]);
    expect(here.itemCount).toBeGreaterThan(15);
    expect(there.itemCount).toBeGreaterThan(15);
    expect(here.itemCount + there.itemCount).toBe(COUNT);
    expect(await jobs.find(job.id)).toMatchObject({ state: "DONE", doneCount: COUNT, failedCount: 0 });
    const events = await testApp.app.sql<{ n: number; accounts: number }[]>`
      select count(*)::int as n, count(distinct account_id)::int as accounts from events
      where action = 'account.paused' and id > ${from}`;
    expect(events).toMatchObject([{ n: COUNT, accounts: COUNT }]);
  });

  test("does not keep a small job waiting", async () => {
    const large = await jobs.begin('resumeAccounts(filter: { tags: ["many"] })');
    const working = jobs.work();
    await until(async () => (await jobs.find(large.id)).doneCount >= 10);
    const small = await jobs.begin(`pauseAccounts(accountIds: ${list("bakery")})`);
    await until(async () => (await jobs.find(small.id)).state === "DONE");
    expect((await jobs.find(large.id)).state).toBe("RUNNING");
    await jobs.begin(`cancelJob(id: "${large.id}")`);
    await working;
  });

  test("claims an account by its indexes", async () => {
    const job = await jobs.begin('resumeAccounts(filter: { tags: ["many"] })');
    await testApp.app.sql`analyze jobs, job_items`;
    const plan = JSON.stringify(
      await testApp.app.sql`explain select account_id from job_items
        where job_id = ${job.id} and outcome is null and (lease_until is null or lease_until < now())
        order by position limit 1 for update skip locked`,
    );
    expect(plan).toContain("job_items_open_idx");
  });
});

test("a job that is begun while another one's account is slow does not wait for it", async () => {
  await testApp.sandbox.control({ fail: { kind: "hang", account: "florist", endpoint: "me" } });
  const slow = await jobs.begin(`syncAccounts(accountIds: ${list("florist")})`);
  const working = jobs.work();
  await until(
    async () => (await testApp.app.sql`select from account_states where sync_lease_until > now()`).length === 1,
  );
  const other = await jobs.begin(`pauseAccounts(accountIds: ${list("museum", "bakery")})`);
  await until(async () => (await jobs.find(other.id)).state === "DONE");
  expect((await jobs.find(slow.id)).state).toBe("RUNNING");
  await testApp.sandbox.control({ lift: "all" });
  await working;
  await jobs.begin(`resumeAccounts(accountIds: ${list("museum", "bakery")})`);
  await jobs.work();
});

describe("what a process had in hand", () => {
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
  });

  test("when it drains is given back at once and goes on elsewhere", async () => {
    const archive = await testApp.connect("archive");
    const job = await jobs.begin(`syncAccounts(accountIds: ["${archive}"], full: true)`);
    const draining = new AbortController();
    const working = jobs.work(testApp.app, draining.signal);
    await until(async () => {
      const { data } = await ask(url, `{ account(id: "${archive}") { sync { pageCount } } }`, AS_OPERATOR);
      return data.account.sync.pageCount >= 2;
    });
    draining.abort();
    await working;
    expect(await jobs.find(job.id)).toMatchObject({ state: "RUNNING", doneCount: 0, failedCount: 0 });
  });

  test("when it is killed is taken up by another once its lease has run out", async () => {
    await testApp.sandbox.control({ advance: "2d" });
    await testApp.sandbox.control({ fail: { kind: "hang", endpoint: "refresh", account: "florist" } });
    const job = await jobs.begin(`refreshTokens(accountIds: ${list("florist", "museum")})`);
    const child = await startWorker();
    await until(async () => (await jobs.find(job.id)).doneCount === 1);
    child.kill("SIGKILL");
    await once(child, "exit");
    await testApp.sandbox.control({ lift: "all" });

    expect(await jobs.work(jobs.other)).toEqual({ itemCount: 0 });
    expect((await jobs.find(job.id)).state).toBe("RUNNING");
    // Instead of a minute of waiting: the database's own time is not the test's.
    await testApp.app.sql`update job_items set lease_until = now() - interval '1 s' where lease_until is not null`;
    await testApp.app.sql`update tokens set lease_until = now() - interval '1 s' where lease_until is not null`;
    expect(await jobs.work(jobs.other)).toEqual({ itemCount: 1 });
    expect(await jobs.find(job.id)).toMatchObject({ state: "DONE", doneCount: 2, failedCount: 0 });
  });

  async function startWorker(): Promise<ChildProcess> {
    const child = await spawnWorker(testApp, join(import.meta.dirname, "worker.ts"), { SECRET_KEYS });
    children.push(child);
    return child;
  }
});
