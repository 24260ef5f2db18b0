import type { AppContext } from "../../app-context.js";
import type { AlertDeliveryRow } from "../../db/schema/alert-deliveries.js";
import { countDeliveries, selectDeliveries, selectDelivery } from "./delivery-store.js";

export async function listDeliveries(
  app: AppContext,
  page: { first: number; offset: number },
): Promise<AlertDeliveryRow[]> {
  return await selectDeliveries(app.db, { ...page, sandbox: app.config.mode === "sandbox" });
}

export async function findDelivery(app: AppContext, id: string): Promise<AlertDeliveryRow | null> {
  return await selectDelivery(app.db, id, app.config.mode === "sandbox");
}

export async function deliveryCount(app: AppContext): Promise<number> {
  return await countDeliveries(app.db, app.config.mode === "sandbox");
}
