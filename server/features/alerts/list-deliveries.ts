import type { World } from "../../app-context.js";
import type { AlertDeliveryRow } from "../../db/schema/alert-deliveries.js";
import { countDeliveries, selectDeliveries } from "./delivery-store.js";

/** One page of this mode's deliveries, newest first. */
export async function listDeliveries(
  world: World,
  page: { first: number; offset: number },
): Promise<AlertDeliveryRow[]> {
  return await selectDeliveries(world.db, { ...page, sandbox: world.config.mode === "sandbox" });
}

/** How many deliveries are kept in all. */
export async function deliveryCount(world: World): Promise<number> {
  return await countDeliveries(world.db, world.config.mode === "sandbox");
}
