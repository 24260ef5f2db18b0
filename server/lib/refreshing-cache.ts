export interface RefreshingCache<V> {
  /** Null if absent. A value is never older than `lifeMs`. */
  get(key: string): Promise<V | null>;
  /** Running loads start again. */
  clear(): void;
}

export interface CacheLimits {
  lifeMs: number;
  valuesMax: number;
  /** The capacity for absent keys: guesses must neither evict values nor cost a statement each. */
  absentMax: number;
  nowMs?: () => number;
}

interface Entry<V> {
  value: Promise<V | null>;
  loadedMs: number;
  isRefreshing: boolean;
}

/** Reloads a value in the background in the second half of its life. `load` receives the old value. */
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
      // The value expires; the next caller gets the error.
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

function put<V>(map: Map<string, V>, { key, value, max }: { key: string; value: V; max: number }): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= max) break;
    map.delete(oldest);
  }
}
