import type { World } from "../../app-context.js";
import { newId } from "../../lib/id.js";
import { seal } from "../../lib/seal.js";
import { Secret } from "../../lib/secret.js";
import { insertDelivery, selectLastMessageAt } from "./delivery-store.js";
import { enabledChannels } from "./enabled-channels.js";
import type { Message } from "./message.js";

/** Keeps a message for each channel, in the caller's transaction; it is sent by whoever comes first. */
export async function queueMessage(world: World, message: Message): Promise<void> {
  await keepDeliveries(world, message, { test: false });
}

/** Keeps one delivery a channel and answers their ids. A test is tried once, by whoever asked for it. */
export async function keepDeliveries(world: World, message: Message, { test }: { test: boolean }): Promise<string[]> {
  const now = world.clock.now();
  const ids: string[] = [];
  for (const channel of enabledChannels(world.config)) {
    const id = newId("dlv");
    ids.push(id);
    await insertDelivery(world.db, {
      id,
      sandbox: world.config.mode === "sandbox",
      channel,
      test,
      newsCount: Object.values(message.counts).reduce((sum, count) => sum + count, 0),
      sealed: await seal(world.config.secretKeys, new Secret(JSON.stringify(message)), encryptionContext(id)),
      createdAt: now,
      status: "WAITING",
      nextTryAt: test ? null : now,
    });
  }
  return ids;
}

/** When news were last put into a message. */
export async function lastMessageAt(world: World): Promise<Date | null> {
  return await selectLastMessageAt(world.db, world.config.mode === "sandbox");
}

/** What a message is sealed for: in another delivery's row it does not open. */
export function encryptionContext(deliveryId: string): string {
  return `delivery:${deliveryId}`;
}
