import type { AppContext } from "../../app-context.js";
import { selectProgressOf } from "./run-store.js";

/** How many pages of posts the sync under way has read; 0 while it has read none, or none is under way. */
export async function countPages(app: AppContext, accountId: string): Promise<number> {
  const [row] = await selectProgressOf(app.db, [accountId]);
  return row?.progress?.pageCount ?? 0;
}
