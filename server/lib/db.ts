import { sql as query } from "drizzle-orm";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { DatabaseFault } from "./database-fault.js";
import { Refusal } from "./errors.js";
import { Secret } from "./secret.js";

/** The pool, or a transaction of it. There are no relational queries, so it carries no schema. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>;

export interface Database {
  db: Db;
  /** The client under `db`, for hand-written statements. drizzle has replaced its date parsers: timestamps come as text. */
  sql: postgres.Sql;
  /** Lets running statements end, 3 s at most. */
  close(): Promise<void>;
}

const POSTGRES_VERSION_MIN = 15;

/** Opens a pool of connections; nothing is connected before the first statement. */
export function openDatabase(url: Secret | string, options: { max?: number; applicationName?: string } = {}): Database {
  const sql = postgres(url instanceof Secret ? url.reveal() : url, {
    max: options.max ?? 10,
    connect_timeout: 5,
    // The default waits up to 20 s, in which every statement hangs although the database may be back.
    backoff: (attempt) => Math.min(attempt * 0.1, 1),
    onnotice: () => undefined,
    connection: {
      application_name: options.applicationName ?? "darkroom",
      TimeZone: "UTC",
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
  return { db: drizzle(sql), sql, close: () => sql.end({ timeout: 3 }) };
}

/**
 * Applies the migrations in `folder` that the database does not have yet.
 *
 * Safe to call from several processes at once: one works, the others wait for it, 2 minutes at most.
 *
 * @throws {DatabaseFault} when the database is older than Postgres 15
 */
export async function migrateDatabase(url: Secret | string, folder: string): Promise<void> {
  const { db, sql, close } = openDatabase(url, { max: 1, applicationName: "darkroom-migrate" });
  try {
    const [version] = await db.execute<{ number: string }>(
      query`select current_setting('server_version_num') as number`,
    );
    demandVersion(Number(version?.number));
    await db.execute(query`set statement_timeout = '2min'`);
    // Of the session, not of a transaction: drizzle opens its own. It ends with this one connection.
    await db.execute(query`select pg_advisory_lock(hashtext('darkroom migrations'))`);
    await db.execute(query`set statement_timeout = 0`); // A migration takes as long as the tables are large.
    await migrate(drizzle(sql), { migrationsFolder: folder });
  } finally {
    await close();
  }
}

/** @throws {DatabaseFault} when `server_version_num`, such as 140011, is that of a Postgres that is too old */
export function demandVersion(versionNumber: number): void {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= POSTGRES_VERSION_MIN) return;
  throw new DatabaseFault(`DATABASE_URL leads to Postgres ${major}; Darkroom needs ${POSTGRES_VERSION_MIN} or newer.`, {
    isSetting: true,
  });
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

/** Why the database of DATABASE_URL cannot be begun with, for whoever set it; null for what is no fault of theirs. */
export function databaseFault(error: unknown, url: Secret): DatabaseFault | null {
  if (error instanceof DatabaseFault) return error;
  const { host, pathname } = new URL(url.reveal());
  const name = decodeURIComponent(pathname.slice(1));
  const refused = `Postgres at ${host} does not accept the user or the password of DATABASE_URL. Correct them there.`;
  const says: Record<string, string> = {
    "28P01": refused,
    "28000": refused,
    "3D000": `Postgres at ${host} has no database "${name}". Make it (createdb ${name}), or correct DATABASE_URL.`,
    "42501": `The user of DATABASE_URL may not make tables in "${name}" at ${host}. Make that user the database's owner.`,
  };
  const sentence = says[stateOf(error)];
  if (sentence) return new DatabaseFault(sentence, { isSetting: true });
  if (!isDatabaseAway(error)) return null;
  return new DatabaseFault(
    `The database cannot be reached at ${host}. Start Postgres there, or correct the host and port of DATABASE_URL.`,
    { isSetting: false },
  );
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
