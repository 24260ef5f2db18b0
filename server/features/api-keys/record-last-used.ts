import { setTimeout as sleep } from "node:timers/promises";
import { type AppContext, perProcess } from "../../app-context.js";
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
  const gathered = usesOf(app);
  const isWaiting = gathered.size > 0;
  gathered.set(keyId, at);
  if (isWaiting) return;
  const isStarted = app.background.start("key use", async (signal) => {
    await sleep(GATHERED_MS, undefined, { signal }).catch(() => undefined);
    const uses = new Map(gathered);
    gathered.clear();
    await updateLastUsed(app.db, uses);
  });
  if (!isStarted) gathered.clear();
}

/** Uses that this process has not written yet, by key. */
const usesOf = perProcess(() => new Map<string, Date>());
