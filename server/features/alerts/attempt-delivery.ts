import type { AppContext } from "../../app-context.js";
import type { AlertDeliveryRow } from "../../db/schema/alert-deliveries.js";
import { DAY_MS } from "../../lib/clock.js";
import { retryDelayMs } from "../../lib/retry-delay.js";
import { unseal } from "../../lib/seal.js";
import { finishDelivery } from "./delivery-store.js";
import type { Attempt, Message, MessageItem, OutgoingMessage } from "./message.js";
import { postWebhook } from "./post-webhook.js";
import { encryptionContext } from "./queue-message.js";
import { sendMail } from "./send-mail.js";

/** From its making on; then a message is given up. */
export const DELIVERY_MS = DAY_MS;

/**
 * Tries a delivery whose lease the caller holds, and writes what came of it; null when the claim was lost meanwhile.
 *
 * Whoever dies between the sending and the writing leaves it to be sent again, under the same id.
 */
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
  const letter: OutgoingMessage = { id, test, createdAt, message };
  return channel === "WEBHOOK" ? await postWebhook(app, letter) : await sendMail(app, letter);
}

async function openMessage(app: AppContext, id: string, sealed: string): Promise<Message | null> {
  try {
    const text = await unseal(app.config.secretKeys, sealed, encryptionContext(id));
    return parseMessage(text.reveal());
  } catch {
    // Whoever took a key away during the day in which a message may wait; nothing else can fail here.
    return null;
  }
}

/** An earlier layout called the text of an item `says`; a message may wait for a day while the server is upgraded. */
function parseMessage(json: string): Message {
  const message = JSON.parse(json) as Omit<Message, "items"> & { items: (MessageItem & { says?: string })[] };
  return { ...message, items: message.items.map(({ says, ...item }) => ({ ...item, text: item.text ?? says })) };
}
