import { beforeAll, beforeEach, expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { SYSTEM } from "../../../server/viewer.js";
import { apiErrorOf } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { setUpTestApp } from "../../support/test-app.js";

/** What Instagram says of an account that was deleted, deactivated or disabled, or that blocks the app. */
const GONE = {
  kind: "error",
  code: 100,
  subcode: 33,
  status: 400,
  message:
    "Unsupported get request. Object with ID '17841400000000005' does not exist, cannot be loaded due to missing permissions, or does not support this operation.",
};

const testApp = setUpTestApp({ JOBS: "off" });
let url: string;
beforeAll(async () => {
  url = await testApp.serve();
});
beforeEach(async () => {
  await testApp.app.sql`truncate accounts, events, oauth_states, circuits cascade`;
  await testApp.sandbox.control({ reset: true });
});

const run = () => syncDueAccounts(testApp.app, new AbortController().signal);
const sync = (id: string) => syncAccount(testApp.app, id, { by: SYSTEM, full: false });
const goes = (account: string) => testApp.sandbox.control({ fail: { ...GONE, account } });
const read = async (id: string) =>
  (
    await ask(
      url,
      `{ account(id: "${id}") { status staleCause nextSyncAt token { failure { cause nextStep } } } }`,
      AS_OPERATOR,
    )
  ).data?.account;

/** Lives on for some hours, looking for what is due every hour. */
async function live(hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    await testApp.sandbox.control({ advance: "1h" });
    await run();
  }
}

test("an account that is gone is flagged after three readings over a day, with its reasons; others go on", async () => {
  const [florist, bakery] = [await testApp.connect("florist"), await testApp.connect("bakery")];
  await goes("florist");
  const said = await apiErrorOf(sync(florist));
  expect([said.code, said.nextStep]).toEqual(["INSTAGRAM_REJECTED", expect.stringContaining("asks again for a day")]);
  for (let n = 0; n < 5; n++) await apiErrorOf(sync(florist));
  expect(await read(florist)).toMatchObject({ status: "ACTIVE", staleCause: "INSTAGRAM_REJECTED" });
  const before = await countCalls(testApp.sandbox, { endpoint: "me", account: "florist" });
  await live(20);
  expect(await read(florist)).toMatchObject({ status: "ACTIVE" });
  // Slowly, meanwhile.
  expect((await countCalls(testApp.sandbox, { endpoint: "me", account: "florist" })) - before).toBeLessThanOrEqual(3);
  await live(20);
  expect(await read(florist)).toMatchObject({
    status: "RECONNECT_REQUIRED",
    staleCause: "ACCOUNT_UNAVAILABLE",
    nextSyncAt: null,
    token: {
      failure: { cause: "ACCOUNT_UNAVAILABLE", nextStep: expect.stringContaining("deleted, deactivated or disabled") },
    },
  });
  expect((await apiErrorOf(sync(florist))).code).toBe("RECONNECT_REQUIRED");
  expect(await read(bakery)).toMatchObject({ status: "ACTIVE", staleCause: null });
});

test("one good answer in between begins the count anew", async () => {
  const florist = await testApp.connect("florist");
  await goes("florist");
  for (let n = 0; n < 3; n++) await apiErrorOf(sync(florist));
  await testApp.sandbox.control({ advance: "22h", lift: "all" });
  await sync(florist);
  await goes("florist");
  await testApp.sandbox.control({ advance: "4h" });
  for (let n = 0; n < 3; n++) await apiErrorOf(sync(florist));
  expect(await read(florist)).toMatchObject({ status: "ACTIVE", staleCause: "INSTAGRAM_REJECTED" });
});

test("where only the list of posts is not there, while the account answers, nothing is counted", async () => {
  const florist = await testApp.connect("florist");
  await testApp.sandbox.control({ fail: { ...GONE, account: "florist", endpoint: "media" } });
  await live(40);
  expect(await read(florist)).toMatchObject({ status: "ACTIVE" });
});

test("many accounts alike are the app's trouble: nobody is flagged, and all recover by themselves", async () => {
  const members = ["florist", "bakery", "museum", "garage"];
  const ids = [];
  for (const member of members) ids.push(await testApp.connect(member));
  await testApp.sandbox.control({ fail: GONE });
  await live(40);
  for (const id of ids) expect(await read(id)).toMatchObject({ status: "ACTIVE", staleCause: "APP_BLOCKED" });
  await testApp.sandbox.control({ lift: "all" });
  await live(2);
  for (const id of ids) expect(await read(id)).toMatchObject({ status: "ACTIVE", staleCause: null });
});
