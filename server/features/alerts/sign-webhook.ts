import { createHmac } from "node:crypto";
import { SECOND_MS } from "../../lib/clock.js";
import type { Secret } from "../../lib/secret.js";

/** The header that proves who wrote a body, and when: `t=<unix seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`. */
export function signWebhook(body: string, secret: Secret, at: Date): string {
  const t = Math.floor(at.getTime() / SECOND_MS);
  return `t=${t},v1=${createHmac("sha256", secret.reveal()).update(`${t}.${body}`).digest("hex")}`;
}
