import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { type MailServer, startMailServer } from "../../support/mail-server.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";
import { startWebhookReceiver, type WebhookReceiver } from "../../support/webhook-receiver.js";

const TEST = "mutation { sendTestAlert { id channel test alertCount status attempts nextTryAt responseCode error } }";
const LIST = "query ($first: Int) { alertDeliveries(first: $first) { totalCount nodes { id channel status error } } }";

let testApp: TestApp;
let url: string;
let receiver: WebhookReceiver;
let server: MailServer;
beforeAll(async () => {
  [receiver, server] = await Promise.all([startWebhookReceiver(), startMailServer()]);
  testApp = await createTestApp({
    ALERT_WEBHOOK_URL: receiver.url,
    ALERT_WEBHOOK_SECRET: "s".repeat(32),
    SMTP_URL: `smtp://ada%40mail.example:mail-password@127.0.0.1:${server.port}`,
    ALERT_EMAIL: "you@example.com",
  });
  url = await testApp.serve();
});
afterAll(async () => {
  await testApp.close();
  await Promise.all([receiver.close(), server.close()]);
});
beforeEach(async () => {
  await testApp.app.sql`truncate alert_deliveries`;
  receiver.answer(200);
});

test("a test goes to every channel at once, and its outcome is answered", async () => {
  const { data } = await ask(url, TEST, AS_OPERATOR);
  const sent = { test: true, alertCount: 0, status: "DELIVERED", attempts: 1, nextTryAt: null, error: null };
  expect(data.sendTestAlert).toMatchObject([
    { channel: "WEBHOOK", responseCode: 200, ...sent },
    { channel: "EMAIL", responseCode: 250, ...sent },
  ]);
  expect(receiver.posted.at(-1)?.body).toMatchObject({ type: "TEST", items: [], id: data.sendTestAlert[0].id });
  expect(server.mails).toHaveLength(1);
});

test("a test that fails says why and is not tried again", async () => {
  receiver.answer(404);
  const { data } = await ask(url, TEST, AS_OPERATOR);
  expect(data.sendTestAlert[0]).toMatchObject({
    status: "FAILED",
    responseCode: 404,
    error: "the receiver answered 404",
    nextTryAt: null,
  });
});

test("each try is counted by channel and outcome, and the record says whose test it was", async () => {
  const counted = async (channel: string, outcome: string) => {
    const text = await testApp.app.metrics.registry.metrics();
    const line = `darkroom_alert_deliveries_total{channel="${channel}",outcome="${outcome}"} `;
    return Number(text.split(line)[1]?.split("\n")[0] ?? 0);
  };
  const all = () => Promise.all([counted("WEBHOOK", "GIVEN_UP"), counted("EMAIL", "OK"), counted("WEBHOOK", "OK")]);
  const [givenUp, mailed, posted] = await all();
  receiver.answer(404);
  await ask(url, TEST, AS_OPERATOR);
  expect(await all()).toEqual([Number(givenUp) + 1, Number(mailed) + 1, posted]);
  const query = "{ events(first: 1) { nodes { action outcome actor { kind label } } } }";
  expect((await ask(url, query, AS_OPERATOR)).data.events.nodes).toEqual([
    { action: "TEST_ALERT_SENT", outcome: "OK", actor: { kind: "OPERATOR", label: "OPERATOR_TOKEN" } },
  ]);
});

test("the deliveries are listed, newest first, a page at a time", async () => {
  for (let time = 0; time < 2; time++) await ask(url, TEST, AS_OPERATOR);
  const { data } = await ask(url, LIST, { ...AS_OPERATOR, variables: { first: 3 } });
  expect(data.alertDeliveries.totalCount).toBe(4);
  expect(data.alertDeliveries.nodes).toHaveLength(3);
});

test("only operators may ask for either", async () => {
  for (const query of [TEST, LIST]) {
    const { errors } = await ask(url, query);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["UNAUTHENTICATED"]);
  }
});

test("a page of none or of more than a hundred is refused", async () => {
  for (const first of [0, 101]) {
    const { errors } = await ask(url, LIST, { ...AS_OPERATOR, variables: { first } });
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  }
});

test("where no channel is set, the next step names the settings", async () => {
  const silent = await createTestApp();
  const { errors } = await ask(await silent.serve(), TEST, AS_OPERATOR);
  expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
  expect(errors?.[0]?.extensions.nextStep).toContain("ALERT_WEBHOOK_URL");
  await silent.close();
});
