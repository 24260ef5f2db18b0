import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { World } from "../../../server/app-context.js";
import type { Message } from "../../../server/features/alerts/message.js";
import { queueMessage } from "../../../server/features/alerts/queue-message.js";
import { rotateMessageKeys } from "../../../server/features/alerts/rotate-message-keys.js";
import { sendDueDeliveries } from "../../../server/features/alerts/send-due-deliveries.js";
import { parseKeyRing } from "../../../server/lib/seal.js";
import { startWebhookReceiver, type WebhookReceiver } from "../../support/webhook-receiver.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

let it: TestWorld;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  it = await createTestWorld({ ALERT_WEBHOOK_URL: receiver.url, ALERT_WEBHOOK_SECRET: "s".repeat(32), JOBS: "off" });
});
afterAll(async () => {
  await it.close();
  await receiver.close();
});

const MESSAGE: Message = {
  subject: "the token of @bakery expires",
  counts: { EXPIRING_7: 1 },
  accountCount: 1,
  items: [],
  dashboardUrl: "http://localhost:4000/admin/",
};

/** The same world with other keys, the first of which seals. */
function withKeys(secretKeys: World["config"]["secretKeys"]): World {
  return { ...it.world, config: { ...it.world.config, secretKeys } };
}

test("a message that waits is sealed under the first key, so that it is sent when the old one is gone", async () => {
  const old = it.world.config.secretKeys;
  const [fresh] = parseKeyRing([`k2:${randomBytes(32).toString("base64")}`]) ?? [];
  if (!fresh) throw new Error("no key");
  await queueMessage(it.world, MESSAGE);
  await queueMessage(it.world, { ...MESSAGE, subject: "another" });
  expect(await rotateMessageKeys(withKeys([fresh]))).toEqual({ resealedCount: 0, lostCount: 2 });
  expect(await rotateMessageKeys(withKeys([fresh, ...old]))).toEqual({ resealedCount: 2, lostCount: 0 });
  expect(await rotateMessageKeys(withKeys([fresh, ...old]))).toEqual({ resealedCount: 0, lostCount: 0 });
  const sent = await sendDueDeliveries(withKeys([fresh]), new AbortController().signal);
  expect(sent).toEqual({ deliveredCount: 2, failedCount: 0 });
  expect(receiver.posted.map(({ body }) => body.subject)).toEqual([MESSAGE.subject, "another"]);
  expect(await rotateMessageKeys(withKeys(old))).toEqual({ resealedCount: 0, lostCount: 0 });
});
