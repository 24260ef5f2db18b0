import { beforeAll, describe, expect, test } from "vitest";
import { claimByBucket } from "../../../server/db/distribution.js";
import { claimDueSyncs, releaseSyncs, selectDueSyncs } from "../../../server/features/sync/store.js";
import { claimDueTokens, releaseTokens, selectDueTokens } from "../../../server/features/tokens/claim-store.js";
import { seedFeed } from "../../support/seed.js";
import { setUpTestApp } from "../../support/test-app.js";

const SCOPE = { sandbox: true, appId: "seed" };
const ACCOUNTS = 2_500;

const testApp = setUpTestApp({ JOBS: "off" }, { hasDatabaseProxy: true });
let now: Date;
beforeAll(async () => {
  await seedFeed(testApp.app.sql, { accounts: ACCOUNTS, postsEach: 0 });
  // Of 2,500 a hundred are due.
  now = new Date("2026-06-01T00:00:00Z");
  await testApp.app
    .sql`update tokens set expires_at = timestamptz '2026-07-01Z', next_refresh_at = timestamptz '2026-06-01Z'
    + (substr(account_id, 5)::int - 100) * interval '1 minute'`;
  await testApp.app.sql`update account_states set next_sync_at = timestamptz '2026-06-01Z'
    + (substr(account_id, 5)::int - 100) * interval '1 minute'`;
  await testApp.app.sql`vacuum analyze accounts, account_states, tokens`;
});

const claimTokens = (limit: number) => claimDueTokens(testApp.app.db, SCOPE, { now, limit });
const claimSyncs = (limit: number) => claimDueSyncs(testApp.app.db, SCOPE, { now, limit });
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => `acc_${from + n}`);

/** The plan of the one statement that `act` sends; analyzed, it is run again and taken back. */
async function planOf(act: () => Promise<unknown>, how = ""): Promise<string> {
  testApp.database.forget();
  await act();
  const [text = ""] = testApp.database.statements();
  expect(testApp.database.statements()).toHaveLength(1);
  // As they go over the wire: a yes is a `t`.
  const values = testApp.database.values().map((value) => (value === "t" ? true : value === "f" ? false : value));
  const sql = await testApp.app.sql.reserve();
  try {
    await sql`begin`;
    const [row] = await sql.unsafe(`explain (${how} format json) ${text}`, values as never[]);
    return JSON.stringify(row);
  } finally {
    await sql`rollback`;
    sql.release();
  }
}

describe("tokens", () => {
  test("are claimed in one statement, those due longest first, none by two", async () => {
    const [one, two] = await Promise.all([claimTokens(16), claimTokens(16)]);
    const ids = [...one, ...two].map(({ accountId }) => accountId);
    expect(new Set(ids)).toEqual(new Set(upTo(1, 32)));
    expect(one.map(({ nextRefreshAt }) => nextRefreshAt)).toEqual(
      one.map(({ nextRefreshAt }) => nextRefreshAt).toSorted((a, b) => Number(a) - Number(b)),
    );
    await releaseTokens(testApp.app.db, [...one, ...two]);
    expect(await testApp.app.sql`select from tokens where lease_until is not null`).toHaveLength(0);
  });

  test("ride on the index of what is due, and are not all looked at", async () => {
    const plan = await planOf(() => claimTokens(16));
    expect(plan).toContain("tokens_due_idx");
    expect(plan).not.toContain("Seq Scan");
  });

  test("of several buckets are claimed bucket by bucket, by one of two workers each", async () => {
    const { db, sql } = testApp.app;
    await sql`update tokens set lease_until = null`;
    const due = { now, limit: 50 };
    const found = await selectDueTokens(db, SCOPE, due);
    expect(found).toHaveLength(50);
    const worker = () => claimByBucket(found, (part) => claimDueTokens(db, SCOPE, { ...due, part }));
    const claims = (await Promise.all([worker(), worker()])).flat();
    expect(claims.map(({ accountId }) => accountId).toSorted()).toEqual(upTo(1, 50).toSorted());
    await releaseTokens(db, claims);
    const [one] = claims;
    const part = { bucket: (one?.bucket ?? 0) + 1, accountIds: upTo(1, 50) };
    const others = await claimDueTokens(db, SCOPE, { ...due, part });
    expect(others.every(({ bucket }) => bucket === part.bucket)).toBe(true);
    await releaseTokens(db, others);
  });

  test("that were lost meanwhile are not given back", async () => {
    await testApp.app.sql`update tokens set lease_until = null`;
    const [claim] = await claimTokens(1);
    await testApp.app.sql`update tokens set fence = fence + 1 where account_id = ${claim?.accountId ?? ""}`;
    await releaseTokens(testApp.app.db, claim ? [claim] : []);
    expect(await testApp.app.sql`select from tokens where lease_until is not null`).toHaveLength(1);
  });
});

describe("accounts", () => {
  test("of several buckets are claimed bucket by bucket", async () => {
    const { db, sql } = testApp.app;
    await sql`update account_states set sync_lease_until = null`;
    const due = { now, limit: 20 };
    const found = await selectDueSyncs(db, SCOPE, due);
    const claims = await claimByBucket(found, (part) => claimDueSyncs(db, SCOPE, { ...due, part }));
    expect(claims.map(({ id }) => id).toSorted()).toEqual(upTo(1, 20).toSorted());
    await releaseSyncs(db, claims);
  });

  test("are claimed in one statement, those due longest first, none by two", async () => {
    const claims = await Promise.all([claimSyncs(8), claimSyncs(8), claimSyncs(8), claimSyncs(8)]);
    expect(new Set(claims.flat().map(({ id }) => id))).toEqual(new Set(upTo(1, 32)));
    expect(claims.map(({ length }) => length)).toEqual([8, 8, 8, 8]);
    await releaseSyncs(testApp.app.db, claims.flat());
    expect(await testApp.app.sql`select from account_states where sync_lease_until is not null`).toHaveLength(0);
  });

  test("ride on the index of what is due, and are not all looked at", async () => {
    const plan = await planOf(() => claimSyncs(8));
    expect(plan).toContain("account_states_due_idx");
    expect(plan).not.toContain("Seq Scan");
  });

  test("that are not to be synced, but have long been due, are not looked at", async () => {
    const { sql } = testApp.app;
    await sql`insert into accounts (id, sandbox, app_id, scoped_id, username, username_folded, connected_at)
      select 'idle_' || n, n % 3 <> 1, case when n % 3 = 2 then 'another app' else 'seed' end, 'idle' || n, 'idle', 'idle',
        timestamptz '2025-01-01Z' from generate_series(1, 6000) n`;
    await sql`insert into account_states (account_id, sandbox, app_id, next_sync_at, paused)
      select id, sandbox, app_id, connected_at, substr(id, 6)::int % 3 = 0 from accounts where id like 'idle%'`;
    await sql`update account_states set sync_lease_until = null`;
    await sql`vacuum analyze accounts, account_states`;
    const plan = await planOf(() => claimSyncs(8), "analyze,");
    expect(plan).toContain("account_states_due_idx");
    const removed = [...plan.matchAll(/"Rows Removed by Filter":(\d+)/g)].map(([, count]) => Number(count));
    // Those that the first claim holds.
    expect(Math.max(0, ...removed)).toBeLessThanOrEqual(8);
  });
});
