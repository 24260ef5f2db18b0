import { setTimeout as sleep } from "node:timers/promises";
import { type AppContext, perProcess } from "../app-context.js";
import { publish } from "../db/pubsub.js";
import { SECOND_MS } from "../lib/clock.js";
import { hashOf, randomToken } from "../lib/id.js";
import { type CircuitState, createUseCounters, type RateLimit, type UseCounters } from "../lib/use-counters.js";

const USES_CHANNEL = "darkroom_uses";
const SAID_EVERY_MS = SECOND_MS;
/** Postgres takes 8,000 bytes in one word; a counter takes some 25. */
const SAID_MAX = 250;
const ID_LENGTH = 14;

/** Whom a limit counts: an address, or whoever holds a secret key or is an operator. */
export interface User {
  kind: "address" | "key";
  id: string;
}

/**
 * Counts one request, in memory: it costs no statement. Processes tell each other once a second what they counted, in one
 * statement, while there is something to tell. Where words do not pass, as behind a pooler, each counts for itself.
 *
 * @see decision 0035
 */
export function countUse(app: AppContext, { kind, id }: User, limit: RateLimit): CircuitState {
  const shared = sharedBy(app);
  const key = `${kind === "key" ? "k" : "a"}${hashOf(id).slice(0, ID_LENGTH)}`;
  const used = shared.counters.add(key, limit, { nowMs: app.clock.now().getTime() });
  if (!shared.isTelling && shared.counters.hasAlerts()) tellOthers(app, shared);
  return used;
}

/** From now on hears what other processes count. */
export function hearUses(app: AppContext): void {
  sharedBy(app);
}

interface Shared {
  counters: UseCounters;
  /** Who this process is among those that hear it; it hears itself too. */
  name: string;
  isTelling: boolean;
}

function tellOthers(app: AppContext, shared: Shared): void {
  shared.isTelling = true;
  void app.background.run(async (signal) => {
    await sleep(SAID_EVERY_MS, undefined, { signal }).catch(() => undefined);
    shared.isTelling = false;
    if (signal.aborted) return;
    const said = shared.counters.takeAlerts(SAID_MAX).map(({ key, by }) => `${key}:${by}`);
    if (said.length === 0) return;
    await publish(app.db, USES_CHANNEL, `${shared.name} ${said.join(" ")}`).catch((error: unknown) => {
      app.log.debug({ err: error }, "uses not told to other processes");
    });
  });
}

function hear(app: AppContext, { counters, name }: Shared, payload: string): void {
  const [from, ...said] = payload.split(" ");
  if (from === name) return;
  const nowMs = app.clock.now().getTime();
  const { rateLimit, rateLimitKeys } = app.config;
  for (const word of said.slice(0, SAID_MAX)) {
    const [key = "", by = ""] = word.split(":");
    const limit = key.startsWith("k") ? rateLimitKeys : rateLimit;
    if (limit && /^\d{1,9}$/.test(by)) counters.add(key, limit, { nowMs, by: Number(by), isHeard: true });
  }
}

/** What this process counts. */
const sharedBy = perProcess((app): Shared => {
  const shared = { counters: createUseCounters(), name: randomToken().slice(0, 8), isTelling: false };
  // What was missed is counted too little, which the next second mends.
  app.pubsub.hear(USES_CHANNEL, { heard: (payload) => hear(app, shared, payload), missed: () => undefined });
  return shared;
});
