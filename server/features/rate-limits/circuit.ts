import type { CircuitReason, CircuitRow } from "../../db/schema/rate-limits.js";
import type { BlockedCall } from "../../instagram/errors.js";
import { DAY_MS, HOUR_MS } from "../../lib/clock.js";

/** Whether a call is allowed at `now`: ALLOW, PROBE (the one call that tests Instagram), or the end of the block. */
export function decide({ appWide, block, account }: CircuitState, now: Date): "ALLOW" | "PROBE" | BlockedCall {
  const isThrottled = appWide.reason === "RATE_LIMITED";
  // Connecting is allowed during an outage: the code is single-use, and nothing scheduled waits for it.
  const isBarred = appWide.state !== "CLOSED" && (account !== null || isThrottled);
  if (isBarred && appWide.state === "OPEN") {
    return {
      scope: "APP",
      cause: isThrottled ? "INSTAGRAM_RATE_LIMITED" : "INSTAGRAM_UNAVAILABLE",
      until: appWide.until ?? now,
    };
  }
  if (account && block.state === "OPEN") return { scope: "APP", cause: "APP_BLOCKED", until: block.until ?? now };
  if (account?.blockedUntil) {
    return { scope: "ACCOUNT", cause: "INSTAGRAM_RATE_LIMITED", until: account.blockedUntil };
  }
  return isBarred || (account && block.state !== "CLOSED") ? "PROBE" : "ALLOW";
}

export interface CircuitState {
  appWide: AppCircuit;
  block: AppCircuit;
  account: AccountCircuit | null;
}

/** CLOSED: calls are allowed. OPEN: none. HALF_OPEN: one probe. */
export interface AppCircuit {
  state: "CLOSED" | "OPEN" | "HALF_OPEN";
  /** Of the last incident, even after its end. */
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

const SUSPICION_LIFE_MS = DAY_MS;

/** The app's limit counts an hour, an account's a day: older values are meaningless. */
const APP_METER_MS = HOUR_MS;

export const ACCOUNT_METER_MS = DAY_MS;

/** Ignores rows from the future: the clock was turned back. */
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

export interface Pace {
  width: number;
  pauseMs: number;
}

const SLOW_FROM = 80;

const PAUSE_MAX_MS = 2_000;

/** From 80 % of the app's limit: fewer at once, with longer pauses. None while calls are blocked; one as a probe. */
export function backpressure({ state, percent }: Pick<AppCircuit, "state" | "percent">, width: number): Pace {
  if (state === "OPEN") return { width: 0, pauseMs: 0 };
  if (state === "HALF_OPEN") return { width: 1, pauseMs: 0 };
  const used = Math.min(1, Math.max(0, (percent - SLOW_FROM) / (100 - SLOW_FROM)));
  return { width: Math.max(1, Math.round(width * (1 - used))), pauseMs: used * PAUSE_MAX_MS };
}

/** At most 1.5, so that a sync is not overdue. */
export function syncIntervalFactor(accountPercent: number): number {
  const used = Math.min(1, Math.max(0, (accountPercent - SLOW_FROM) / (100 - SLOW_FROM)));
  return 1 + used / 2;
}
