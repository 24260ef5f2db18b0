/** How often in how long. */
export interface RateLimit {
  max: number;
  windowMs: number;
}

/** Where somebody stands after a use. */
export interface CircuitState {
  /** Uses in this window, that one too. */
  count: number;
  /** Until the window ends. */
  resetMs: number;
}

interface Counter extends RateLimit {
  startedMs: number;
  count: number;
  /** Counted here, and not told to the other processes yet. */
  unsaid: number;
}

/** Some 200 bytes each: at most 4 MB. */
const COUNTERS_MAX = 20_000;
/** How many are looked at for one to let go of: more while all of them have used up their limit. */
const LOOKED_AT = 16;
const LOOKED_AT_MAX = 1_000;
/** The others hear of a counter once it has moved by this part of its limit: of who asks little they hear nothing. */
const SAID_PART = 50;

export interface UseCounters {
  /** Counts uses of `key`; a window begins with its first. With `isHeard` another process counted them. */
  add(key: string, limit: RateLimit, use: { nowMs: number; by?: number; isHeard?: boolean }): CircuitState;
  /** Whether the others should hear something. */
  hasAlerts(): boolean;
  /** What they should hear, at most `max` counters, and forgets that it is to be said. */
  takeAlerts(max: number): { key: string; by: number }[];
  size(): number;
}

/** Counts uses in fixed windows, in memory. Full, it lets go of who was counted least, never of the worst. */
export function createUseCounters(countersMax = COUNTERS_MAX): UseCounters {
  const counters = new Map<string, Counter>();
  const others = new Set<string>();

  const makeRoom = (nowMs: number) => {
    let least: [string, number] | null = null;
    let lookedAt = 0;
    for (const [key, counter] of take(counters, Math.min(counters.size, LOOKED_AT_MAX))) {
      counters.delete(key);
      if (isOver(counter, nowMs)) {
        others.delete(key);
        return;
      }
      // To the back, so that the next look is at others.
      counters.set(key, counter);
      const part = counter.count / counter.max;
      if (!least || part < least[1]) least = [key, part];
      if (++lookedAt >= LOOKED_AT && least[1] < 1) break;
    }
    if (!least) return;
    counters.delete(least[0]);
    others.delete(least[0]);
  };

  return {
    add(key, limit, { nowMs, by = 1, isHeard = false }) {
      let counter = counters.get(key);
      if (!counter || isOver(counter, nowMs)) {
        if (!counter && counters.size >= countersMax) makeRoom(nowMs);
        counter = { ...limit, startedMs: nowMs, count: 0, unsaid: 0 };
        counters.set(key, counter);
      }
      counter.count += by;
      if (!isHeard) counter.unsaid += by;
      if (counter.unsaid > 0 && counter.unsaid >= counter.max / SAID_PART) others.add(key);
      return { count: counter.count, resetMs: counter.startedMs + counter.windowMs - nowMs };
    },
    size: () => counters.size,
    hasAlerts: () => others.size > 0,
    takeAlerts(max) {
      return [...take(others, max)].flatMap(([key]) => {
        others.delete(key);
        const counter = counters.get(key);
        const by = counter?.unsaid ?? 0;
        if (counter) counter.unsaid = 0;
        return by > 0 ? [{ key, by }] : [];
      });
    },
  };
}

/** Also one that began later than this: the past of a clock turned back. */
function isOver({ startedMs, windowMs }: Counter, nowMs: number): boolean {
  return nowMs >= startedMs + windowMs || nowMs < startedMs;
}

function* take<K, V>(from: Map<K, V> | Set<K>, max: number): Generator<[K, V]> {
  let left = max;
  for (const entry of from.entries()) {
    if (left-- <= 0) return;
    yield entry as [K, V];
  }
}
