import type { Logger } from "pino";
import { describeFailure, isReadOnly } from "../lib/database-failures.js";
import type { Secret } from "../lib/secret.js";
import type { ContentSignals } from "./content-signals.js";
import { type Database, openDatabase } from "./db.js";
import { createHealthCheck } from "./health-check.js";
import { type Asker, ReadPool, type ReadRequest } from "./read-pool.js";
import type { Reader } from "./reads.js";
import { Replica } from "./replica.js";
import { drizzleThatWrites } from "./writing.js";

/** Separate, so that none waits for another. */
export interface Pools {
  reads: ReadPool;
  /** For jobs and writes: reads never delay the write of a refreshed token. */
  jobs: Database;
  /** For authentication and sign-in: the short statements at the start of a request. */
  lookups: Database;
  /** `ready`, or what the database cannot do. */
  health(): Promise<string>;
  close(): Promise<void>;
}

/** 17 a process, with one each for health and pub/sub: five processes fit into Postgres's default of 97. */
const SIZES = { reads: 8, jobs: 5, lookups: 2 };
const RENEWED_EVERY_MS = 5_000;
/** How long a failed write is reported. */
const REPORTED_MS = 15_000;

export function openPools(url: Secret, applicationName: string): Pools {
  const open = (max: number) => openDatabase(url, { max, applicationName });
  const check = createHealthCheck(() => open(1));
  const reads = new ReadPool(() => open(1), SIZES.reads);
  let [renewedMs, fullMs] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];

  // Otherwise connections to a primary that became a replica would live up to an hour.
  const renew = () => {
    if (performance.now() - renewedMs < RENEWED_EVERY_MS) return;
    renewedMs = performance.now();
    reads.renew();
    jobs.renew();
    lookups.renew();
  };
  const failed = (error: unknown) => {
    if (isReadOnly(error)) renew();
    if (describeFailure(error) === "full") fullMs = performance.now();
  };
  const jobs = writingPool(() => open(SIZES.jobs), failed);
  const lookups = writingPool(() => open(SIZES.lookups), failed);
  return {
    reads,
    jobs,
    lookups,
    async health() {
      const found = await check.look();
      if (found === "read-only") renew();
      // Reads do not notice a full disk.
      return found === "ready" && performance.now() - fullMs < REPORTED_MS ? "full" : found;
    },
    async close() {
      await Promise.all([reads, jobs, lookups, check].map((pool) => pool.close()));
    },
  };
}

/** Ten more connections: as many for reads again, and one to watch each server. */
export function openReplica(
  pools: Pools,
  {
    primaryUrl,
    url,
    applicationName,
    ...options
  }: ReplicaAddress & {
    lagMaxMs: number;
    content: ContentSignals;
    log: Logger;
  },
): Replica {
  const open = (url: Secret) => () => openDatabase(url, { max: 1, applicationName });
  return new Replica(pools.reads, {
    ...options,
    openPrimary: open(primaryUrl),
    openReplica: open(url),
    laneCount: SIZES.reads,
  });
}

interface ReplicaAddress {
  primaryUrl: Secret;
  url: Secret;
  applicationName: string;
}

interface Writing extends Database {
  /** Reconnects `db`; connections of `sql` live on to their end. */
  renew(): void;
}

function writingPool(open: () => Database, failed: (error: unknown) => void): Writing {
  const first = open();
  let current = first;
  return {
    db: drizzleThatWrites(() => current.sql, failed),
    sql: first.sql,
    renew() {
      if (current !== first) void current.close();
      current = open();
    },
    async close() {
      await Promise.all([...new Set([first, current])].map((database) => database.close()));
    },
  };
}

const SERVER: Asker = { caller: "server", statementMs: 15_000, isStranger: false };

export function serverReader({ reads }: Pools): Reader {
  return { pool: reads, run: <T>(request: ReadRequest) => reads.request(request, SERVER).rows as Promise<T[]> };
}
