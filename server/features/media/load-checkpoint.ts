import type { World } from "../../app-context.js";
import { type MediaCursor, toCursor } from "../../instagram/cursor.js";
import { DAY_MS } from "../../lib/clock.js";
import { selectSweep } from "./store.js";

/** How far a sweep has come that was not ended. */
export interface OpenSweep {
  next: MediaCursor;
  ids: string[];
  pageCount: number;
  isUnsure: boolean;
}

/**
 * The sweep of an account that was cut off within the last day, by whichever process; null when there is none. An older one
 * counts for nothing: Instagram's cursors are not for keeping.
 *
 * @see instagram-platform, "Media", "Paging"
 */
export async function findSweep(world: World, accountId: string): Promise<OpenSweep | null> {
  const row = await selectSweep(world.db, accountId);
  const next = row && toCursor(row.next, world.config.instagram.graphUrl);
  if (!row || !next) return null;
  const ageMs = world.clock.now().getTime() - row.savedAt.getTime();
  return ageMs >= 0 && ageMs < DAY_MS ? { ...row, next } : null;
}
