import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startJob } from "../../../server/features/bulk-jobs/start-job.js";
import { prune } from "../../../server/retention.js";
import { until } from "../../support/api-error.js";
import { makeKey, signedIn } from "../../support/credentials.js";
import { disconnectToTheEnd } from "../../support/disconnect.js";
import { insertAccount } from "../../support/feed-rows.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import type { TestApp } from "../../support/test-app.js";
import { createJobApp, type JobApp } from "./job-app.js";

const DAY_MS = 24 * 3_600_000;

let jobs: JobApp;
let testApp: TestApp;
let url: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  jobs = await createJobApp({}, { hasDatabaseProxy: true });
  ({ testApp, url } = jobs);
  for (const member of ["florist", "museum", "garage"]) ids[member] = await testApp.connect(member);
  await testApp.sandbox.control({ advance: "31d" });
  await testApp.sandbox.control({ revoke: { account: "garage", cause: "password-changed" } });
  ids.bakery = await testApp.connect("bakery");
});
afterAll(() => jobs.close());
afterEach(() => jobs.endAll());

const list = (...names: string[]) => JSON.stringify(names.map((name) => ids[name]));

describe("a job", () => {
  test("does to each account what the single mutation does, tells what failed and why, and skips fresh tokens", async () => {
    const { cookie } = await signedIn(testApp.app, "ada@example.com");
    const job = await jobs.begin(`refreshTokens(accountIds: ${list("florist", "bakery", "garage", "museum")})`, {
      cookie,
    });
    expect(job).toMatchObject({
      kind: "REFRESH_TOKENS",
      state: "WAITING",
      totalCount: 4,
      doneCount: 0,
      failedCount: 0,
    });
    expect(job).toMatchObject({
      ratePerMinute: null,
      startedAt: null,
      by: { kind: "OPERATOR", label: "ada@example.com" },
    });
    await jobs.work();
    const done = await jobs.find(job.id);
    expect(done).toMatchObject({ state: "DONE", totalCount: 4, doneCount: 2, cancelledAt: null });
    expect(done).toMatchObject({ failedCount: 1, skippedCount: 1 });
    expect(done.ratePerMinute).toBeGreaterThan(0);
    expect(done.failures).toEqual([
      {
        code: "RECONNECT_REQUIRED",
        message: expect.any(String),
        nextStep: expect.any(String),
        account: { username: "garage" },
      },
    ]);
    const events = await testApp.app.sql<{ line: string }[]>`
      select action || ' ' || coalesce(account_id, subject) as line from events
      where actor = (select 'operator:' || id from operators where email = 'ada@example.com') and action <> 'operator.signed_in'`;
    expect(events.map(({ line }) => line).toSorted()).toEqual(
      [
        `job.started ${job.id}`,
        `token.failed ${ids.garage}`,
        `token.refreshed ${ids.florist}`,
        `token.refreshed ${ids.museum}`,
      ].toSorted(),
    );
  });

  test("takes the accounts that a filter holds at that moment", async () => {
    const job = await jobs.begin('syncAccounts(filter: { search: "bak" }, full: true)');
    expect(job).toMatchObject({ kind: "SYNC_ACCOUNTS", full: true, totalCount: 1 });
    await jobs.work();
    expect(await jobs.find(job.id)).toMatchObject({ state: "DONE", doneCount: 1 });
    const { data } = await ask(
      url,
      `{ account(id: "${ids.bakery}") { syncRuns(first: 1) { full outcome } } }`,
      AS_OPERATOR,
    );
    expect(data.account.syncRuns).toEqual([{ full: true, outcome: "OK" }]);
  });

  test.each([
    ["refreshTokens", "BAD_USER_INPUT"],
    ["refreshTokens(accountIds: [], filter: {})", "BAD_USER_INPUT"],
    ["refreshTokens(accountIds: [])", "BAD_USER_INPUT"],
    ['syncAccounts(filter: { search: "nobody at all" })', "BAD_USER_INPUT"],
    ['pauseAccounts(accountIds: ["acc_nobody"])', "NOT_FOUND"],
    ["disconnectAccounts", "BAD_USER_INPUT"],
    ['disconnectAccounts(accountIds: ["acc_nobody"])', "NOT_FOUND"],
    ['cancelJob(id: "job_nobody")', "NOT_FOUND"],
  ])("%s is refused, and nothing is begun", async (call, code) => {
    const [before] = await testApp.app.sql`select count(*) from jobs`;
    const { errors } = await ask(url, `mutation { ${call} { id } }`, AS_OPERATOR);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect((await testApp.app.sql`select count(*) from jobs`)[0]).toEqual(before);
    expect(
      await testApp.app.sql`select 1 from job_items i where not exists (select 1 from jobs where id = i.job_id)`,
    ).toEqual([]);
  });

  test("is for operators alone", async () => {
    const { key } = await makeKey(testApp.app, { scopes: ["READ", "REFRESH"] });
    const headers = { authorization: `Bearer ${key}` };
    for (const text of [
      "mutation { refreshTokens(filter: {}) { id } }",
      "mutation { pauseAccounts(filter: {}) { id } }",
      "mutation { disconnectAccounts(filter: {}) { id } }",
      'mutation { cancelJob(id: "job") { id } }',
      "{ jobs { nodes { id } } }",
      '{ job(id: "job") { id } }',
    ]) {
      expect((await ask(url, text, { headers })).errors?.[0]?.extensions.code, text).toBe("FORBIDDEN");
      expect((await ask(url, text)).errors?.[0]?.extensions.code, text).toBe("UNAUTHENTICATED");
    }
  });

  test("begins at once where the process keeps the timetable", async () => {
    const input = { kind: "PAUSE_ACCOUNTS", accountIds: [String(ids.museum)], filter: null, full: false } as const;
    const { id } = await startJob(jobs.other, input, { kind: "OPERATOR", operatorId: "token", byHeader: true });
    await until(async () => (await jobs.find(id)).state === "DONE");
    const resume = await jobs.begin(`resumeAccounts(accountIds: ${list("museum")})`);
    expect(resume).toMatchObject({ state: "WAITING", by: { label: "OPERATOR_TOKEN" } });
    await jobs.work();
    expect((await ask(url, `{ account(id: "${ids.museum}") { paused } }`)).data.account.paused).toBe(false);
  });

  test("ends although an account of it was disconnected meanwhile", async () => {
    const traveller = await testApp.connect("traveller");
    const job = await jobs.begin(`pauseAccounts(accountIds: ${JSON.stringify([ids.museum, traveller])})`);
    await disconnectToTheEnd(testApp, traveller);
    await jobs.work();
    expect(await jobs.find(job.id)).toMatchObject({ state: "DONE", totalCount: 2, doneCount: 1, failedCount: 0 });
  });

  test("that breaks at one account's token, which no key opens, goes on with the others", async () => {
    const broken = await insertAccount(testApp.app, "acc_broken");
    await testApp.app.sql`update tokens set issued_at = issued_at - interval '2 days' where account_id = ${broken}`;
    const job = await jobs.begin(`refreshTokens(accountIds: ${JSON.stringify([broken, ids.bakery])})`);
    await jobs.work();
    const { failures, ...done } = await jobs.find(job.id);
    expect(done).toMatchObject({ state: "DONE", failedCount: 1, skippedCount: 1 });
    expect(failures[0]).toMatchObject({
      code: "APP_MISCONFIGURED",
      message: "SECRET_KEYS does not open this account's token: what is stored is no sealed text.",
    });
    await disconnectToTheEnd(testApp, broken);
  });
});

