import type { AppContext } from "../../app-context.js";
import { attemptDelivery, DELIVERY_MS } from "./attempt-delivery.js";
import { claimDueDelivery, expireDeliveries } from "./delivery-store.js";
import { enabledChannels } from "./enabled-channels.js";

const DELIVERIES_MAX = 1_000;

/**
 * Sends what is due, one after another, until nothing is left or the signal fires, and gives up what is a day old. Any
 * number of processes may do this at once: no delivery is claimed twice.
 */
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
