import { beforeAll, beforeEach, expect, test } from "vitest";
import { createAppContext } from "../../../server/app-context.js";
import { readAccount } from "../../../server/features/feed/read-accounts.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { apiErrorOf } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" });
let id: string;
beforeAll(async () => {
  id = await testApp.connect("bakery");
});
beforeEach(async () => {
  await testApp.sandbox.control({ lift: "all" });
  await testApp.app.sql`delete from circuits`;
  await sync();
  expect(await stale()).toEqual({ stale: false, staleCause: null });
});

const sync = (app = testApp.app, answerMs?: number) =>
  syncAccount(app, id, { by: OPERATOR, full: false, ...(answerMs && { answerMs }) });
const stale = async () => {
  const columns = new Set(["stale", "staleCause"]);
  return await readAccount(testApp.app, OPERATOR, {
    id,
    selection: { columns, profile: null, token: false, lists: [] },
  });
};

test("while Instagram hangs, each of three who wait is told so, and the account is stale until a sync succeeds", async () => {
  await testApp.sandbox.control({ fail: { kind: "hang", ms: 3_000 } });
  const refusals = await Promise.all([1, 2, 3].map(() => apiErrorOf(sync(testApp.app, 1_000))));
  expect(refusals.map(({ code }) => code)).toEqual(Array(3).fill("INSTAGRAM_UNAVAILABLE"));
  expect(await stale()).toEqual({ stale: true, staleCause: "INSTAGRAM_UNAVAILABLE" });
  await testApp.sandbox.control({ lift: "all" });
  await expect.poll(stale, { timeout: 30_000 }).toEqual({ stale: false, staleCause: null });
});

test("also where the call was only withheld", async () => {
  await testApp.sandbox.control({ fail: { kind: "throttle", code: 4, minutes: 30 } });
  expect((await apiErrorOf(sync())).code).toBe("INSTAGRAM_RATE_LIMITED");
  await testApp.app.sql`update account_states set sync_failed_at = null, sync_failure_cause = null`;
  await testApp.app.sql`update circuits set retry_after = until`;
  expect((await apiErrorOf(sync())).code).toBe("INSTAGRAM_RATE_LIMITED");
  expect(await stale()).toEqual({ stale: true, staleCause: "INSTAGRAM_RATE_LIMITED" });
});

test("also where no key opens its token", async () => {
  const other = createAppContext({ ...testApp.app.config, secretKeys: [] }, { clock: testApp.clock });
  expect((await apiErrorOf(sync(other))).code).toBe("APP_MISCONFIGURED");
  expect(await stale()).toEqual({ stale: true, staleCause: "APP_MISCONFIGURED" });
  await other[Symbol.asyncDispose]();
});

test("also by a fault of ours, without a cause of Instagram's", async () => {
  await testApp.app.sql`delete from media`;
  await testApp.app.sql`alter table media add constraint broken check (id = '') not valid`;
  await expect(sync()).rejects.toThrow();
  await testApp.app.sql`alter table media drop constraint broken`;
  expect(await stale()).toEqual({ stale: true, staleCause: null });
});
