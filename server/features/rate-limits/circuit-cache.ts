import type { Db } from "../../db/db.js";
import type { CircuitRow } from "../../db/schema/rate-limits.js";
import { type Clock, SECOND_MS } from "../../lib/clock.js";
import { createGatheredBatch } from "../../lib/gathered-batch.js";
import { selectCircuits } from "./store.js";

/** The rows of circuits, for what calls often. Another process's decision may reach it a second late, its own never. */
export interface CircuitCache {
  read(scopeKeys: readonly string[]): Promise<CircuitRow[]>;
  clear(): void;
}

const FRESH_MS = SECOND_MS;
const KEYS_MAX = 10_000;
const READS_MAX = 100;

interface Known {
  row: CircuitRow | null;
  readMs: number;
  at: Date;
}

/**
 * Stores for a second that nothing is blocked or suspected, which is nearly always so. Whatever is blocked is read each
 * time, so that its end and its probe are as exact as the database.
 */
export function createCircuitCache(db: Db, clock: Clock): CircuitCache {
  let known = new Map<string, Known>();
  const readMany = createGatheredBatch(
    async (requests: readonly (readonly string[])[]) => {
      const cache = known;
      const keys = new Set(requests.flat());
      const fresh = { readMs: performance.now(), at: clock.now() };
      const rows = new Map((await selectCircuits(db, [...keys])).map((row) => [row.scopeKey, row]));
      if (cache.size > KEYS_MAX) cache.clear();
      for (const key of keys) {
        const row = rows.get(key) ?? null;
        if (isQuiet(row)) cache.set(key, { row, ...fresh });
        else cache.delete(key);
      }
      return requests.map((keys) => keys.flatMap((key) => rows.get(key) ?? []));
    },
    { itemsMax: READS_MAX },
  );
  const recall = (key: string): Known | null => {
    const found = known.get(key);
    if (!found || performance.now() - found.readMs > FRESH_MS) return null;
    return Math.abs(clock.now().getTime() - found.at.getTime()) > FRESH_MS ? null : found;
  };
  return {
    async read(scopeKeys) {
      const found = scopeKeys.map(recall);
      const lacking = scopeKeys.filter((_, n) => !found[n]);
      const rows = found.flatMap((one) => one?.row ?? []);
      return lacking.length === 0 ? rows : [...rows, ...(await readMany(lacking))];
    },
    clear() {
      // A read that is under way fills the old one.
      known = new Map();
    },
  };
}

function isQuiet(row: CircuitRow | null): boolean {
  return row === null || ((row.since === null || row.closedAt !== null) && row.revocationSuspectedAt === null);
}
