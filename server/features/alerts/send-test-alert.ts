import type { AppContext } from "../../app-context.js";
import type { AlertDeliveryRow } from "../../db/schema/alert-deliveries.js";
import { ApiError } from "../../lib/errors.js";
import type { Viewer } from "../../viewer.js";
import { recordEvent } from "../audit/record-event.js";
import { attemptDelivery, enabledChannels, queueDeliveries } from "./deliver.js";
import { claimDelivery } from "./delivery-store.js";
import type { Message } from "./message.js";

/**
 * Sends a test message to every channel once, returns the results, and adds an audit log entry.
 * @throws {ApiError} BAD_USER_INPUT without a channel
 */
export async function sendTestAlert(app: AppContext, by: Viewer): Promise<AlertDeliveryRow[]> {
  if (enabledChannels(app.config).length === 0) {
    throw new ApiError("BAD_USER_INPUT", "No alert channel is configured.", {
      nextStep:
        "Set ALERT_WEBHOOK_URL and ALERT_WEBHOOK_SECRET, or SMTP_URL and ALERT_EMAIL, and start the server again.",
    });
  }
  const ids = await queueDeliveries(app, testMessage(app), { test: true });
  await recordEvent(app, { by, action: "alert.tested", accountId: null });
  const tried = await Promise.all(ids.map((id) => tryNow(app, id)));
  return tried.filter((row) => row !== null);
}

async function tryNow(app: AppContext, id: string): Promise<AlertDeliveryRow | null> {
  const claim = await claimDelivery(app.db, id);
  return claim && (await attemptDelivery(app, claim));
}

function testMessage({ config }: AppContext): Message {
  return {
    subject: "test alert",
    counts: {},
    accountCount: 0,
    items: [],
    dashboardUrl: `${config.publicUrl}/admin/`,
  };
}
