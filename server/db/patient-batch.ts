import { setTimeout as sleep, setImmediate as soon } from "node:timers/promises";
import { SECOND_MS } from "../lib/clock.js";
import { ApiError } from "../lib/errors.js";

/** Unknown keys per second before all keys are delayed. */
const MISSES_MAX = 20;
/** How long keys are then collected. */
const PATIENCE_MS = 250;
const KEYS_MAX = 1_000;

export interface PatientBatch<V> {
  /** @throws {ApiError} SERVICE_UNAVAILABLE while too many keys wait */
  load(key: string): Promise<V | null>;
}

/** After many unknown keys it collects for a quarter of a second: guessing costs four statements a second. */
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
