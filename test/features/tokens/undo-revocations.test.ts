import { expect, test } from "vitest";
import { undoRevocations } from "../../../server/features/tokens/undo-revocations.js";
import { seedFeed } from "../../support/seed.js";
import { setUpTestApp } from "../../support/test-app.js";

const ACCOUNTS = 1_100;

const testApp = setUpTestApp({ JOBS: "off" });

test("more than a thousand refusals that were the app's are all taken back, none of another cause", async () => {
  const { app } = testApp;
  const { appId } = app.config.instagram;
  await seedFeed(app.sql, { accounts: ACCOUNTS, postsEach: 0 });
  await app.sql`update accounts set app_id = ${appId}`;
  await app.sql`update account_states set app_id = ${appId}`;
  await app.sql`update tokens set app_id = ${appId}, expires_at = now() + interval '50 days', next_refresh_at = null,
    failure_cause = case when account_id = 'acc_7' then 'TOKEN_REVOKED' else 'PERMISSION_MISSING' end,
    failure_first_at = now(), failure_last_at = now(), failure_attempts = 1`;
  const retryAt = new Date(Date.now() + 600_000);
  const settled: string[] = [];
  const undoing = {
    causes: ["PERMISSION_MISSING"],
    from: new Date(0),
    to: new Date(Date.now() + 60_000),
    retryAt,
    becomes: "APP_BLOCKED",
  };
  const count = await undoRevocations(app, undoing, async (_, accountIds) => void settled.push(...accountIds));
  expect(count).toBe(ACCOUNTS - 1);
  expect(new Set(settled).size).toBe(ACCOUNTS - 1);
  const left = await app.sql`select account_id from tokens where failure_cause <> 'APP_BLOCKED'`;
  expect(left).toEqual([{ account_id: "acc_7" }]);
});
