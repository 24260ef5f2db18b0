import type { AppContext } from "../../app-context.js";
import { selectByInstagramIds } from "./store.js";

/** The account of one of Instagram's ids. */
export type IdMatch = { accountId: string; username: string } | "NOT_FOUND" | "AMBIGUOUS";

/**
 * The accounts of Instagram's ids, in their order: by `/me`'s `id` or `user_id`, or by the id of the code exchange. An
 * id of several accounts matches none. One statement for any number.
 */
export async function findByInstagramIds(app: AppContext, ids: readonly string[]): Promise<IdMatch[]> {
  const rows = await selectByInstagramIds(app.db, app.config.mode === "sandbox", ids);
  const byId = new Map<string, IdMatch>();
  for (const { id, ...account } of rows) byId.set(id, byId.has(id) ? "AMBIGUOUS" : account);
  return ids.map((id) => byId.get(id) ?? "NOT_FOUND");
}
