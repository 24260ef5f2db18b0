import { createHmac } from "node:crypto";
import type { AppContext } from "../../app-context.js";
import { SECOND_MS } from "../../lib/clock.js";
import { fetchBytes, HttpError } from "../../lib/http.js";
import { VERSION } from "../../lib/project-root.js";
import type { Secret } from "../../lib/secret.js";
import { type Attempt, messageText, type OutgoingMessage } from "./message.js";

const TIMEOUT_MS = 10_000;

const ANSWER_BYTES_MAX = 1_000_000;

/** Posts a signed message to ALERT_WEBHOOK_URL. Any 2xx counts as received; redirects are not followed. */
export async function postWebhook(app: AppContext, outgoing: OutgoingMessage): Promise<Attempt> {
  const webhook = app.config.alertWebhook;
  if (!webhook) return { responseCode: null, error: "ALERT_WEBHOOK_URL is not set any more" };
  const body = webhookBody(app, outgoing);
  try {
    const { status, headers } = await fetchBytes(new URL(webhook.url.reveal()), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": `Darkroom/${VERSION}`,
        "x-darkroom-delivery": outgoing.id,
        "x-darkroom-signature": signWebhook(body, webhook.secret, app.clock.now()),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      bytesMax: ANSWER_BYTES_MAX,
    });
    if (status >= 200 && status < 300) return { responseCode: status, error: null };
    const wait = Number(headers.get("retry-after") ?? "");
    return { responseCode: status, error: `the receiver answered ${status}`, retryAfterS: wait > 0 ? wait : null };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { responseCode: null, error: error.message };
  }
}

/** `docs/alerts.md` documents the fields. */
function webhookBody({ config }: AppContext, { id, test, createdAt, message }: OutgoingMessage): string {
  return JSON.stringify({
    id,
    type: test ? "TEST" : "ALERT",
    at: createdAt,
    server: config.publicUrl,
    mode: config.mode,
    ...message,
    text: messageText(message),
  });
}

/** The signature header: `t=<unix seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`. */
function signWebhook(body: string, secret: Secret, at: Date): string {
  const t = Math.floor(at.getTime() / SECOND_MS);
  return `t=${t},v1=${createHmac("sha256", secret.reveal()).update(`${t}.${body}`).digest("hex")}`;
}
