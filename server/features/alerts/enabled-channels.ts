import type { Config } from "../../config/config.js";
import type { AlertChannel } from "../../db/schema/alert-deliveries.js";

/** Where news goes; empty when nobody has asked for any. */
export function enabledChannels(config: Pick<Config, "alertWebhook" | "alertMail">): AlertChannel[] {
  return [...(config.alertWebhook ? ["WEBHOOK" as const] : []), ...(config.alertMail ? ["EMAIL" as const] : [])];
}
