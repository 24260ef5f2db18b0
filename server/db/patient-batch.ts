import { setTimeout as sleep, setImmediate as soon } from "node:timers/promises";
import { SECOND_MS } from "../lib/clock.js";
import { ApiError } from "../lib/errors.js";

/** So many keys that are not there may be asked for in a second before all have patience. */
const MISSES_MAX = 20;
/** How long keys are gathered then. */
const PATIENCE_MS = 250;
const KEYS_MAX = 1_000;

export interface PatientBatch<V> {
  /** @throws {ApiError} SERVICE_UNAVAILABLE while too many wait */
  load(key: string): Promise<V | null>;
}

/**
 * Loads values by key, all that are asked for together in one statement. While many guesses are wrong, keys are gathered
 * for a quarter of a second: guesses then cost four statements a second, however many they are, and a good key waits
 * that long and is never refused for them.
 */
export function createPatientBatch<V>(
  read: (keys: string[]) => Promise<ReadonlyMap<string, V>>,
  { missesMax = MISSES_MAX, patienceMs = PATIENCE_MS, keysMax = KEYS_MAX } = {},
): PatientBatch<V> {
  let gathering: { keys: Set<string>; values: Promise<ReadonlyMap<string, V>> } | null = null;
  let missCount = 0;
  let sinceMs = 0;

  const gather = () => {
    const keys = new Set<string>();
    const readAll = async () => {
      if (performance.now() - sinceMs > SECOND_MS) {
        sinceMs = performance.now();
        missCount = 0;
      }
      await (missCount < missesMax ? soon() : sleep(patienceMs));
      gathering = null;
      const values = await read([...keys]);
      missCount += keys.size - values.size;
      return values;
    };
    return { keys, values: readAll() };
  };

  return {
    async load(key) {
      gathering ??= gather();
      const { keys, values } = gathering;
      if (keys.size >= keysMax && !keys.has(key)) {
        throw new ApiError("SERVICE_UNAVAILABLE", "Too many credentials are being looked up.", { retryAfterS: 1 });
      }
      keys.add(key);
      return (await values).get(key) ?? null;
    },
  };
}
