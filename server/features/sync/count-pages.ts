import type { World } from "../../app-context.js";
import { selectProgressOf } from "./run-store.js";

/** How many pages of posts the sync under way has read; 0 while it has read none, or none is under way. */
export async function countPages(world: World, accountId: string): Promise<number> {
  const [row] = await selectProgressOf(world.db, [accountId]);
  return row?.progress?.pageCount ?? 0;
}
