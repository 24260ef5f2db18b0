import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AppContext, createAppContext } from "../../../server/app-context.js";
import { claimDueDelivery } from "../../../server/features/alerts/delivery-store.js";
import { runAlerts } from "../../../server/features/alerts/run-alerts.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import { Secret } from "../../../server/lib/secret.js";
import { insertAccount } from "../../support/feed-rows.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";
import { startWebhookReceiver, type WebhookReceiver } from "../../support/webhook-receiver.js";

const ALONE = new AbortController().signal;
const SECRET = "webhook-secret-0123456789-abcdefgh";

let testApp: TestApp;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  testApp = await createTestApp({ ALERT_WEBHOOK_URL: receiver.url, ALERT_WEBHOOK_SECRET: SECRET, SYNC_EVERY: "365d" });
});
afterAll(async () => {
  await testApp.close();
  await receiver.close();
});
beforeEach(async () => {
  await testApp.app.sql`truncate accounts, alerts, alert_deliveries cascade`;
  receiver.posted.length = 0;
  receiver.answer(204);
  // Some news: a token of another app.
  await insertAccount(testApp.app, "acc_1", { appId: "another", username: "shop" });
});

const tell = (app: AppContext = testApp.app) => runAlerts(app, ALONE);
const deliveries = () =>
  testApp.app.sql<Record<string, unknown>[]>`
    select status, attempts, response_code, error, sealed, next_try_at, delivered_at from alert_deliveries`;

describe("a message that is posted", () => {
  test("is signed, over its time and its body", async () => {
    await tell();
    const [post] = receiver.posted;
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(post?.headers["x-darkroom-signature"])) ?? [];
    expect(v1).toBe(createHmac("sha256", SECRET).update(`${t}.${post?.text}`).digest("hex"));
    expect(Math.abs(Number(t) * 1000 - testApp.clock.now().getTime())).toBeLessThan(10_000);
  });

  test("is JSON that tells who it is from and what is to be done", async () => {
    await tell();
    const [post] = receiver.posted;
    expect(post?.headers["content-type"]).toBe("application/json");
    expect(post?.headers["x-darkroom-delivery"]).toBe(post?.body.id);
    expect(post?.body).toMatchObject({
      type: "ALERT",
      server: testApp.app.config.publicUrl,
      mode: "sandbox",
      subject: "@shop must be reconnected",
    });
    expect(post?.body.text).toContain("connect the account again.\nReconnect (good once, for 7 days): http");
  });

  test("has the documented fields and no other, so that Slack and Discord show its text", async () => {
    const documents = await readFile(join(import.meta.dirname, "../../../docs/alerts.md"), "utf8");
    const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(documents)?.[1] ?? "");
    for (let n = 2; n <= 6; n++)
      await insertAccount(testApp.app, `acc_${n}`, { appId: "another", username: `shop${n}` });
    await tell();
    const body = receiver.posted[0]?.body ?? {};
    expect(Object.keys(body).sort()).toEqual(Object.keys(example).sort());
    expect(body.items).toHaveLength(6);
    for (const item of body.items) expect(Object.keys(item).sort()).toEqual(Object.keys(example.items[0]).sort());
    // Slack shows these instead of `text`, Discord refuses a longer text, and Mattermost a type that does not begin so.
    for (const name of ["attachments", "blocks", "payload"]) expect(body).not.toHaveProperty(name);
    expect(body.text).toMatch(/^6 accounts must be reconnected/);
    expect(body.text.length).toBeLessThan(2_000);
    expect(body.type).not.toMatch(/^custom_/);
  });

  test("of the most accounts that are listed has a text that Slack shows whole", async () => {
    for (let n = 2; n <= 50; n++) {
      await insertAccount(testApp.app, `acc_${n}`, { appId: "another", username: "x".repeat(27) + n });
    }
    await tell();
    const [post] = receiver.posted;
    expect(post?.body.items).toHaveLength(50);
    expect(post?.body.text.length).toBeLessThan(40_000);
  });

  test("leaves a record, and no copy of itself", async () => {
    await tell();
    expect(await deliveries()).toMatchObject([
      { status: "DELIVERED", attempts: 1, response_code: 204, error: null, sealed: null, next_try_at: null },
    ]);
  });

  test("lies sealed in the database while it waits", async () => {
    receiver.answer(500);
    await tell();
    const [row] = await deliveries();
    expect(String(row?.sealed)).toMatch(/^eyJ/);
    expect(JSON.stringify(row)).not.toMatch(/invite|shop/);
  });
});

