export interface RateLimit {
  max: number;
  windowMs: number;
}

export interface CircuitState {
  count: number;
  resetMs: number;
}

interface Counter extends RateLimit {
  startedMs: number;
  count: number;
  unsent: number;
}

/** About 200 bytes each: at most 4 MB. */
const COUNTERS_MAX = 20_000;
const LOOKED_AT = 16;
const LOOKED_AT_MAX = 1_000;
/** A counter is sent to the others after this fraction of its limit; rare callers are never sent. */
const SENT_PART = 50;

export interface UseCounters {
  /** Counts a use of `key`; its first use begins a window. `isHeard`: another process counted it. */
  add(key: string, limit: RateLimit, use: { nowMs: number; by?: number; isRemote?: boolean }): CircuitState;
  hasUnsent(): boolean;
  /** Returns at most `max` counts to send and marks them as sent. */
  takeUnsent(max: number): { key: string; by: number }[];
  size(): number;
}

/** Counts uses in fixed windows, in memory. At capacity it evicts the lowest count. */
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
      // Moves it to the end, so that the next eviction considers others.
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
    add(key, limit, { nowMs, by = 1, isRemote = false }) {
      let counter = counters.get(key);
      if (!counter || isOver(counter, nowMs)) {
        if (!counter && counters.size >= countersMax) makeRoom(nowMs);
        counter = { ...limit, startedMs: nowMs, count: 0, unsent: 0 };
        counters.set(key, counter);
      }
      counter.count += by;
      if (!isRemote) counter.unsent += by;
      if (counter.unsent > 0 && counter.unsent >= counter.max / SENT_PART) others.add(key);
      return { count: counter.count, resetMs: counter.startedMs + counter.windowMs - nowMs };
    },
    size: () => counters.size,
    hasUnsent: () => others.size > 0,
    takeUnsent(max) {
      return [...take(others, max)].flatMap(([key]) => {
        others.delete(key);
        const counter = counters.get(key);
        const by = counter?.unsent ?? 0;
        if (counter) counter.unsent = 0;
        return by > 0 ? [{ key, by }] : [];
      });
    },
  };
}

/** Also true for a window that begins in the future: the clock was turned back. */
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
