import { setTimeout as sleep } from "node:timers/promises";
import { type AppContext, perProcess } from "../../app-context.js";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { updateLastUsed } from "./store.js";

/** The precision of the last use. */
export const USE_RECORDED_EVERY_MS = MINUTE_MS;
/** How long uses are collected for one statement. */
const GATHERED_MS = SECOND_MS;

/**
 * Records a use in the background, all keys of a second in one statement. A crash may lose that second. Records nothing while
 * too many background tasks run.
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

/** This process's unwritten uses by key. */
const usesOf = perProcess(() => new Map<string, Date>());
