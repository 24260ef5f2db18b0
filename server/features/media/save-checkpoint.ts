import type { World } from "../../app-context.js";
import type { Place } from "./paginate.js";
import { extendSweep, upsertSweep } from "./store.js";

/**
 * Keeps how far a sweep has come, where there is more to read; `kept` are the ids that were kept before. Only what is new is
 * sent: ten thousand ids with each of a hundred pages would take longer than the posts.
 */
export async function keepSweep(
  world: World,
  accountId: string,
  { place: { next, ids, pageCount, isUnsure }, kept }: { place: Place; kept: ReadonlySet<string> },
): Promise<void> {
  if (next === null) return;
  const sweep = { accountId, savedAt: world.clock.now(), next, pageCount, isUnsure };
  const added = [...ids].filter((id) => !kept.has(id));
  const isMore = kept.size > 0 && added.length === ids.size - kept.size;
  if (isMore && (await extendSweep(world.db, { ...sweep, ids: added }))) return;
  await upsertSweep(world.db, { ...sweep, ids: [...ids] });
}
