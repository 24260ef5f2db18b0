import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AppContext, createAppContext } from "../../../server/app-context.js";
import { snoozeAccount } from "../../../server/features/accounts/snooze-account.js";
import type { MessageItem } from "../../../server/features/alerts/message.js";
import { runAlerts } from "../../../server/features/alerts/run-alerts.js";
import { openLink } from "../../../server/features/connect/links.js";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { refreshToken } from "../../../server/features/tokens/refresh-token.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { OPERATOR } from "../../support/cast.js";
import { insertAccount } from "../../support/feed-rows.js";
import { countRows } from "../../support/rows.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";
import { startWebhookReceiver, type WebhookReceiver } from "../../support/webhook-receiver.js";

const ALONE = new AbortController().signal;

let testApp: TestApp;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  const hook = { ALERT_WEBHOOK_URL: receiver.url, ALERT_WEBHOOK_SECRET: "s".repeat(32) };
  // Syncs and refreshes are what each test asks for, so they are never late.
  testApp = await createTestApp({ ...hook, SYNC_EVERY: "365d", REFRESH_CHECK_EVERY: "365d", JOBS: "off" });
});
afterAll(async () => {
  await testApp.close();
  await receiver.close();
});
beforeEach(async () => {
  await testApp.app.sql`truncate accounts, alerts, alert_deliveries, job_runs cascade`;
  await testApp.sandbox.control({ reset: true });
  receiver.posted.length = 0;
});

const tell = (app: AppContext = testApp.app) => runAlerts(app, ALONE);
const told = (): MessageItem[] => receiver.posted.flatMap(({ body }) => body.items);
const kinds = () => told().map(({ kind, account }) => `${kind} ${account?.username}`);

/** Lets Instagram refuse an account's token for good, and a sync find it out. */
async function lose(id: string, member: string): Promise<void> {
  await testApp.sandbox.control({ revoke: { account: member, cause: "password-changed" } });
  await syncAccount(testApp.app, id, { by: OPERATOR, full: false }).catch(() => undefined);
}

/** Another process on the same database. */
async function withOther(act: (other: AppContext) => Promise<void>): Promise<void> {
  await using other = createAppContext(testApp.app.config, { clock: testApp.clock });
  await act(other);
}

describe("an account whose token is refused", () => {
  test("is told an hour later, once, with its cause, the next step and a link", async () => {
    const garage = await testApp.connect("garage");
    await lose(garage, "garage");
    await tell();
    expect(told()).toEqual([]);

    testApp.clock.advance(HOUR_MS);
    await tell();
    expect(told()).toMatchObject([
      {
        kind: "RECONNECT_REQUIRED",
        account: { id: garage, username: "garage" },
        cause: "PASSWORD_CHANGED",
        text: "@garage must be reconnected.",
        nextStep: "The owner changed their Instagram password: connect the account again.",
      },
    ]);
    for (const ms of [MINUTE_MS, HOUR_MS, 30 * DAY_MS]) {
      testApp.clock.advance(ms);
      await tell();
    }
    expect(receiver.posted).toHaveLength(1);
  });

  test("is told with a link that connects this account alone, for seven days", async () => {
    const garage = await testApp.connect("garage");
    await lose(garage, "garage");
    testApp.clock.advance(HOUR_MS);
    await tell();
    const address = new URL(told()[0]?.reconnectUrl ?? "");
    expect(address.href).toContain(`${testApp.app.config.publicUrl}/oauth/start?invite=`);
    const link = await openLink(testApp.app, address.searchParams.get("invite") ?? "");
    expect(link.accountId).toBe(garage);
    expect(link.expiresAt.getTime() - testApp.clock.now().getTime()).toBeGreaterThan(6.9 * DAY_MS);
  });

  test("is told as well again once it is reconnected, once", async () => {
    const garage = await testApp.connect("garage");
    await lose(garage, "garage");
    testApp.clock.advance(HOUR_MS);
    await tell();
    expect(await testApp.connect("garage")).toBe(garage);
    for (const ms of [HOUR_MS, HOUR_MS]) {
      testApp.clock.advance(ms);
      await tell();
    }
    expect(kinds()).toEqual(["RECONNECT_REQUIRED garage", "RECOVERED garage"]);
    expect(told()[1]).toMatchObject({ text: "@garage works again.", reconnectUrl: null });
  });

  test("and that is reconnected within the hour is never told", async () => {
    const garage = await testApp.connect("garage");
    await lose(garage, "garage");
    testApp.clock.advance(50 * MINUTE_MS);
    await tell();
    await testApp.connect("garage");
    testApp.clock.advance(HOUR_MS);
    await tell();
    expect(receiver.posted).toEqual([]);
  });

  test("and that loses its next token too is told again", async () => {
    const garage = await testApp.connect("garage");
    for (let time = 0; time < 2; time++) {
      await lose(garage, "garage");
      testApp.clock.advance(HOUR_MS);
      await tell();
      await testApp.connect("garage");
      testApp.clock.advance(HOUR_MS);
      await tell();
    }
    const both = ["RECONNECT_REQUIRED garage", "RECOVERED garage"];
    expect(kinds()).toEqual([...both, ...both]);
  });

  test("is not told while it is snoozed, but afterwards", async () => {
    const garage = await testApp.connect("garage");
    await lose(garage, "garage");
    await snoozeAccount(
      testApp.app,
      { accountId: garage, until: new Date(testApp.clock.now().getTime() + DAY_MS) },
      OPERATOR,
    );
    testApp.clock.advance(2 * HOUR_MS);
    await tell();
    expect(receiver.posted).toEqual([]);
    testApp.clock.advance(DAY_MS);
    await tell();
    expect(kinds()).toEqual(["RECONNECT_REQUIRED garage"]);
  });

  test("leaves nothing to tell when it is disconnected before", async () => {
    const garage = await testApp.connect("garage");
    await lose(garage, "garage");
    testApp.clock.advance(HOUR_MS);
    await disconnectAccount(testApp.app, garage, OPERATOR);
    await tell();
    expect(receiver.posted).toEqual([]);
    expect(await countRows(testApp.app.sql)).toMatchObject({ alerts: 0, alert_deliveries: 0 });
  });
});

