import type { AppContext } from "../../app-context.js";
import { DAY_MS } from "../../lib/clock.js";
import { pruneDeliveries } from "./prune-deliveries.js";
import { deleteOldAlerts } from "./store.js";

const KEEP_MS = 90 * DAY_MS;

/** Forgets what was told 90 days ago and is over, and old deliveries. */
export async function pruneAlerts(app: AppContext): Promise<void> {
  await deleteOldAlerts(app.db, new Date(app.clock.now().getTime() - KEEP_MS));
  await pruneDeliveries(app);
}
