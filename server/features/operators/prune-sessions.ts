import type { World } from "../../app-context.js";
import { deleteExpiredSessions } from "./store.js";
import { pruneFailures } from "./throttle-sign-in.js";

/** Deletes the sessions that are over and the failed sign-ins that count no longer. */
export async function pruneSessions(world: World): Promise<number> {
  return (await deleteExpiredSessions(world.db, world.clock.now())) + (await pruneFailures(world));
}
