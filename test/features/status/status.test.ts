import { beforeAll, describe, expect, test } from "vitest";
import { recordJobRuns } from "../../../server/features/status/record-job-runs.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { startJobs } from "../../../server/lib/job-runner.js";
import { VERSION } from "../../../server/lib/project-root.js";
import { schedule } from "../../../server/schedule.js";
import { until } from "../../support/api-error.js";
import { type Cast, connectCast, OPERATOR } from "../../support/cast.js";
import { insertAccount } from "../../support/feed-rows.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

const HOUR_MS = 3_600_000;

const testApp = setUpTestApp({ JOBS: "off" }, { hasDatabaseProxy: true });
let url: string;
let cast: Cast;

beforeAll(async () => {
  url = await testApp.serve();
  cast = await connectCast(testApp);
  await ask(url, `mutation { pauseAccount(accountId: "${cast.bakery}") { id } }`, AS_OPERATOR);
});

async function query(text: string) {
  const { data, errors } = await ask(url, `{ ${text} }`, AS_OPERATOR);
  expect(errors).toBeUndefined();
  return data;
}

const COUNTS =
  "accountCount active paused reconnectRequired healthy due expiring expired revoked stale needAttention lastSyncAt";

describe("status", () => {
  test("counts accounts by status and tokens by health", async () => {
    const { status } = await query(`status { mode version accounts { ${COUNTS} } posts { count isEstimate } }`);
    expect(status).toMatchObject({ mode: "SANDBOX", version: VERSION });
    expect(status.accounts).toMatchObject({
      ...{ accountCount: 3, active: 1, paused: 1, reconnectRequired: 1 },
      ...{ healthy: 1, due: 1, expiring: 0, expired: 0, revoked: 1, needAttention: 2 },
    });
    const [{ count }] = await testApp.app.sql<[{ count: number }]>`
      select count(*)::int as count from media where parent_id is null and removed_at is null`;
    expect(status.posts).toEqual({ count, isEstimate: false });
  });

  test("agrees with the lists that its figures lead to", async () => {
    const { status, ...lists } = await query(`status { accounts { ${COUNTS} } }
      active: accounts(filter: { status: [ACTIVE] }) { totalCount }
      due: accounts(filter: { health: [DUE] }) { totalCount }
      revoked: accounts(filter: { health: [REVOKED] }) { totalCount }
      stale: accounts(filter: { stale: true }) { totalCount }
      needAttention: accounts(filter: { needsAttention: true }) { totalCount }`);
    for (const [name, list] of Object.entries(lists)) {
      expect([name, (list as { totalCount: number }).totalCount]).toEqual([name, status.accounts[name]]);
    }
  });

  test("names what is due longest and how late it is", async () => {
    await testApp.app
      .sql`update tokens set next_refresh_at = ${testApp.clock.now().toISOString()}::timestamptz where account_id = ${cast.florist}`;
    await testApp.sandbox.control({ advance: "2h" });
    const { mostOverdue } = (await query("status { mostOverdue { kind dueAt lateS account { username } } }")).status;
    // Its sync was due 3 h after it was connected, 31 days ago; garage and bakery have none to come.
    expect(mostOverdue).toMatchObject({ kind: "SYNC", account: { username: "florist" } });
    expect(mostOverdue.lateS).toBeGreaterThan(30 * 24 * 3_600);
    await syncAccount(testApp.app, cast.florist, { by: OPERATOR, full: false });
    const next = (await query("status { mostOverdue { kind lateS account { username } } }")).status.mostOverdue;
    expect(next).toMatchObject({ kind: "REFRESH", account: { username: "florist" } });
    expect(Math.abs(next.lateS - 7_200)).toBeLessThan(60);
  });

  test("tells when tokens were last looked for, in whatever process, and when that is next", async () => {
    const CHECKS = "status { lastRefreshCheckAt nextRefreshCheckAt mostOverdue { kind } jobRuns { job isFailed } }";
    expect((await query(CHECKS)).status).toMatchObject({ lastRefreshCheckAt: null, nextRefreshCheckAt: null });
    const check = schedule(testApp.app).filter(({ name }) => name === "refresh due tokens");
    const jobs = startJobs(check, { ...testApp.app, onRun: recordJobRuns(testApp.app) });
    await until(async () => (await query(CHECKS)).status.lastRefreshCheckAt !== null);
    await jobs.stop();
    const { status } = await query(CHECKS);
    const everyMs = Date.parse(status.nextRefreshCheckAt) - Date.parse(status.lastRefreshCheckAt);
    expect(everyMs).toBe(HOUR_MS);
    expect(status.jobRuns).toEqual([{ job: "refresh due tokens", isFailed: false }]);
    expect(status.mostOverdue).toBeNull();
  });

  test("shows Instagram's health by the last syncs", async () => {
    const health = async () => (await query("status { database { health ms } instagram { health cause } }")).status;
    expect(await health()).toMatchObject({
      database: { health: "HEALTHY" },
      instagram: { health: "HEALTHY", cause: null },
    });
    await testApp.sandbox.control({ fail: { kind: "html", endpoint: "me" } });
    const { bakery, florist } = cast;
    for (const id of [bakery, florist, bakery, florist]) {
      await expect(syncAccount(testApp.app, id, { by: OPERATOR, full: false })).rejects.toThrow();
    }
    await testApp.sandbox.control({ lift: "all" });
    expect((await health()).instagram).toEqual({ health: "DEGRADED", cause: "INSTAGRAM_UNAVAILABLE" });
  });

  test("is nine small statements at most, and only the operators'", async () => {
    testApp.database.forget();
    await query(
      `status { mode accounts { ${COUNTS} } posts { count } mostOverdue { kind account { id } } jobRuns { job } }`,
    );
    expect(testApp.database.statements().length).toBeLessThanOrEqual(9);
    const { data, errors } = await ask(url, "{ status { mode } tokenExpiryForecast { day } }");
    expect(data).toEqual({ status: null, tokenExpiryForecast: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["UNAUTHENTICATED", "UNAUTHENTICATED"]);
  });
});

describe("the token runway", () => {
  test("has each day from today on, with the tokens that run out on it and those to be refreshed before", async () => {
    const { tokenExpiryForecast } = await query("tokenExpiryForecast(days: 90) { day expiringCount renewableCount }");
    expect(tokenExpiryForecast).toHaveLength(90);
    expect(tokenExpiryForecast[0].day).toBe(`${testApp.clock.now().toISOString().slice(0, 10)}T00:00:00.000Z`);
    const filled = tokenExpiryForecast.filter(({ expiringCount }: Day) => expiringCount > 0);
    // Garage's token is revoked: it does not count.
    const { accounts } = await query(
      "accounts(filter: { health: [HEALTHY, DUE, EXPIRING] }) { nodes { token { expiresAt } } }",
    );
    const days = accounts.nodes.map((account: { token: { expiresAt: string } }) =>
      account.token.expiresAt.slice(0, 10),
    );
    expect(filled.map(({ day }: Day) => day.slice(0, 10))).toEqual([...new Set(days)].toSorted());
    for (const { expiringCount, renewableCount } of filled) expect(renewableCount).toBe(expiringCount);
  });

  test("does not count on a refresh that fails", async () => {
    await testApp.app.sql`update tokens set failure_cause = 'INSTAGRAM_UNAVAILABLE' where account_id = ${cast.florist}`;
    const { tokenExpiryForecast } = await query("tokenExpiryForecast(days: 90) { expiringCount renewableCount }");
    const sum = (name: "expiringCount" | "renewableCount") =>
      tokenExpiryForecast.reduce((total: number, day: Day) => total + day[name], 0);
    expect([sum("expiringCount"), sum("renewableCount")]).toEqual([2, 1]);
  });

  test.each([0, 91])("of %d days is refused", async (days) => {
    const { errors } = await ask(url, `{ tokenExpiryForecast(days: ${days}) { day } }`, AS_OPERATOR);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("those that need somebody", () => {
  const needAttention = async () => {
    const { accounts } = await query(
      "accounts(filter: { needsAttention: true }, orderBy: MOST_URGENT) { nodes { username } totalCount }",
    );
    return accounts.nodes.map(({ username }: { username: string }) => username);
  };

  test("are to be reconnected, run out soon, or have failed for a day; what is over already stands first, then the soonest end", async () => {
    const day = 24 * HOUR_MS;
    const at = (ms: number) => new Date(testApp.clock.now().getTime() + ms).toISOString();
    const { sql } = testApp.app;
    for (const id of ["soon", "failing", "stale", "new_stale", "paused_stale", "well"])
      await insertAccount(testApp.app, id);
    await sql`update tokens set expires_at = ${at(13 * day)} where account_id = 'soon'`;
    await sql`update tokens set expires_at = ${at(20 * day)}, failure_cause = 'INSTAGRAM_UNAVAILABLE',
      failure_first_at = ${at(-day - 1)}, failure_last_at = ${at(0)} where account_id = 'failing'`;
    await sql`update tokens set expires_at = ${at(30 * day)} where account_id = 'stale'`;
    await sql`update account_states set synced_at = ${at(-day - 1)} where account_id in ('stale', 'paused_stale')`;
    await sql`update account_states set synced_at = ${at(-8 * HOUR_MS)} where account_id = 'new_stale'`;
    await sql`update account_states set paused = true where account_id = 'paused_stale'`;
    await sql`update tokens set failure_cause = null where account_id = ${cast.florist}`;
    expect(await needAttention()).toEqual(["garage", "soon", "failing", "stale"]);
    const { accounts } = await query("accounts(filter: { needsAttention: false }) { totalCount }");
    expect(accounts.totalCount).toBe(9 - 4);
  });

  test("can be snoozed until a date, and put back", async () => {
    const snooze = (until: string | null) =>
      ask(
        url,
        "mutation ($id: ID!, $until: DateTime) { snoozeAccount(accountId: $id, until: $until) { snoozedUntil status } }",
        {
          ...AS_OPERATOR,
          variables: { id: cast.garage, until },
        },
      );
    const until = new Date(testApp.clock.now().getTime() + 48 * HOUR_MS).toISOString();
    const { data } = await snooze(until);
    expect(data.snoozeAccount).toEqual({ snoozedUntil: until, status: "RECONNECT_REQUIRED" });
    expect(await needAttention()).not.toContain("garage");
    await testApp.sandbox.control({ advance: "49h" });
    expect(await needAttention()).toContain("garage");
    await snooze(new Date(testApp.clock.now().getTime() + HOUR_MS).toISOString());
    expect((await snooze(null)).data.snoozeAccount.snoozedUntil).toBeNull();
    expect(await needAttention()).toContain("garage");
    for (const wrong of [
      "2020-01-01T00:00:00Z",
      new Date(testApp.clock.now().getTime() + 91 * 24 * HOUR_MS).toISOString(),
    ]) {
      expect((await snooze(wrong)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
    expect((await ask(url, "{ account { snoozedUntil } }")).data.account.snoozedUntil).toBeNull();
  });
});

interface Day {
  day: string;
  expiringCount: number;
  renewableCount: number;
}
