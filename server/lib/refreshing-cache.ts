export interface RefreshingCache<V> {
  /** Null where there is none. A value is as old as `lifeMs` at most. */
  get(key: string): Promise<V | null>;
  /** Forgets everything; what is being loaded is loaded again. */
  clear(): void;
}

export interface CacheLimits {
  /** How old a value may be, counted from before it was loaded. */
  lifeMs: number;
  valuesMax: number;
  /** The same for keys that have no value: guesses must neither push out what is there, nor cost a statement each. */
  absentMax: number;
  nowMs?: () => number;
}

interface Entry<V> {
  value: Promise<V | null>;
  loadedMs: number;
  isRefreshing: boolean;
}

/**
 * Values by key, for a while. One that is used in the second half of its life is loaded again in the background: who comes
 * often never waits for the database behind others. `load` is given the value that it replaces.
 */
export function createRefreshingCache<V>(
  load: (key: string, old: V | null) => Promise<V | null>,
  { lifeMs, valuesMax, absentMax, nowMs = () => performance.now() }: CacheLimits,
): RefreshingCache<V> {
  const entries = new Map<string, Entry<V>>();
  const absentUntil = new Map<string, number>();

  async function enter(key: string): Promise<V | null> {
    const entry: Entry<V> = { value: load(key, null), loadedMs: nowMs(), isRefreshing: false };
    put(entries, { key, value: entry, max: valuesMax });
    try {
      const value = await entry.value;
      if (value === null && entries.get(key) === entry) markAbsent(key, entry.loadedMs);
      return value;
    } catch (error) {
      if (entries.get(key) === entry) entries.delete(key);
      throw error;
    }
  }

  async function refresh(key: string, entry: Entry<V>): Promise<void> {
    entry.isRefreshing = true;
    const loadedMs = nowMs();
    try {
      const value = await load(key, await entry.value);
      if (entries.get(key) !== entry) return;
      if (value === null) markAbsent(key, loadedMs);
      else entries.set(key, { value: Promise.resolve(value), loadedMs, isRefreshing: false });
    } catch {
      // It runs out, and whoever comes then is told.
    }
  }

  function markAbsent(key: string, loadedMs: number): void {
    entries.delete(key);
    put(absentUntil, { key, value: loadedMs + lifeMs, max: absentMax });
  }

  return {
    async get(key) {
      const now = nowMs();
      if ((absentUntil.get(key) ?? 0) > now) return null;
      const found = entries.get(key);
      if (!found || now - found.loadedMs >= lifeMs) return await enter(key);
      if (!found.isRefreshing && now - found.loadedMs >= lifeMs / 2) void refresh(key, found);
      return await found.value;
    },
    clear() {
      entries.clear();
      absentUntil.clear();
    },
  };
}

/** The oldest make room. */
function put<V>(map: Map<string, V>, { key, value, max }: { key: string; value: V; max: number }): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= max) break;
    map.delete(oldest);
  }
}
