import { setTimeout as sleep } from "node:timers/promises";
import type { AppContext } from "../../app-context.js";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { updateLastUsed } from "./store.js";

/** How exactly the last use is known. */
export const USE_RECORDED_EVERY_MS = MINUTE_MS;
/** How long notes are gathered before one statement writes them all. */
const GATHERED_MS = SECOND_MS;

/**
 * Notes that a key was used: in the background, all keys of a second in one statement. A crash may lose that second; while
 * too much else is under way in the background nothing is noted.
 */
export function recordLastUsed(app: AppContext, keyId: string, at: Date): void {
  const gathered = gatheredBy.get(app.sql);
  if (gathered) {
    gathered.set(keyId, at);
    return;
  }
  const uses = new Map([[keyId, at]]);
  gatheredBy.set(app.sql, uses);
  const isStarted = app.background.start("key use", async (signal) => {
    await sleep(GATHERED_MS, undefined, { signal }).catch(() => undefined);
    gatheredBy.delete(app.sql);
    await updateLastUsed(app.db, uses);
  });
  if (!isStarted) gatheredBy.delete(app.sql);
}

/** Uses that this process has not written yet, by database. */
const gatheredBy = new WeakMap<object, Map<string, Date>>();
