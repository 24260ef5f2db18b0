import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { databaseOptions } from "./database-options.js";
import { Refusal } from "./errors.js";
import type { Secret } from "./secret.js";

/** The pool, or a transaction of it. There are no relational queries, so it carries no schema. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>;

export interface Database {
  db: Db;
  /** The client under `db`, for hand-written statements. drizzle has replaced its date parsers: timestamps come as text. */
  sql: postgres.Sql;
  /** Lets running statements end, 3 s at most. */
  close(): Promise<void>;
}

/** Of a connection of our own; behind a pooler the database user's settings say it. */
export const SESSION = { statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000 };

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

/**
 * Whether a statement failed because the database cannot be reached or takes no work at the moment, not because of the
 * statement. Looks through what wraps the error; a failed `fetch` or an answer to the client is never the database's.
 */
export function isDatabaseAway(error: unknown): boolean {
  let at = error;
  for (let depth = 0; depth < 10 && at instanceof Error; depth++) {
    if (at instanceof Refusal || at instanceof TypeError) return false;
    if ("code" in at && AWAY.test(String(at.code))) return true;
    at = at.cause;
  }
  return false;
}

/** Whether Postgres gave a statement up after its 15 s. */
export function isDatabaseSlow(error: unknown): boolean {
  return stateOf(error) === "57014";
}

/** Whether a value that a client gave is none that Postgres can hold: U+0000 in a text, an instant out of all bounds. */
export function isValueImpossible(error: unknown): boolean {
  return /^(22021|22P05|22003|22007|22008)$/.test(stateOf(error));
}

/** The SQLSTATE of the Postgres error that `error` is or wraps; empty when it is none. */
function stateOf(error: unknown): string {
  let at = error;
  for (let depth = 0; depth < 10 && at instanceof Error; depth++) {
    if (at.name === "PostgresError" && "code" in at) return String(at.code);
    at = at.cause;
  }
  return "";
}

// Sockets; postgres.js; SQLSTATE: connection failures, shutdown, starting up, too many connections.
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECT(ION)?_(TIMEOUT|CLOSED|ENDED|DESTROYED)|08...|57P0[1235]|53300)$/;
