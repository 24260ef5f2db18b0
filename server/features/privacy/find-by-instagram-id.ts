import type { AppContext } from "../../app-context.js";
import { selectByInstagramIds } from "./store.js";

export type IdMatch = { accountId: string; username: string } | "NOT_FOUND" | "AMBIGUOUS";

/** In order: by `/me`'s `id` or `user_id`, or the code exchange's id. An id of several accounts matches none. */
export async function findByInstagramIds(app: AppContext, ids: readonly string[]): Promise<IdMatch[]> {
  const rows = await selectByInstagramIds(app.db, app.config.mode === "sandbox", ids);
  const byId = new Map<string, IdMatch>();
  for (const { id, ...account } of rows) byId.set(id, byId.has(id) ? "AMBIGUOUS" : account);
  return ids.map((id) => byId.get(id) ?? "NOT_FOUND");
}
