import { connect } from "node:net";
import postgres from "postgres";
import type { Secret } from "../lib/secret.js";
import { databaseOptions } from "./database-options.js";
import { DatabaseSetupError } from "./database-setup-error.js";
import { databaseHost, readDatabaseUrl } from "./database-url.js";

export interface DatabaseFacts {
  /** A pooler: the next transaction may use another session. */
  isPooled: boolean;
  /** Postgres's own statement limit for this user; 0 means none. */
  statementTimeout: string;
}

const POSTGRES_VERSION_MIN = 15;

/**
 * Connects once, without session settings, and checks that this database can be used.
 * @throws {DatabaseSetupError} when it is older than Postgres 15, is not UTF8, is read-only, or lacks the required TLS
 */
export async function inspectDatabase(url: Secret): Promise<DatabaseFacts> {
  const options = databaseOptions(url, { applicationName: "darkroom-start" });
  await requireTls(url);
  const sql = postgres({ ...options, max: 1, prepare: false, fetch_types: false });
  try {
    const rows = await sql<Facts[]>`
      select pg_backend_pid() as pid, current_setting('server_version_num')::int as version,
        current_setting('server_encoding') as encoding, current_setting('transaction_read_only') = 'on' as "isReadOnly",
        current_setting('statement_timeout') as "statementTimeout", current_database() as name`;
    const [facts] = rows;
    requireVersion(facts?.version ?? 0);
    requireEncoding(facts?.encoding ?? "", facts?.name ?? "");
    if (facts?.isReadOnly) throw readOnly(url);
    // A pooler assigns its own process id to a client.
    const isPooled = readDatabaseUrl(url.reveal()).isPooled || rows.state.pid !== facts?.pid;
    return { isPooled, statementTimeout: facts?.statementTimeout ?? "0" };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

interface Facts {
  pid: number;
  version: number;
  encoding: string;
  isReadOnly: boolean;
  statementTimeout: string;
  name: string;
}

/** @throws {DatabaseSetupError} when `server_version_num`, such as 140011, is too old */
export function requireVersion(versionNumber: number): void {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= POSTGRES_VERSION_MIN) return;
  throw new DatabaseSetupError(
    `DATABASE_URL leads to Postgres ${major}; Darkroom needs ${POSTGRES_VERSION_MIN} or newer.`,
    {
      isSetting: true,
    },
  );
}

function requireEncoding(encoding: string, name: string): void {
  if (encoding === "UTF8") return;
  const plain = /^[\w-]+$/.test(name) ? name : "darkroom";
  throw new DatabaseSetupError(
    `The database "${name}" is encoded in ${encoding}, which cannot hold every caption; Darkroom needs UTF8. Make another one and name it in DATABASE_URL: createdb -E UTF8 -T template0 --locale=C.UTF-8 ${plain}_utf8`,
    { isSetting: true },
  );
}

function readOnly(url: Secret): DatabaseSetupError {
  return new DatabaseSetupError(
    `The database at ${databaseHost(url)} is read-only, but Darkroom must write. Set DATABASE_URL to the primary, or wait until this server is the primary.`,
    { isSetting: false },
  );
}

/** Sends postgres.js's TLS request, because postgres.js does not report a refusal. */
async function requireTls(url: Secret): Promise<void> {
  const { host, port, tls } = readDatabaseUrl(url.reveal());
  if (host.startsWith("/") || tls.isDirect || tls.mode === "disable" || tls.mode === "prefer") return;
  if ((await speaksTls(host || "localhost", port)) !== false) return;
  throw new DatabaseSetupError(
    `Postgres at ${databaseHost(url)} accepts no encrypted connections, but sslmode=${tls.mode} of DATABASE_URL requires them. Turn on ssl there, or use sslmode=disable in a safe network.`,
    { isSetting: true },
  );
}

const TLS_ANSWER_MS = 5_000;
/** @see PostgreSQL documentation, "Message Formats": SSLRequest */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

function speaksTls(host: string, port: number): Promise<boolean | null> {
  return new Promise((resolve) => {
    const end = (answer: boolean | null) => {
      socket.destroy();
      resolve(answer);
    };
    const socket = connect({ host, port, timeout: TLS_ANSWER_MS }, () => socket.write(SSL_REQUEST));
    socket.once("data", (bytes) => end(bytes[0] === 0x53));
    for (const event of ["timeout", "error", "close"]) socket.once(event, () => end(null));
  });
}
