import { sql } from "drizzle-orm";
import type { Db } from "./db.js";
import type { BucketPart } from "./leases.js";

/** Whether the database spreads the rows of accounts over several machines, as `database distribute` makes it. */
export interface Distribution {
  /** False until `look` has found it. */
  readonly isOn: boolean;
  /** Call it at the start: servers are stopped while a database is distributed. */
  look(): Promise<void>;
  /**
   * Call it at the beginning of a transaction. A distributed Postgres refuses to change a table that each machine has after
   * it has read many machines at once; one after another it does.
   */
  prepare(transaction: Db): Promise<void>;
}

export function createDistribution(db: Db): Distribution {
  let isOn = false;
  return {
    get isOn() {
      return isOn;
    },
    async look() {
      const [found] = await db.execute<{ catalog: string | null }>(
        sql`select to_regclass('pg_dist_partition')::text as catalog`,
      );
      if (!found?.catalog) return;
      const [row] = await db.execute<{ isOn: boolean }>(sql`select exists (select from pg_dist_partition
        where logicalrelid = 'account_states'::regclass and partmethod = 'h') as "isOn"`);
      isOn = row?.isOn === true;
    },
    async prepare(transaction) {
      if (isOn) await transaction.execute(sql`select set_config('citus.multi_shard_modify_mode', 'sequential', true)`);
    },
  };
}

export interface DueRow {
  bucket: number;
  accountId: string;
}

/**
 * Claims rows of a distributed database, which locks rows on one machine only: those of one bucket after another. Each worker
 * begins at another one, so that two rarely want the same rows.
 */
export async function claimByBucket<T>(
  due: readonly DueRow[],
  claim: (part: BucketPart) => Promise<T[]>,
): Promise<T[]> {
  const parts = new Map<number, string[]>();
  for (const { bucket, accountId } of due) parts.set(bucket, [...(parts.get(bucket) ?? []), accountId]);
  const buckets = [...parts];
  const start = Math.floor(Math.random() * buckets.length);
  const claimed: T[] = [];
  for (const [bucket, accountIds] of [...buckets.slice(start), ...buckets.slice(0, start)]) {
    claimed.push(...(await claim({ bucket, accountIds })));
  }
  return claimed;
}