describe("a receiver that does not take it", () => {
  test("is tried again later and later, with the same message under the same id", async () => {
    receiver.answer(500);
    await tell();
    await tell();
    expect(receiver.posted).toHaveLength(1);
    expect(await deliveries()).toMatchObject([
      { status: "WAITING", attempts: 1, response_code: 500, error: "the receiver answered 500" },
    ]);
    testApp.clock.advance(11 * MINUTE_MS);
    await tell();
    receiver.answer(200);
    testApp.clock.advance(21 * MINUTE_MS);
    await tell();
    expect(await deliveries()).toMatchObject([{ status: "DELIVERED", attempts: 3, response_code: 200, error: null }]);
    expect(new Set(receiver.posted.map(({ text }) => text)).size).toBe(1);
    expect(new Set(receiver.posted.map(({ headers }) => headers["x-darkroom-signature"])).size).toBe(3);
  });

  test("is given up after a day", async () => {
    receiver.answer(500);
    for (let hour = 0; hour <= 24; hour++) {
      await tell();
      testApp.clock.advance(HOUR_MS);
    }
    const [row] = await deliveries();
    expect(row).toMatchObject({ status: "FAILED", sealed: null, next_try_at: null });
    expect(receiver.posted.length).toBeGreaterThan(3);
    const tries = receiver.posted.length;
    testApp.clock.advance(DAY_MS);
    await tell();
    expect(receiver.posted).toHaveLength(tries);
  });

  test("may say how long to wait", async () => {
    receiver.answer(429, { "retry-after": "7200" });
    await tell();
    testApp.clock.advance(119 * MINUTE_MS);
    await tell();
    expect(receiver.posted).toHaveLength(1);
    testApp.clock.advance(2 * MINUTE_MS);
    await tell();
    expect(receiver.posted).toHaveLength(2);
  });

  test("and redirects is not followed", async () => {
    receiver.answer(307, { location: "/elsewhere" });
    await tell();
    expect(receiver.posted).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: "WAITING", error: "the connection failed" }]);
  });

  test("whose channel was taken away is given up too", async () => {
    receiver.answer(500);
    await tell();
    testApp.clock.advance(DAY_MS + HOUR_MS);
    const mail = { server: { host: "127.0.0.1", port: 9, tls: "NONE" as const, login: null }, to: ["a@b.example"] };
    const config = { ...testApp.app.config, alertWebhook: null, alertMail: { ...mail, from: "c@b.example" } };
    await tell({ ...testApp.app, config });
    expect(await deliveries()).toMatchObject([{ status: "FAILED", sealed: null }]);
  });
});

describe("of several processes", () => {
  test("one sends a message", async () => {
    await using other = createAppContext(testApp.app.config, { clock: testApp.clock });
    receiver.answer(500);
    await tell();
    testApp.clock.advance(12 * MINUTE_MS);
    receiver.answer(200);
    await Promise.all([tell(), tell(other), tell(), tell(other)]);
    expect(receiver.posted).toHaveLength(2);
  });

  test("another one sends what a dead one held, once its lease has run out", async () => {
    receiver.answer(500);
    await tell();
    testApp.clock.advance(12 * MINUTE_MS);
    receiver.answer(200);
    const sandbox = true;
    expect(
      await claimDueDelivery(testApp.app.db, { sandbox, channels: ["WEBHOOK"], now: testApp.clock.now() }),
    ).not.toBeNull();
    await tell();
    expect(receiver.posted).toHaveLength(1);
    await testApp.app.sql`update alert_deliveries set lease_until = now() - interval '1 second'`;
    await tell();
    expect(await deliveries()).toMatchObject([{ status: "DELIVERED" }]);
  });
});

test("no secret reaches the log or the record, whatever goes wrong", async () => {
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  await using app = createAppContext(testApp.app.config, { clock: testApp.clock, log });
  receiver.answer(500);
  await tell(app);
  testApp.clock.advance(HOUR_MS);
  const gone = { url: new Secret("http://127.0.0.1:1/url-secret"), secret: new Secret(SECRET) };
  await tell({ ...app, config: { ...app.config, alertWebhook: gone } });
  testApp.clock.advance(HOUR_MS);
  await tell(app);
  const all = lines.join() + JSON.stringify(await deliveries());
  expect(all).toContain("alert not delivered");
  expect(all).not.toMatch(/url-secret|webhook-secret|invite=/);
});
