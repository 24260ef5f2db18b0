import { InvalidSettingError } from "../lib/parse-setting.js";
import { Secret } from "../lib/secret.js";
import { type ConnectionParameters, parseConnectionParameters } from "./connection-parameters.js";

export interface DatabaseAddress
  extends Pick<ConnectionParameters, "tls" | "connectTimeoutS" | "options" | "isPooled" | "notes"> {
  /** A host name, an address without brackets, or a socket folder; empty means localhost. */
  host: string;
  port: number;
  user: string;
  password: Secret;
  database: string;
}

const SHAPE =
  "must be like postgres://user:password@host:5432/database; percent-encode the password: write # as %23, / as %2F, ? as %3F, @ as %40, % as %25";
// host, host:port, [::1]:port, an encoded socket folder; several separated by commas.
const REST = /^(?<hosts>[\w.\-~%,:[\]]*)(?:\/(?<database>[^/?#]*))?(?:\?(?<query>[^#]*))?$/;

/** In the form of libpq, Neon, Supabase or Prisma; returns it unchanged. */
export function parseDatabaseUrl(text: string): Secret {
  readDatabaseUrl(text);
  return new Secret(text);
}

/**
 * Parses a connection string. Accepts an unencoded `#`, `/`, `?` or `@` in the password if it is unambiguous.
 * @throws {InvalidSettingError} with the rest of a sentence, which contains no user, password or value
 */
export function readDatabaseUrl(text: string): DatabaseAddress {
  const scheme = /^postgres(?:ql)?:\/\//.exec(text)?.[0];
  if (!scheme) throw new InvalidSettingError("must begin with postgres:// or postgresql://");
  const at = text.lastIndexOf("@");
  const login = at < 0 ? "" : text.slice(scheme.length, at);
  // An @ in a query value would turn the host into a password.
  if (/\?(.*&)?\w+=/.test(login) && REST.test(login.split("@").at(-1) ?? "")) throw new InvalidSettingError(SHAPE);
  const rest = REST.exec(text.slice(at < 0 ? scheme.length : at + 1))?.groups;
  if (!rest) throw new InvalidSettingError(SHAPE);
  const parameters = parseConnectionParameters(rest.query ?? "");
  const [user = "", ...password] = login.split(":");
  const { host, port } = oneHost(parameters.host ?? rest.hosts ?? "");
  const database = parameters.database ?? decode(rest.database ?? "");
  if (!database) throw new InvalidSettingError("must name a database after the host");
  return {
    ...parameters,
    host,
    port: parameters.port ?? port,
    user: parameters.user ?? decode(user),
    password: parameters.password ?? new Secret(decode(password.join(":"))),
    database,
  };
}

export function markPooled(url: Secret): Secret {
  const text = url.reveal();
  return readDatabaseUrl(text).isPooled ? url : new Secret(`${text}${text.includes("?") ? "&" : "?"}pgbouncer=true`);
}

export function databaseHost(url: Secret): string {
  const { host, port } = readDatabaseUrl(url.reveal());
  if (host === "" || host.startsWith("/")) return host || "a socket of this machine";
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function oneHost(hosts: string): { host: string; port: number } {
  if (hosts.includes(",")) {
    throw new InvalidSettingError(
      "must name one host: the primary's, or that of a proxy that always leads to the primary",
    );
  }
  const match = /^(?:\[(?<v6>[\da-fA-F:.]+)\]|(?<name>[^:[\]]*))(?::(?<port>\d{1,5}))?$/.exec(hosts)?.groups;
  const port = Number(match?.port ?? 5432);
  if (!match || port < 1 || port > 65_535) throw new InvalidSettingError(SHAPE);
  return { host: match.v6 ?? decode(match.name ?? ""), port };
}

function decode(text: string): string {
  try {
    const decoded = decodeURIComponent(text);
    if (!decoded.includes("\0")) return decoded;
  } catch {
    // Reported below.
  }
  throw new InvalidSettingError("must percent-encode user, password and database: write a % in them as %25");
}
