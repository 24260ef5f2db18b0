import { beforeAll, beforeEach, expect, test } from "vitest";
import { copyDuePictures } from "../../../server/features/assets/copy-due-pictures.js";
import { describeSkew, whileClocksAgree } from "../../../server/features/clocks/compare-clocks.js";
import { correctClockSkew } from "../../../server/features/clocks/correct-clock-skew.js";
import { REFRESH_CHECK } from "../../../server/features/status/read-status.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { DAY_MS, HOUR_MS, MINUTE_MS, turnableClock } from "../../../server/lib/clock.js";
import { schedule } from "../../../server/schedule.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const ALONE = new AbortController().signal;

const testApp = setUpTestApp({ JOBS: "off" });
let url: string;
beforeAll(async () => {
  url = await testApp.serve();
});
beforeEach(async () => {
  await testApp.app.sql`truncate accounts, events, oauth_states, job_runs, alerts, circuits cascade`;
  await testApp.sandbox.control({ reset: true });
});

/** What the timetable does at an instant. */
async function work(): Promise<void> {
  await refreshDueTokens(testApp.app, ALONE);
  await syncDueAccounts(testApp.app, ALONE);
  await copyDuePictures(testApp.app, ALONE);
}

const READ = `{ account { id status stale staleCause nextSyncAt token { health expiresAt nextRefreshAt failure { cause } } } }`;
const read = async () => (await ask(url, READ, AS_OPERATOR)).data?.account;
const SYNC = "mutation($id: ID!) { syncAccount(accountId: $id) { status stale } }";
const msFromNow = (text: string) => Date.parse(text) - testApp.clock.now().getTime();

test("after a clock that was 61 days ahead for a while all accounts go on by themselves", async () => {
  const id = await testApp.connect("bakery");
  const before = await read();
  await testApp.sandbox.control({ advance: "61d" });
  await work();
  await work();
  const over = { status: "RECONNECT_REQUIRED", stale: true, staleCause: "TOKEN_EXPIRED", nextSyncAt: null };
  expect(await read()).toMatchObject({
    ...over,
    token: { health: "EXPIRED", nextRefreshAt: null, failure: { cause: "TOKEN_EXPIRED" } },
  });

  await testApp.sandbox.control({ reset: true });
  // At once, and before any job has run.
  expect(await read()).toMatchObject({ status: "ACTIVE", token: before?.token });
  const { data, errors } = await ask(url, SYNC, { ...AS_OPERATOR, variables: { id } });
  expect([data, errors]).toEqual([{ syncAccount: { status: "ACTIVE", stale: false } }, undefined]);
});

test("what jobs wrote by that clock is due again, and no picture is given up", async () => {
  await testApp.connect("bakery");
  await testApp.sandbox.control({ advance: "61d" });
  await work();
  await testApp.sandbox.control({ reset: true });
  await testApp.app.sql`update pictures set hash = null, next_try_at = null, failure_cause = 'TOKEN_DEAD',
    failed_at = now() + interval '61 days'`;
  await testApp.app.sql`insert into job_runs values (true, 'x', now() + interval '61 days', 1, true, now(), 3)`;
  await correctClockSkew(testApp.app);
  await work();
  const account = await read();
  expect(account).toMatchObject({ stale: false, staleCause: null });
  expect(msFromNow(account?.nextSyncAt)).toBeLessThan(3 * HOUR_MS);
  expect(await testApp.app.sql`select from pictures where hash is null and kind <> 'VIDEO'`).toHaveLength(0);
  expect(await testApp.app.sql`select from job_runs`).toHaveLength(0);
});

test("a token that was refreshed in the future is confirmed in a day, whatever date it bears", async () => {
  await testApp.connect("bakery");
  await testApp.app
    .sql`update tokens set issued_at = now() + interval '61 days', expires_at = now() + interval '121 days',
    next_refresh_at = now() + interval '91 days'`;
  await correctClockSkew(testApp.app);
  const { token } = (await read()) ?? {};
  expect(msFromNow(token.nextRefreshAt)).toBeLessThan(25 * HOUR_MS);
  await testApp.sandbox.control({ advance: "25h" });
  await refreshDueTokens(testApp.app, ALONE);
  const [row] = await testApp.app.sql`select estimated, issued_at, failure_cause from tokens`;
  expect(row).toMatchObject({ estimated: false, failure_cause: null });
  expect(Math.abs(msFromNow(row?.issued_at))).toBeLessThan(MINUTE_MS);
});

