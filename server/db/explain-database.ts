import { isDatabaseUnavailable } from "../lib/database-failures.js";
import type { Secret } from "../lib/secret.js";
import { DatabaseSetupError } from "./database-setup-error.js";
import { databaseHost, readDatabaseUrl } from "./database-url.js";

/** Explains why a database cannot be used: Postgres's message and SQLSTATE, and the next step. Null for other errors. */
export function databaseSetupError(error: unknown, url: Secret, setting = "DATABASE_URL"): DatabaseSetupError | null {
  if (error instanceof DatabaseSetupError) return error;
  const explained = explain(error, url);
  return (
    explained &&
    new DatabaseSetupError(explained.text.replaceAll("DATABASE_URL", setting), { isSetting: explained.isSetting })
  );
}

function explain(error: unknown, url: Secret): { text: string; isSetting: boolean } | null {
  const found = originOf(error);
  if (!found) return null;
  const place = databaseHost(url);
  const message = withoutPassword(found.message, url);
  if (!found.isPostgres) {
    const isSetting = OF_TLS.test(found.code);
    return { text: unreached(place, `${message} (${found.code})`), isSetting };
  }
  const isSetting = !MAY_PASS.test(found.code);
  const quoted = `"${message}" (SQLSTATE ${found.code})`;
  return { text: sentenceFor({ ...found, message, place, quoted }, url), isSetting };
}

const OF_TLS = /CERT|ERR_TLS|ERR_SSL|SASL|EPROTO|UNABLE_TO/;

/** SQLSTATEs that may pass without a changed setting: too many connections, disk full, starting, stopping. */
const MAY_PASS = /^(53...|57P0[1235]|0800[0136]|55P03|57014|40...|25006)$/;

interface Explanation {
  code: string;
  message: string;
  place: string;
  quoted: string;
}

function sentenceFor({ code, message, place, quoted }: Explanation, url: Secret): string {
  const { database } = readDatabaseUrl(url.reveal());
  if (/startup parameter/.test(message))
    return `The pooler at ${place} rejects ${quoted}. Remove options from DATABASE_URL, or connect to Postgres directly.`;
  const hint = /no encryption|SSL off|ssl.*required/i.test(message) ? " (it may want ?sslmode=require)" : "";
  switch (code) {
    case "28P01":
    case "28000":
      return `Postgres at ${place}, which says ${quoted}${hint}, does not accept the user or the password of DATABASE_URL. Correct them there.`;
    case "3D000":
      return `Postgres at ${place}, which says ${quoted}, has no database "${database}". Create it (createdb ${database}), or correct DATABASE_URL.`;
    case "42501":
      return `The user of DATABASE_URL may not create or use tables in "${database}" at ${place}: ${quoted}. Make that user the database's owner.`;
    case "55P03":
    case "57014":
      return `The database at ${place} did not respond in time: ${quoted}. Another start may still be changing its tables; try again.`;
    default:
      return `Postgres at ${place} cannot be used: ${quoted}. Correct this there or in DATABASE_URL.`;
  }
}

function unreached(place: string, why: string): string {
  if (OF_TLS.test(why))
    return `The encrypted connection to ${place} failed: ${why}. Correct sslmode, sslrootcert or the host of DATABASE_URL.`;
  return `The database cannot be reached at ${place}. Start Postgres there, or correct the host and port of DATABASE_URL. The cause: ${why}.`;
}

function originOf(error: unknown): { code: string; message: string; isPostgres: boolean } | null {
  let at = error;
  for (let depth = 0; depth < 10 && at instanceof Error; depth++) {
    if ("code" in at && typeof at.code === "string") {
      const isPostgres = at.name === "PostgresError";
      if (isPostgres || isDatabaseUnavailable(at) || isOfConnecting(at))
        return { code: at.code, message: messageOf(at), isPostgres };
    }
    at = at.cause;
  }
  return null;
}

/** Permanent failures that isDatabaseUnavailable excludes: certificates, and a missing socket. */
function isOfConnecting(error: Error & { code?: unknown }): boolean {
  const isSocket = "syscall" in error && error.syscall === "connect";
  return isSocket || OF_TLS.test(String(error.code));
}

/** If all addresses of a host fail, Node's combined message is empty. */
function messageOf(error: Error): string {
  const first = error instanceof AggregateError ? error.errors.find((one) => one instanceof Error) : null;
  return (error.message || first?.message || "no connection").replaceAll(/\s+/g, " ").slice(0, 500);
}

function withoutPassword(text: string, url: Secret): string {
  const password = readDatabaseUrl(url.reveal()).password.reveal();
  return password === "" ? text : text.replaceAll(password, "…");
}