test("the list of jobs is newest first, pages and counts, and its failures are one statement", async () => {
  testApp.database.forget();
  const query =
    "{ jobs(first: 100) { totalCount nodes { id createdAt failures(first: 3) { account { username } } } } }";
  const { data } = await ask(url, query, AS_OPERATOR);
  expect(testApp.database.statements().length).toBeLessThanOrEqual(4);
  expect(data.jobs.nodes).toHaveLength(data.jobs.totalCount);
  const instants = data.jobs.nodes.map(({ createdAt }: { createdAt: string }) => createdAt);
  expect(instants).toEqual(instants.toSorted().toReversed());
  const page = await ask(url, "{ jobs(first: 2, offset: 1) { nodes { id } } }", AS_OPERATOR);
  expect(page.data.jobs.nodes).toEqual(data.jobs.nodes.slice(1, 3).map(({ id }: { id: string }) => ({ id })));
});

test("a job is forgotten 30 days after its end", async () => {
  // Those of other tests ended by the database's clock or by the turned one.
  testApp.clock.advance(29 * DAY_MS);
  const job = await jobs.begin(`pauseAccounts(accountIds: ${list("bakery")})`);
  await jobs.work();
  testApp.clock.advance(2 * DAY_MS);
  await prune(testApp.app, "prune jobs", AbortSignal.timeout(10_000));
  expect((await ask(url, "{ jobs { nodes { id } } }", AS_OPERATOR)).data.jobs.nodes).toEqual([{ id: job.id }]);
  testApp.clock.advance(29 * DAY_MS);
  expect(await prune(testApp.app, "prune jobs", AbortSignal.timeout(10_000))).toBe(1);
  expect(await testApp.app.sql`select 1 from job_items`).toEqual([]);
});
