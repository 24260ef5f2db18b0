import type { World } from "../world.js";
import { deleteStates } from "./store.js";

/** Deletes the handshakes that nobody can finish any more. */
export async function pruneStates(world: World): Promise<number> {
  return await deleteStates(world.db, world.clock.now());
}
