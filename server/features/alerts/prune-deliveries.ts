import type { AppContext } from "../../app-context.js";
import { DAY_MS } from "../../lib/clock.js";
import { deleteOldDeliveries } from "./delivery-store.js";

const KEEP_MS = 90 * DAY_MS;

/** Forgets deliveries that are over for 90 days. */
export async function pruneDeliveries(app: AppContext): Promise<void> {
  await deleteOldDeliveries(app.db, new Date(app.clock.now().getTime() - KEEP_MS));
}
