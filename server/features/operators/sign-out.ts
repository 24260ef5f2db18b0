import type { AppContext } from "../../app-context.js";
import { hashOf } from "../../lib/id.js";
import { deleteSession, deleteSessionsOf, selectSession } from "./store.js";

/** Ends a session, or with `everywhere` all of its operator's. No effect on an expired one. */
export async function signOut(app: AppContext, token: string, { everywhere }: { everywhere: boolean }): Promise<void> {
  const hash = hashOf(token);
  const session = everywhere ? await selectSession(app.db, hash, app.clock.now()) : null;
  if (session) await deleteSessionsOf(app.db, session.operatorId);
  await deleteSession(app.db, hash);
}
