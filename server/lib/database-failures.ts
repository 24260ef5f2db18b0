import { ApiError } from "./errors.js";

/** Looks through wrapping errors. A failed `fetch` or a client's connection never counts. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (const at of chainOf(error)) {
    if (at instanceof ApiError || at instanceof TypeError) return false;
    const code = "code" in at ? String(at.code) : "";
    if (UNREACHABLE.test(code)) return true;
    if (at.name === "PostgresError" && (UNWILLING.test(code) || isPoolers(code, at.message))) return true;
  }
  return false;
}

/** Without failures of a single statement: lock timeouts and serialization conflicts. */
export function isOutage(error: unknown): boolean {
  return isDatabaseUnavailable(error) && !/^(55P03|40001|40P01)$/.test(stateOf(error));
}

/** After Postgres's limit of 15 s. */
export function isStatementTimeout(error: unknown): boolean {
  return stateOf(error) === "57014";
}

export function isReadOnly(error: unknown): boolean {
  return stateOf(error) === "25006";
}

export function isWorthAnother(error: unknown): boolean {
  return /^40(001|P01)$/.test(stateOf(error));
}

/** True if Postgres cannot store a client's value: U+0000 in a text, or an instant out of range. */
export function isInvalidValue(error: unknown): boolean {
  return /^(22021|22P05|22003|22007|22008)$/.test(stateOf(error));
}

/** In one or two words; `away` if it does not respond. */
export function describeFailure(error: unknown): string {
  const state = stateOf(error);
  return OUTAGES.find(([states]) => states.test(state))?.[1] ?? "away";
}

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

// Log-in refused, no such database, read-only, lock timeout, serialization conflict, failing disk.
const UNWILLING = /^(28P01|28000|3D000|25006|55P03|40001|40P01|58030)$/;

const OUTAGES: readonly [RegExp, string][] = [
  [/^25006$/, "read-only"],
  [/^53100$/, "full"],
  [/^53300$/, "without a free connection"],
  [/^53...$/, "without resources"],
  [/^28/, "refusing our log-in"],
  [/^3D000$/, "not there under this name"],
];

/** Poolers report their own errors under Postgres's code for internal errors. */
function isPoolers(code: string, message: string): boolean {
  return (
    code === "XX000" && /max clients|pool|tenant|server login|dbhandler|upstream|no (more )?connections/i.test(message)
  );
}
