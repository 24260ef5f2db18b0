import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Secret } from "../lib/secret.js";
import { databaseOptions } from "./database-options.js";

/** The pool, or a transaction of it. There are no relational queries, so it carries no schema. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>;

export interface Database {
  db: Db;
  /** The client under `db`, for hand-written statements. drizzle has replaced its date parsers: timestamps come as text. */
  sql: postgres.Sql;
  /** Lets running statements end, 3 s at most. */
  close(): Promise<void>;
}

/**
 * Of a connection of our own; behind a pooler the database user's settings say it. A statement has one process of Postgres:
 * with helpers, two counts of all posts would take six shares of the processors from everybody else's small statements.
 */
export const SESSION = {
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 30_000,
  max_parallel_workers_per_gather: "0",
};

/** Opens a pool of connections; nothing is connected before the first statement. */
export function openDatabase(url: Secret | string, options: { max?: number; applicationName?: string } = {}): Database {
  const sql = postgres({
    ...databaseOptions(url, { applicationName: options.applicationName ?? "darkroom", session: SESSION }),
    max: options.max ?? 10,
    // The default waits up to 20 s, in which every statement hangs although the database may be back.
    backoff: (attempt) => Math.min(attempt * 0.1, 1),
  });
  return { db: drizzle(sql), sql, close: () => sql.end({ timeout: 3 }) };
}
