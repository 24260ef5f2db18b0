import type { AppContext } from "../../app-context.js";
import type { Config } from "../../config/config.js";
import type { AlertChannel, AlertDeliveryRow } from "../../db/schema/alert-deliveries.js";
import { DAY_MS } from "../../lib/clock.js";
import { newId } from "../../lib/id.js";
import { retryDelayMs } from "../../lib/retry-delay.js";
import { seal, unseal } from "../../lib/seal.js";
import { Secret } from "../../lib/secret.js";
import {
  claimDueDelivery,
  expireDeliveries,
  finishDelivery,
  insertDelivery,
  selectLastMessageAt,
} from "./delivery-store.js";
import type { Attempt, Message, MessageItem, OutgoingMessage } from "./message.js";
import { postWebhook } from "./post-webhook.js";
import { sendMail } from "./send-mail.js";

/** In the caller's transaction; any process sends it. */
export async function queueMessage(app: AppContext, message: Message): Promise<void> {
  await queueDeliveries(app, message, { test: false });
}

/** A test is attempted once, by its caller. */
export async function queueDeliveries(
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

export async function lastMessageAt(app: AppContext): Promise<Date | null> {
  return await selectLastMessageAt(app.db, app.config.mode === "sandbox");
}

export function encryptionContext(deliveryId: string): string {
  return `delivery:${deliveryId}`;
}

export function enabledChannels(config: Pick<Config, "alertWebhook" | "alertMail">): AlertChannel[] {
  return [...(config.alertWebhook ? ["WEBHOOK" as const] : []), ...(config.alertMail ? ["EMAIL" as const] : [])];
}

/** From its creation; then the message expires. */
const DELIVERY_MS = DAY_MS;

/** Null if the lease was lost. After a crash between sending and storing, the same id is sent again. */
export async function attemptDelivery(app: AppContext, claim: AlertDeliveryRow): Promise<AlertDeliveryRow | null> {
  const attempt = await tryOnce(app, claim);
  const now = app.clock.now();
  const attempts = claim.attempts + 1;
  const { channel, id } = claim;
  const { responseCode, error } = attempt;
  if (error === null) {
    app.metrics.deliveries.inc({ channel, outcome: "OK" });
    app.log.info({ delivery: id, channel, attempts }, "alert delivered");
    const done = { status: "DELIVERED" as const, deliveredAt: now, nextTryAt: null, sealed: null };
    return await finishDelivery(app.db, claim, { attempts, responseCode, error, ...done });
  }
  const nextTryAt = new Date(now.getTime() + retryDelayMs(attempts, attempt.retryAfterS ?? null));
  const isOver = claim.test || nextTryAt.getTime() > claim.createdAt.getTime() + DELIVERY_MS;
  app.metrics.deliveries.inc({ channel, outcome: isOver ? "GIVEN_UP" : "FAILED" });
  app.log.warn({ delivery: id, channel, attempts, responseCode, error, isOver }, "alert not delivered");
  const next = isOver ? { status: "FAILED" as const, nextTryAt: null, sealed: null } : { nextTryAt };
  return await finishDelivery(app.db, claim, { attempts, responseCode, error, ...next });
}

async function tryOnce(app: AppContext, { id, channel, sealed, test, createdAt }: AlertDeliveryRow): Promise<Attempt> {
  const message = sealed === null ? null : await openMessage(app, id, sealed);
  if (!message) return { responseCode: null, error: "the message cannot be opened: its key is not in SECRET_KEYS" };
  const outgoing: OutgoingMessage = { id, test, createdAt, message };
  return channel === "WEBHOOK" ? await postWebhook(app, outgoing) : await sendMail(app, outgoing);
}

export async function openMessage(app: AppContext, id: string, sealed: string): Promise<Message | null> {
  try {
    const text = await unseal(app.config.secretKeys, sealed, encryptionContext(id));
    return parseMessage(text.reveal());
  } catch {
    // The encryption key was removed while the message waited; nothing else can fail here.
    return null;
  }
}

/** An earlier version named an item's text `says`; messages may wait for a day during an upgrade. */
function parseMessage(json: string): Message {
  const message = JSON.parse(json) as Omit<Message, "items"> & { items: (MessageItem & { says?: string })[] };
  return { ...message, items: message.items.map(({ says, ...item }) => ({ ...item, text: item.text ?? says })) };
}

const DELIVERIES_MAX = 1_000;

/** Until none is left or the signal fires. Expires those that are a day old. Processes may run it concurrently. */
export async function sendDueDeliveries(
  app: AppContext,
  signal: AbortSignal,
): Promise<{ deliveredCount: number; failedCount: number }> {
  const sandbox = app.config.mode === "sandbox";
  const channels = enabledChannels(app.config);
  const count = { deliveredCount: 0, failedCount: 0 };
  await expireDeliveries(app.db, sandbox, new Date(app.clock.now().getTime() - DELIVERY_MS));
  for (let n = 0; n < DELIVERIES_MAX && !signal.aborted; n++) {
    const claim = await claimDueDelivery(app.db, { sandbox, channels, now: app.clock.now() });
    if (!claim) break;
    const row = await attemptDelivery(app, claim);
    if (row?.status === "DELIVERED") count.deliveredCount++;
    else count.failedCount++;
  }
  return count;
}
