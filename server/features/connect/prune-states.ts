import type { World } from "../../app-context.js";
import { deleteInBatches } from "../../db/delete-in-batches.js";
import { deleteStates } from "./state-store.js";

/** Deletes the handshakes that nobody can finish any more. */
export async function pruneStates(world: World, signal: AbortSignal): Promise<number> {
  const now = world.clock.now();
  return await deleteInBatches(signal, (limit) => deleteStates(world.db, now, limit));
}
