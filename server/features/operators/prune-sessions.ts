import type { AppContext } from "../../app-context.js";
import { deleteExpiredSessions } from "./store.js";
import { pruneFailures } from "./throttle-sign-in.js";

/** Deletes the sessions that are over and the failed sign-ins that count no longer. */
export async function pruneSessions(app: AppContext): Promise<number> {
  return (await deleteExpiredSessions(app.db, app.clock.now())) + (await pruneFailures(app));
}
