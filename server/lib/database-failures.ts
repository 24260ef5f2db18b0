import { ApiError } from "./errors.js";

/**
 * Whether a statement failed because the database cannot be reached, or is there but takes no work at the moment, and not
 * because of the statement. Looks through what wraps the error; a failed `fetch` or an answer to the client is never the
 * database's.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (const at of chainOf(error)) {
    if (at instanceof ApiError || at instanceof TypeError) return false;
    const code = "code" in at ? String(at.code) : "";
    if (UNREACHABLE.test(code)) return true;
    if (at.name === "PostgresError" && (UNWILLING.test(code) || isPoolers(code, at.message))) return true;
  }
  return false;
}

/** The same, but for what hinders one statement only: a lock that it did not get, transactions in each other's way. */
export function isOutage(error: unknown): boolean {
  return isDatabaseUnavailable(error) && !/^(55P03|40001|40P01)$/.test(stateOf(error));
}

/** Whether Postgres gave a statement up after its 15 s. */
export function isStatementTimeout(error: unknown): boolean {
  return stateOf(error) === "57014";
}

/** Whether the database reads but does not write, as one that a fail-over has left behind. */
export function isReadOnly(error: unknown): boolean {
  return stateOf(error) === "25006";
}

/** Whether two transactions hindered each other, so that the same work may succeed a moment later. */
export function isWorthAnother(error: unknown): boolean {
  return /^40(001|P01)$/.test(stateOf(error));
}

/** Whether a value that a client gave is none that Postgres can hold: U+0000 in a text, an instant out of all bounds. */
export function isInvalidValue(error: unknown): boolean {
  return /^(22021|22P05|22003|22007|22008)$/.test(stateOf(error));
}

/** What the database cannot do, in a word or two; `away` where it does not even answer. */
export function describeAlert(error: unknown): string {
  const state = stateOf(error);
  return OUTAGES.find(([states]) => states.test(state))?.[1] ?? "away";
}

/** The SQLSTATE of the Postgres error that `error` is or wraps; empty when it is none. */
function stateOf(error: unknown): string {
  for (const at of chainOf(error)) if (at.name === "PostgresError" && "code" in at) return String(at.code);
  return "";
}

function* chainOf(error: unknown): Iterable<Error> {
  let at = error;
  for (let depth = 0; depth < 10 && at instanceof Error; depth++) {
    yield at;
    at = at.cause;
  }
}

// Sockets; postgres.js; SQLSTATE: connection failures, shutdown, starting up, too many connections.
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECT(ION)?_(TIMEOUT|CLOSED|ENDED|DESTROYED)|08...|57P0.|53...)$/;

// No log-in, no database, read-only, a lock that is not to be had, transactions that hinder each other, a failing disk.
const UNWILLING = /^(28P01|28000|3D000|25006|55P03|40001|40P01|58030)$/;

const OUTAGES: readonly [RegExp, string][] = [
  [/^25006$/, "read-only"],
  [/^53100$/, "full"],
  [/^53300$/, "without a free connection"],
  [/^53...$/, "without resources"],
  [/^28/, "refusing our log-in"],
  [/^3D000$/, "not there under this name"],
];

/** Poolers tell their own troubles under the number of Postgres' inner errors. */
function isPoolers(code: string, message: string): boolean {
  return (
    code === "XX000" && /max clients|pool|tenant|server login|dbhandler|upstream|no (more )?connections/i.test(message)
  );
}
