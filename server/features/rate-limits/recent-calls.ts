import type { CallName } from "../../instagram/types.js";
import { HOUR_MS } from "../../lib/clock.js";

export type CallKind = "OK" | "TRANSIENT" | "LOST" | "BLOCKED" | "OTHER";

export interface WindowCall {
  accountId: string | null;
  call: CallName;
  kind: CallKind;
  at: Date;
}

export interface CallWindow {
  record(request: object, call: WindowCall): void;
  /**
   * The incident that the calls since an instant show (an hour at most): an outage, a mass revocation with its start, or null.
   */
  detectIncident(now: Date, since: Date | null): Incident | null;
  isAppBlocked(now: Date, of: Pick<WindowCall, "accountId" | "call">): boolean;
}

export type Incident = { reason: "UNAVAILABLE" | "MASS_REVOCATION"; since: Date };

const CALLS_MAX = 50;
const CALLS_MIN = 10;
const SHARE = 0.3;
/** One or two failing accounts are not an outage. */
const OUTAGE_ACCOUNTS = 3;
const MASS_REVOCATION_ACCOUNTS = 5;

export function createCallWindow(): CallWindow {
  let calls: (WindowCall & { request: object })[] = [];
  return {
    record(request, call) {
      // Ignores calls from the future: the clock was turned back.
      const known = calls.filter((other) => other.request !== request && other.at <= call.at);
      calls = [...known, { ...call, request }].slice(-CALLS_MAX);
    },
    detectIncident(now, since) {
      const fromMs = Math.max(since?.getTime() ?? 0, now.getTime() - HOUR_MS);
      const recent = calls.filter(({ at }) => at.getTime() >= fromMs);
      return detectIncident(recent, now);
    },
    isAppBlocked(now, { accountId, call }) {
      const fromMs = now.getTime() - HOUR_MS;
      const alike = calls.filter((other) => other.call === call && other.at.getTime() >= fromMs);
      return isBlocked(alike, accountId);
    },
  };
}

export function isBlocked(calls: readonly WindowCall[], accountId: string | null): boolean {
  const lastOk = calls.findLastIndex((call) => call.kind === "OK" && call.accountId !== accountId);
  const blocked = calls.slice(lastOk + 1).filter(({ kind }) => kind === "BLOCKED");
  return lastOk === -1 || new Set(blocked.map((call) => call.accountId)).size >= 2;
}

export function detectIncident(calls: readonly WindowCall[], now: Date): Incident | null {
  if (calls.length < CALLS_MIN) return null;
  const lost = calls.filter(({ kind }) => kind === "LOST");
  const failed = calls.filter(({ kind }) => kind === "TRANSIENT");
  const isMass = (some: readonly WindowCall[], accounts: number) =>
    some.length >= SHARE * calls.length && new Set(some.map(({ accountId }) => accountId)).size >= accounts;
  if (isMass(lost, MASS_REVOCATION_ACCOUNTS)) return { reason: "MASS_REVOCATION", since: lost[0]?.at ?? now };
  return isMass(failed, OUTAGE_ACCOUNTS) ? { reason: "UNAVAILABLE", since: now } : null;
}
