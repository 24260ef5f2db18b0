import type { AppContext } from "../../app-context.js";
import type { ErasureRow } from "../../db/schema/erasures.js";
import { countErasures, selectErasure, selectErasures } from "./erasure-store.js";

export async function listErasures(app: AppContext, page: { first: number; offset: number }): Promise<ErasureRow[]> {
  return await selectErasures(app.db, { ...page, sandbox: app.config.mode === "sandbox" });
}

export async function findErasure(app: AppContext, id: string): Promise<ErasureRow | null> {
  return await selectErasure(app.db, id, app.config.mode === "sandbox");
}

export async function erasureCount(app: AppContext): Promise<number> {
  return await countErasures(app.db, app.config.mode === "sandbox");
}
