import { DAY_MS, MINUTE_MS } from "../lib/clock.js";
import { hashOf } from "../lib/id.js";
import type { Viewer } from "../viewer.js";
import type { World } from "../world.js";
import { selectSession, updateSession } from "./store.js";

/** A session ends when it is not used for this long … */
export const SESSION_IDLE_MS = 7 * DAY_MS;
/** … and in any case after this long. */
export const SESSION_LIFE_MS = 30 * DAY_MS;
const SEEN_EVERY_MS = MINUTE_MS;

/**
 * Who holds this session; null when it is over. One indexed read on each request, so that a session that is ended here is
 * over in every process at once. Its end moves on with use, written at most once a minute.
 */
export async function readSession(world: World, token: string): Promise<Operator | null> {
  const now = world.clock.now();
  const session = await selectSession(world.db, hashOf(token), now);
  if (!session) return null;
  if (now.getTime() - session.lastSeenAt.getTime() >= SEEN_EVERY_MS) {
    const latest = session.createdAt.getTime() + SESSION_LIFE_MS;
    const expiresAt = new Date(Math.min(now.getTime() + SESSION_IDLE_MS, latest));
    world.background.start("session seen", () => updateSession(world.db, session.hash, { lastSeenAt: now, expiresAt }));
  }
  return { kind: "OPERATOR", operatorId: session.operatorId, byHeader: false };
}

type Operator = Extract<Viewer, { kind: "OPERATOR" }>;
