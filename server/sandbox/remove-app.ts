import { createHmac } from "node:crypto";
import { z } from "zod";
import type { Sandbox } from "./create-sandbox.js";
import { AccountKey } from "./faults.js";
import { testAccount } from "./fixtures.js";

export const RemoveApp = z.strictObject({ account: AccountKey });

/** Instagram posts it when an owner removes the app. The sandbox knows no app's address: the sender posts it. */
export function signRemoval({ appSecret, clock }: Sandbox, { account }: z.output<typeof RemoveApp>): string {
  const user_id = testAccount(account)?.appScopedId ?? "0";
  const issued_at = Math.floor(clock.now().getTime() / 1_000);
  const payload = Buffer.from(JSON.stringify({ user_id, algorithm: "HMAC-SHA256", issued_at })).toString("base64url");
  return `${createHmac("sha256", appSecret.reveal()).update(payload).digest("base64url")}.${payload}`;
}
