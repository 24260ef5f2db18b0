import type { AppContext } from "../../app-context.js";
import { selectByInstagramIds } from "./store.js";

/** What one of Instagram's ids of a person stands for here. */
export type IdMatch = { accountId: string; username: string } | "NOT_FOUND" | "AMBIGUOUS";

/**
 * The accounts that Instagram's ids mean, in their order: by `/me`'s `id` or `user_id`, or by the id of the code exchange. An id
 * that means more than one account means none. One statement however many are given.
 */
export async function findByInstagramIds(app: AppContext, ids: readonly string[]): Promise<IdMatch[]> {
  const rows = await selectByInstagramIds(app.db, app.config.mode === "sandbox", ids);
  const byId = new Map<string, IdMatch>();
  for (const { id, ...account } of rows) byId.set(id, byId.has(id) ? "AMBIGUOUS" : account);
  return ids.map((id) => byId.get(id) ?? "NOT_FOUND");
}
