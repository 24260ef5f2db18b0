import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ConnectionOptions, checkServerIdentity } from "node:tls";
import type postgres from "postgres";
import { Secret } from "../lib/secret.js";
import type { TlsInput } from "./connection-parameters.js";
import { DatabaseSetupError } from "./database-setup-error.js";
import { type DatabaseAddress, readDatabaseUrl } from "./database-url.js";

type Options = postgres.Options<Record<string, never>>;

/** Session settings of a direct connection. A pooler shares sessions, and PgBouncer rejects them. */
export interface SessionSettings {
  statement_timeout: number;
  idle_in_transaction_session_timeout: number;
  /** A text, because postgres.js omits a zero. */
  max_parallel_workers_per_gather: string;
}

const CONNECT_TIMEOUT_S = 5;
/** Socket folders of Debian and Red Hat, and Postgres's own default. */
const SOCKET_FOLDERS = ["/var/run/postgresql", "/run/postgresql", "/tmp"];

/**
 * The postgres.js options of a connection string. Reads certificate files.
 * @throws {DatabaseSetupError} when a certificate file cannot be read
 */
export function databaseOptions(
  url: Secret | string,
  { applicationName, session }: { applicationName: string; session?: SessionSettings },
): Options {
  const address = readDatabaseUrl(url instanceof Secret ? url.reveal() : url);
  const { user, password, database, options, isPooled, connectTimeoutS } = address;
  return {
    ...encryptionContext(address),
    ...(user ? { user } : {}),
    pass: password.reveal(),
    database,
    ssl: tlsOptions(address.host, address.tls),
    sslnegotiation: address.tls.isDirect ? "direct" : null,
    connect_timeout: connectTimeoutS ?? CONNECT_TIMEOUT_S,
    prepare: !isPooled,
    onnotice: () => undefined,
    connection: {
      application_name: applicationName,
      TimeZone: "UTC",
      ...(isPooled ? {} : session),
      ...(options === null ? {} : { options }),
    },
  } as Options;
}

/** postgres.js splits an IPv6 address at its colons, except inside an array. */
function encryptionContext({ host, port }: DatabaseAddress): object {
  const folder = host === "" ? SOCKET_FOLDERS.find((folder) => existsSync(socketIn(folder, port))) : host;
  if (folder?.startsWith("/")) return { path: socketIn(folder, port), host: [host || "localhost"], port: [port] };
  return { host: [host || "localhost"], port: [port] };
}

function socketIn(folder: string, port: number): string {
  return join(folder, `.s.PGSQL.${port}`);
}

function tlsOptions(host: string, tls: TlsInput): false | "prefer" | ConnectionOptions {
  if (tls.mode === "disable" || host.startsWith("/")) return false;
  if (tls.mode === "prefer") return "prefer";
  const { rootCertificate, certificate, key, keyPassword } = tls;
  return {
    rejectUnauthorized: tls.mode !== "require",
    // postgres.js sends no server name for an IP address; Node would then compare with "localhost".
    checkServerIdentity: (_, peer) => (tls.mode === "verify-full" ? checkServerIdentity(host, peer) : undefined),
    ...(rootCertificate && rootCertificate !== "system" ? { ca: read("sslrootcert", rootCertificate) } : {}),
    ...(certificate && key ? { cert: read("sslcert", certificate), key: read("sslkey", key) } : {}),
    ...(keyPassword ? { passphrase: keyPassword.reveal() } : {}),
  };
}

function read(word: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DatabaseSetupError(`The file that ${word} of DATABASE_URL names cannot be read (${code}): ${path}`, {
      isSetting: true,
    });
  }
}