test("days left are told at 14, 7, 3 and 1, then that the token is lost, each once", async () => {
  await testApp.connect("bakery");
  for (const days of [40, 6, 1, 7, 4, 1.5, 1]) {
    testApp.clock.advance(days * DAY_MS);
    await tell();
    await tell();
  }
  expect(kinds()).toEqual([
    "EXPIRING_14 bakery",
    "EXPIRING_7 bakery",
    "EXPIRING_3 bakery",
    "EXPIRING_1 bakery",
    "RECONNECT_REQUIRED bakery",
  ]);
  expect(told().at(-1)?.nextStep).toBe("The token expired: connect the account again.");
});

test("a refresh that fails for a day is told, and that it recovered", async () => {
  const bakery = await testApp.connect("bakery");
  testApp.clock.advance(31 * DAY_MS);
  await testApp.sandbox.control({ fail: { kind: "transient", endpoint: "refresh", calls: 100 } });
  await refreshToken(testApp.app, bakery, OPERATOR).catch(() => undefined);
  testApp.clock.advance(23 * HOUR_MS);
  await tell();
  expect(told()).toEqual([]);
  testApp.clock.advance(HOUR_MS);
  await refreshToken(testApp.app, bakery, OPERATOR).catch(() => undefined);
  await tell();
  expect(told()).toMatchObject([{ kind: "REFRESH_FAILING", cause: "INSTAGRAM_UNAVAILABLE" }]);

  await testApp.sandbox.control({ lift: "all" });
  testApp.clock.advance(DAY_MS);
  await refreshDueTokens(testApp.app, ALONE);
  await tell();
  expect(kinds()).toEqual(["REFRESH_FAILING bakery", "RECOVERED bakery"]);
});

describe("what falls together", () => {
  test("comes in one message, the worst first", async () => {
    const [garage, bakery] = [await testApp.connect("garage"), await testApp.connect("bakery")];
    await lose(garage, "garage");
    testApp.clock.advance(HOUR_MS);
    await tell();
    await testApp.connect("garage");
    await lose(bakery, "bakery");
    testApp.clock.advance(HOUR_MS);
    await tell();
    expect(receiver.posted).toHaveLength(2);
    expect(receiver.posted[1]?.body).toMatchObject({
      subject: "1 account must be reconnected, 1 recovered",
      counts: { RECONNECT_REQUIRED: 1, RECOVERED: 1 },
      accountCount: 2,
    });
  });

  test("is gathered for ten minutes after a message", async () => {
    const first = await insertAccount(testApp.app, "acc_1", { appId: "another" });
    await tell();
    const second = await insertAccount(testApp.app, "acc_2", { appId: "another" });
    const third = await insertAccount(testApp.app, "acc_3", { appId: "another" });
    testApp.clock.advance(9 * MINUTE_MS);
    await tell();
    testApp.clock.advance(MINUTE_MS);
    await tell();
    const ids = receiver.posted.map(({ body }) => body.items.map((item: MessageItem) => item.account?.id));
    expect(ids).toEqual([[first], [second, third]]);
  });

  test("of 50 accounts is listed, of more only counted, without links", async () => {
    for (let n = 0; n < 50; n++) await insertAccount(testApp.app, `acc_${n}`, { appId: "another" });
    await tell();
    expect(told()).toHaveLength(50);
    await testApp.app.sql`truncate accounts, alerts, alert_deliveries cascade`;
    receiver.posted.length = 0;

    for (let n = 0; n < 51; n++) await insertAccount(testApp.app, `acc_${n}`, { appId: "another" });
    await tell();
    expect(receiver.posted).toHaveLength(1);
    expect(receiver.posted[0]?.body).toMatchObject({
      subject: "51 accounts must be reconnected",
      counts: { RECONNECT_REQUIRED: 51 },
      accountCount: 51,
      items: [],
      dashboardUrl: `${testApp.app.config.publicUrl}/admin/`,
    });
    expect(receiver.posted[0]?.body.text).toContain("too many to list here: the dashboard shows them");
    expect(await countRows(testApp.app.sql)).toMatchObject({ connect_links: 0, alerts: 51 });
  });
});

describe("several processes", () => {
  test("tell one piece of news once, and so does the one after a restart", async () => {
    await insertAccount(testApp.app, "acc_1", { appId: "another" });
    await withOther(async (other) => {
      await Promise.all([tell(), tell(other), tell(), tell(other)]);
      testApp.clock.advance(HOUR_MS);
      await Promise.all([tell(), tell(other)]);
    });
    await withOther(async (restarted) => void (await tell(restarted)));
    expect(receiver.posted).toHaveLength(1);
  });
});

test("without a channel nothing is noticed, and setting one later tells what is wrong then", async () => {
  await insertAccount(testApp.app, "acc_1", { appId: "another" });
  await tell({ ...testApp.app, config: { ...testApp.app.config, alertWebhook: null } });
  expect(await countRows(testApp.app.sql)).toMatchObject({ alerts: 0 });
  await tell();
  expect(receiver.posted).toHaveLength(1);
});
