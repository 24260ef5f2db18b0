import { InvalidSettingError } from "../lib/parse-setting.js";
import { Secret } from "../lib/secret.js";
import { type ParsedWords, parseWords } from "./database-words.js";

/** What a connection string says, in our own terms. */
export interface DatabaseAddress
  extends Pick<ParsedWords, "tls" | "connectTimeoutS" | "options" | "isPooled" | "notes"> {
  /** A name, an address without brackets, or the folder of a socket; empty: this machine. */
  host: string;
  port: number;
  user: string;
  password: Secret;
  database: string;
}

const SHAPE =
  "must be like postgres://user:password@host:5432/database; percent-encode the password: write # as %23, / as %2F, ? as %3F, @ as %40, % as %25";
// host, host:port, [::1]:port, an encoded folder of a socket; several of them with commas.
const REST = /^(?<hosts>[\w.\-~%,:[\]]*)(?:\/(?<database>[^/?#]*))?(?:\?(?<query>[^#]*))?$/;

/** Checks a connection string as libpq, Neon, Supabase and Prisma write it, and keeps it as it is. */
export function parseDatabaseUrl(text: string): Secret {
  readDatabaseUrl(text);
  return new Secret(text);
}

/**
 * Reads a connection string. A `#`, `/`, `?` or `@` in the password is understood without its code where it leaves no doubt.
 *
 * @throws {InvalidSettingError} with the rest of a sentence, which holds neither user nor password nor any value
 */
export function readDatabaseUrl(text: string): DatabaseAddress {
  const scheme = /^postgres(?:ql)?:\/\//.exec(text)?.[0];
  if (!scheme) throw new InvalidSettingError("must begin with postgres:// or postgresql://");
  const at = text.lastIndexOf("@");
  const login = at < 0 ? "" : text.slice(scheme.length, at);
  // An @ in a word of the query would make a password of the host.
  if (/\?(.*&)?\w+=/.test(login) && REST.test(login.split("@").at(-1) ?? "")) throw new InvalidSettingError(SHAPE);
  const rest = REST.exec(text.slice(at < 0 ? scheme.length : at + 1))?.groups;
  if (!rest) throw new InvalidSettingError(SHAPE);
  const words = parseWords(rest.query ?? "");
  const [user = "", ...password] = login.split(":");
  const { host, port } = oneHost(words.host ?? rest.hosts ?? "");
  const database = words.database ?? decode(rest.database ?? "");
  if (!database) throw new InvalidSettingError("must name a database after the host");
  return {
    ...words,
    host,
    port: words.port ?? port,
    user: words.user ?? decode(user),
    password: words.password ?? new Secret(decode(password.join(":"))),
    database,
  };
}

/** The same string, marked as one that leads to a pooler. */
export function markPooled(url: Secret): Secret {
  const text = url.reveal();
  return readDatabaseUrl(text).isPooled ? url : new Secret(`${text}${text.includes("?") ? "&" : "?"}pgbouncer=true`);
}

/** Where it leads, for people: without user, password and words. */
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
    // Told below.
  }
  throw new InvalidSettingError("must percent-encode user, password and database: write a % in them as %25");
}
