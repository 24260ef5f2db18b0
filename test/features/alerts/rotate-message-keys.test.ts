import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppContext } from "../../../server/app-context.js";
import { queueMessage, sendDueDeliveries } from "../../../server/features/alerts/deliver.js";
import type { Message, MessageItem } from "../../../server/features/alerts/message.js";
import { rotateMessageKeys } from "../../../server/features/alerts/rotate-message-keys.js";
import { parseKeyRing } from "../../../server/lib/seal.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";
import { startWebhookReceiver, type WebhookReceiver } from "../../support/webhook-receiver.js";

let testApp: TestApp;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  testApp = await createTestApp({ ALERT_WEBHOOK_URL: receiver.url, ALERT_WEBHOOK_SECRET: "s".repeat(32), JOBS: "off" });
});
afterAll(async () => {
  await testApp.close();
  await receiver.close();
});

const MESSAGE: Message = {
  subject: "the token of @bakery expires",
  counts: { EXPIRING_7: 1 },
  accountCount: 1,
  items: [],
  dashboardUrl: "http://localhost:4000/admin/",
};

/** The same app with other keys, the first of which seals. */
function withKeys(secretKeys: AppContext["config"]["secretKeys"]): AppContext {
  return { ...testApp.app, config: { ...testApp.app.config, secretKeys } };
}

test("a message that was sealed before an item's text had its present name is sent under that name", async () => {
  const none = { account: null, cause: null, tokenExpiresAt: null, reconnectUrl: null };
  const earlier = {
    kind: "JOB_FAILING",
    at: "2026-03-01T09:00:00.000Z",
    says: "A job fails.",
    nextStep: "Look.",
    ...none,
  };
  await queueMessage(testApp.app, { ...MESSAGE, items: [earlier as unknown as MessageItem] });
  await sendDueDeliveries(testApp.app, new AbortController().signal);
  const [{ body } = { body: {} }] = receiver.posted.splice(0);
  const { says, ...present } = earlier;
  expect(body.items).toEqual([{ ...present, text: says }]);
  expect(body.text).toContain("A job fails.\nLook.");
});

test("a message that waits is sealed under the first key, so that it is sent when the old one is gone", async () => {
  const old = testApp.app.config.secretKeys;
  const [fresh] = parseKeyRing([`k2:${randomBytes(32).toString("base64")}`]) ?? [];
  if (!fresh) throw new Error("no key");
  await queueMessage(testApp.app, MESSAGE);
  await queueMessage(testApp.app, { ...MESSAGE, subject: "another" });
  expect(await rotateMessageKeys(withKeys([fresh]))).toEqual({ resealedCount: 0, lostCount: 2 });
  expect(await rotateMessageKeys(withKeys([fresh, ...old]))).toEqual({ resealedCount: 2, lostCount: 0 });
  expect(await rotateMessageKeys(withKeys([fresh, ...old]))).toEqual({ resealedCount: 0, lostCount: 0 });
  const sent = await sendDueDeliveries(withKeys([fresh]), new AbortController().signal);
  expect(sent).toEqual({ deliveredCount: 2, failedCount: 0 });
  expect(receiver.posted.map(({ body }) => body.subject).toSorted()).toEqual(["another", MESSAGE.subject]);
  expect(await rotateMessageKeys(withKeys(old))).toEqual({ resealedCount: 0, lostCount: 0 });
});
