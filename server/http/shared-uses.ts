import { setTimeout as sleep } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { type AppContext, perProcess } from "../app-context.js";
import { publish } from "../db/pubsub.js";
import { SECOND_MS } from "../lib/clock.js";
import { hashOf, randomToken } from "../lib/id.js";
import { type CircuitState, createUseCounters, type RateLimit, type UseCounters } from "../lib/use-counters.js";

const USES_CHANNEL = "darkroom_uses";
const SENT_EVERY_MS = SECOND_MS;
/** A NOTIFY payload has at most 8,000 bytes; a counter takes about 25. */
const COUNTERS_MAX = 250;
const ID_LENGTH = 14;
const KEYS_MAX = 10_000;

/** The unit of a limit: an address, a secret key or an operator. */
export interface User {
  kind: "address" | "key";
  id: string;
}

/**
 * Counts one request in memory, without a statement. Processes exchange their counts once a second in one statement.
 * Without pub/sub, as behind a pooler, each process counts for itself.
 * @see decision 0035
 */
export function countUse(app: AppContext, user: User, limit: RateLimit): CircuitState {
  const shared = sharedBy(app);
  const used = shared.counters.add(keyOf(shared, user), limit, { nowMs: app.clock.now().getTime() });
  if (!shared.isTelling && shared.counters.hasUnsent()) sendCounts(app, shared);
  return used;
}

/** A hash costs more than all else of counting. */
function keyOf({ keys }: Shared, { kind, id }: User): string {
  const name = `${kind === "key" ? "k" : "a"}${id}`;
  let key = keys.get(name);
  if (key === undefined) {
    key = `${name.slice(0, 1)}${hashOf(id).slice(0, ID_LENGTH)}`;
    keys.set(name, key);
  }
  return key;
}

export function subscribeToUses(app: AppContext): void {
  sharedBy(app);
}

interface Shared {
  /** What users are called, of those who asked lately. */
  keys: LRUCache<string, string>;
  counters: UseCounters;
  name: string;
  isTelling: boolean;
}

function sendCounts(app: AppContext, shared: Shared): void {
  shared.isTelling = true;
  void app.background.run(async (signal) => {
    await sleep(SENT_EVERY_MS, undefined, { signal }).catch(() => undefined);
    shared.isTelling = false;
    if (signal.aborted) return;
    const counts = shared.counters.takeUnsent(COUNTERS_MAX).map(({ key, by }) => `${key}:${by}`);
    if (counts.length === 0) return;
    await publish(app.db, USES_CHANNEL, `${shared.name} ${counts.join(" ")}`).catch((error: unknown) => {
      app.log.debug({ err: error }, "uses not told to other processes");
    });
  });
}

function receive(app: AppContext, { counters, name }: Shared, payload: string): void {
  const [from, ...counts] = payload.split(" ");
  if (from === name) return;
  const nowMs = app.clock.now().getTime();
  const { rateLimit, rateLimitKeys } = app.config;
  for (const count of counts.slice(0, COUNTERS_MAX)) {
    const [key = "", by = ""] = count.split(":");
    const limit = key.startsWith("k") ? rateLimitKeys : rateLimit;
    if (limit && /^\d{1,9}$/.test(by)) counters.add(key, limit, { nowMs, by: Number(by), isRemote: true });
  }
}

const sharedBy = perProcess((app): Shared => {
  const keys = new LRUCache<string, string>({ max: KEYS_MAX });
  const shared = { keys, counters: createUseCounters(), name: randomToken().slice(0, 8), isTelling: false };
  app.pubsub.subscribe(USES_CHANNEL, { onMessage: (payload) => receive(app, shared, payload), onGap: () => undefined });
  return shared;
});
