import type { World } from "../../app-context.js";
import { DAY_MS } from "../../lib/clock.js";
import { deleteOldDeliveries } from "./delivery-store.js";

const KEEP_MS = 90 * DAY_MS;

/** Forgets deliveries that are over for 90 days. */
export async function pruneDeliveries(world: World): Promise<void> {
  await deleteOldDeliveries(world.db, new Date(world.clock.now().getTime() - KEEP_MS));
}
