import { describeAlert, isReadOnly } from "../lib/database-failures.js";
import type { Secret } from "../lib/secret.js";
import { type Database, openDatabase } from "./db.js";
import { createHealthCheck } from "./health-check.js";
import { type Ask, type Asker, ReadPool } from "./read-pool.js";
import type { Reader } from "./reads.js";
import { drizzleThatWrites } from "./writing.js";

/** The connections of one process, parted so that none of these waits for another. */
export interface Pools {
  /** What reads the feed and the lists. */
  reads: ReadPool;
  /** Jobs, and whatever writes: a fresh token is written however many read. */
  jobs: Database;
  /** Who calls, and sign-in: short statements with which requests begin. */
  lookups: Database;
  /** `ready`, or what the database cannot do at the moment. */
  health(): Promise<string>;
  close(): Promise<void>;
}

/** With one each for health and signals 17 a process: five processes fit into the 97 that Postgres gives by default. */
const SIZES = { reads: 8, jobs: 5, lookups: 2 };
const RENEWED_EVERY_MS = 5_000;
/** How long a failed write is told. */
const TOLD_MS = 15_000;

export function openPools(url: Secret, applicationName: string): Pools {
  const open = (max: number) => openDatabase(url, { max, applicationName });
  const check = createHealthCheck(() => open(1));
  const reads = new ReadPool(() => open(1), SIZES.reads);
  let [renewedMs, fullMs] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];

  // Connections to a primary that has become a replica would stay with it for an hour.
  const renew = () => {
    if (performance.now() - renewedMs < RENEWED_EVERY_MS) return;
    renewedMs = performance.now();
    reads.renew();
    jobs.renew();
    lookups.renew();
  };
  const failed = (error: unknown) => {
    if (isReadOnly(error)) renew();
    if (describeAlert(error) === "full") fullMs = performance.now();
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
      // Reading tells nothing of this.
      return found === "ready" && performance.now() - fullMs < TOLD_MS ? "full" : found;
    },
    async close() {
      await Promise.all([reads, jobs, lookups, check].map((pool) => pool.close()));
    },
  };
}

interface Writing extends Database {
  /** From now on `db` goes over connections that are made anew; `sql` keeps those that it has for as long as they live. */
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

/** What the server itself reads, beside any request. */
const SERVER: Asker = { caller: "server", statementMs: 15_000, isStranger: false };

export function serverReader({ reads }: Pools): Reader {
  return { pool: reads, run: <T>(ask: Ask) => reads.ask(ask, SERVER).rows as Promise<T[]> };
}
