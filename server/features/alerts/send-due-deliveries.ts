import type { World } from "../../app-context.js";
import { attemptDelivery, DELIVERY_MS } from "./attempt-delivery.js";
import { claimDueDelivery, expireDeliveries } from "./delivery-store.js";
import { enabledChannels } from "./enabled-channels.js";

const DELIVERIES_MAX = 1_000;

/**
 * Sends what is due, one after another, until nothing is left or the signal fires, and gives up what is a day old. Any
 * number of processes may do this at once: no delivery is claimed twice.
 */
export async function sendDueDeliveries(
  world: World,
  signal: AbortSignal,
): Promise<{ deliveredCount: number; failedCount: number }> {
  const sandbox = world.config.mode === "sandbox";
  const channels = enabledChannels(world.config);
  const count = { deliveredCount: 0, failedCount: 0 };
  await expireDeliveries(world.db, sandbox, new Date(world.clock.now().getTime() - DELIVERY_MS));
  for (let n = 0; n < DELIVERIES_MAX && !signal.aborted; n++) {
    const claim = await claimDueDelivery(world.db, { sandbox, channels, now: world.clock.now() });
    if (!claim) break;
    const row = await attemptDelivery(world, claim);
    if (row?.status === "DELIVERED") count.deliveredCount++;
    else count.failedCount++;
  }
  return count;
}
