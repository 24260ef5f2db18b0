import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Secret } from "../lib/secret.js";
import { databaseOptions } from "./database-options.js";

/** The pool, or a transaction of it. Without a schema, because relational queries are not used. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>;

export interface Database {
  db: Db;
  /** The client under `db`, for hand-written statements. Timestamps are text: drizzle replaces its date parsers. */
  sql: postgres.Sql;
  /** Waits for running statements, at most 3 s. */
  close(): Promise<void>;
}

/** Behind a pooler `limitPooledSessions` sets these. Parallel workers would slow everyone's small statements. */
export const SESSION = {
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 30_000,
  max_parallel_workers_per_gather: "0",
};

/** Drizzle over a transaction of hand-written statements, so that both kinds of functions can share it. */
export function drizzleOver(transaction: postgres.TransactionSql, { options }: postgres.Sql): Db {
  return drizzle(Object.assign(transaction, { options }) as unknown as postgres.Sql);
}

export function openDatabase(url: Secret | string, options: { max?: number; applicationName?: string } = {}): Database {
  const sql = postgres({
    ...databaseOptions(url, { applicationName: options.applicationName ?? "darkroom", session: SESSION }),
    max: options.max ?? 10,
    // The default waits up to 20 s, during which every statement hangs although the database may be back.
    backoff: (attempt) => Math.min(attempt * 0.1, 1),
  });
  return { db: drizzle(sql), sql, close: () => sql.end({ timeout: 3 }) };
}