test("an expiry that was written by the clock alone is forgotten; one that Instagram told stays", async () => {
  const [bakery, florist] = [await testApp.connect("bakery"), await testApp.connect("florist")];
  const lost = (id: string, failedAt: string) => testApp.app.sql`
    with gone as (update account_states set next_sync_at = null, sync_failure_cause = 'TOKEN_EXPIRED' where account_id = ${id})
    update tokens set failure_cause = 'TOKEN_EXPIRED', failure_first_at = ${failedAt}::timestamptz,
      failure_last_at = ${failedAt}::timestamptz, failure_attempts = 1, next_refresh_at = null where account_id = ${id}`;
  await lost(bakery, new Date(Date.now() + 61 * DAY_MS).toISOString());
  await lost(florist, new Date().toISOString());
  await correctClockSkew(testApp.app);
  await correctClockSkew(testApp.app);
  const rows = await testApp.app.sql`select account_id, failure_cause, next_refresh_at is not null as planned,
    next_sync_at is not null as synced from tokens join account_states using (account_id) order by failure_cause nulls first`;
  expect(rows).toEqual([
    { account_id: bakery, failure_cause: null, planned: true, synced: true },
    { account_id: florist, failure_cause: "TOKEN_EXPIRED", planned: false, synced: false },
  ]);
});

test("nothing that is rightly planned is moved", async () => {
  await testApp.connect("bakery");
  await testApp.app.sql`insert into circuits (scope_key, reason, since, until) values
    ('right', 'RATE_LIMITED', now(), now() + interval '24 hours'), ('wrong', 'RATE_LIMITED', now(), now() + interval '1 year')`;
  const rows = () =>
    testApp.app
      .sql`select a.next_sync_at, a.next_full_sync_at, t.* from account_states a join tokens t using (account_id)`;
  const before = await rows();
  await correctClockSkew(testApp.app);
  expect(await rows()).toEqual(before);
  expect(await testApp.app.sql`select scope_key from circuits where until > now() + interval '1 minute'`).toEqual([
    { scope_key: "right" },
  ]);
});

test("while machine and database differ by minutes nothing is refreshed or deleted; it goes on when they agree", async () => {
  await testApp.connect("bakery");
  await testApp.app.sql`update events set at = at - interval '20 years'`;
  const machine = turnableClock(5 * MINUTE_MS);
  const run = async (...names: string[]) => {
    for (const job of schedule(testApp.app, machine)) if (names.includes(job.name)) await job.run(ALONE);
  };
  const state = async () => [
    (await testApp.app.sql`select from tokens where refreshed_at is not null`).length,
    (await testApp.app.sql`select from events where at < now() - interval '10 years'`).length > 0,
  ];
  await testApp.sandbox.control({ advance: "40d" });
  await run(REFRESH_CHECK, "prune audit log");
  expect(await state()).toEqual([0, true]);
  machine.advance(-10 * MINUTE_MS);
  await run(REFRESH_CHECK, "prune audit log");
  expect(await state()).toEqual([0, true]);
  machine.advance(5 * MINUTE_MS);
  await run(REFRESH_CHECK, "prune audit log");
  expect(await state()).toEqual([1, false]);
});

test.each([
  [300, "This machine's clock is 5 minutes ahead of the database's."],
  [-3 * 3_600, "This machine's clock is 3 hours behind the database's."],
  [61 * 86_400, "This machine's clock is 61 days ahead of the database's."],
])("%i seconds are told in words", (apartS, words) => expect(describeSkew(apartS)).toBe(words));

test("clocks that differ are told by /readyz, which stays 200, and by the status", async () => {
  const ahead = { now: () => new Date(Date.now() + 3 * 3_600_000) };
  const told = async () => {
    const answer = await fetch(`${url}/readyz`);
    const { data } = await ask(url, "{ status { database { health clockAheadS } } }", AS_OPERATOR);
    const { clocks } = (await answer.json()) as { clocks: string };
    return [answer.status, clocks, data?.status.database] as const;
  };
  await whileClocksAgree(testApp.app, async () => undefined, ahead);
  const [status, clocks, database] = await told();
  expect([status, clocks]).toEqual([200, "This machine's clock is 3 hours ahead of the database's."]);
  expect(database.health).toBe("DEGRADED");
  expect(database.clockAheadS).toBeGreaterThan(10_000);
  await whileClocksAgree(testApp.app, async () => undefined);
  expect((await told()).slice(0, 2)).toEqual([200, "agree"]);
  expect((await told())[2].clockAheadS).toBeNull();
});
