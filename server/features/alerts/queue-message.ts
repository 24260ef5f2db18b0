import type { AppContext } from "../../app-context.js";
import { newId } from "../../lib/id.js";
import { seal } from "../../lib/seal.js";
import { Secret } from "../../lib/secret.js";
import { insertDelivery, selectLastMessageAt } from "./delivery-store.js";
import { enabledChannels } from "./enabled-channels.js";
import type { Message } from "./message.js";

/** Keeps a message for each channel, in the caller's transaction; it is sent by whoever comes first. */
export async function queueMessage(app: AppContext, message: Message): Promise<void> {
  await keepDeliveries(app, message, { test: false });
}

/** Keeps one delivery a channel and returns their ids. A test is tried once, by whoever asked for it. */
export async function keepDeliveries(
  app: AppContext,
  message: Message,
  { test }: { test: boolean },
): Promise<string[]> {
  const now = app.clock.now();
  const ids: string[] = [];
  for (const channel of enabledChannels(app.config)) {
    const id = newId("dlv");
    ids.push(id);
    await insertDelivery(app.db, {
      id,
      sandbox: app.config.mode === "sandbox",
      channel,
      test,
      alertCount: Object.values(message.counts).reduce((sum, count) => sum + count, 0),
      sealed: await seal(app.config.secretKeys, new Secret(JSON.stringify(message)), encryptionContext(id)),
      createdAt: now,
      status: "WAITING",
      nextTryAt: test ? null : now,
    });
  }
  return ids;
}

/** When news were last put into a message. */
export async function lastMessageAt(app: AppContext): Promise<Date | null> {
  return await selectLastMessageAt(app.db, app.config.mode === "sandbox");
}

/** What a message is sealed for: in another delivery's row it does not open. */
export function encryptionContext(deliveryId: string): string {
  return `delivery:${deliveryId}`;
}
