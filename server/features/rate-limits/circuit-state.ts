import type { CircuitReason, CircuitRow } from "../../db/schema/rate-limits.js";
import { DAY_MS, HOUR_MS } from "../../lib/clock.js";

/** How calls stand with Instagram at an instant. */
export interface CircuitState {
  appWide: AppCircuit;
  /** Whether the app is refused this kind of call; CLOSED: it is not. */
  block: AppCircuit;
  /** Null for a call that is no known account's, such as an OAuth flow's. */
  account: AccountCircuit | null;
}

/** CLOSED, as of a circuit: calls are made. OPEN: none is. HALF_OPEN: one is, to see. */
export interface AppCircuit {
  state: "CLOSED" | "OPEN" | "HALF_OPEN";
  /** The last trouble's, also when it is over. */
  reason: CircuitReason | null;
  since: Date | null;
  until: Date | null;
  closedAt: Date | null;
  consecutiveOpens: number;
  percent: number;
}

export interface AccountCircuit {
  blockedUntil: Date | null;
  percent: number;
  revocationSuspectedAt: Date | null;
}

/** A token's refusal during a wave is remembered for so long. */
const SUSPICION_LIFE_MS = DAY_MS;
/** The app's meter counts an hour, an account's a day: what was told before tells nothing any more. */
const APP_METER_MS = HOUR_MS;
export const ACCOUNT_METER_MS = DAY_MS;

/** What lies in the future was written before the clock was turned back, and counts for nothing. */
export function appCircuit(row: CircuitRow | undefined, now: Date): AppCircuit {
  const percent = percentOf(row, now, APP_METER_MS);
  const { reason = null, since = null, until = null, closedAt = null, consecutiveOpens = 0 } = row ?? {};
  if (!since || !until || since > now) {
    return { state: "CLOSED", reason: null, since: null, until: null, closedAt: null, consecutiveOpens: 0, percent };
  }
  const state = closedAt ? "CLOSED" : until > now ? "OPEN" : "HALF_OPEN";
  return { state, reason, since, until, closedAt, consecutiveOpens, percent };
}

export function accountCircuit(row: CircuitRow | undefined, now: Date): AccountCircuit {
  const { since, until, revocationSuspectedAt } = row ?? {};
  const isBlocked = since && until && since <= now && until > now;
  return {
    blockedUntil: isBlocked ? until : null,
    percent: percentOf(row, now, ACCOUNT_METER_MS),
    revocationSuspectedAt:
      revocationSuspectedAt && isRecent(revocationSuspectedAt, now, SUSPICION_LIFE_MS) ? revocationSuspectedAt : null,
  };
}

function percentOf(row: CircuitRow | undefined, now: Date, lifeMs: number): number {
  return row?.percentAt && isRecent(row.percentAt, now, lifeMs) ? row.percent : 0;
}

function isRecent(at: Date, now: Date, lifeMs: number): boolean {
  return at <= now && now.getTime() - at.getTime() < lifeMs;
}
