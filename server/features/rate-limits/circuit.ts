import type { CircuitReason, CircuitRow } from "../../db/schema/rate-limits.js";
import type { BlockedCall } from "../../instagram/errors.js";
import { DAY_MS, HOUR_MS } from "../../lib/clock.js";

/** Whether a call may be made at `now`: FREE, as the one that PROBEs, or withheld until an instant. */
export function decide({ appWide, block, account }: CircuitState, now: Date): "ALLOW" | "PROBE" | BlockedCall {
  const isThrottled = appWide.reason === "RATE_LIMITED";
  // A person who connects is let through an outage: their code is good once, and nothing of the schedule waits for it.
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

/** How fast the schedule may go on: so many of `width` at once, after a pause. */
export interface Pace {
  width: number;
  pauseMs: number;
}

const SLOW_FROM = 80;

const PAUSE_MAX_MS = 2_000;

/** From 80 % of the app's allowance on ever fewer at once with ever longer pauses, nothing while calls are withheld, one to probe. */
export function backpressure({ state, percent }: Pick<AppCircuit, "state" | "percent">, width: number): Pace {
  if (state === "OPEN") return { width: 0, pauseMs: 0 };
  if (state === "HALF_OPEN") return { width: 1, pauseMs: 0 };
  const used = Math.min(1, Math.max(0, (percent - SLOW_FROM) / (100 - SLOW_FROM)));
  return { width: Math.max(1, Math.round(width * (1 - used))), pauseMs: used * PAUSE_MAX_MS };
}

/** How many times as long as usual an account waits for its next sync: up to half as long again, so that it is not overdue. */
export function syncIntervalFactor(accountPercent: number): number {
  const used = Math.min(1, Math.max(0, (accountPercent - SLOW_FROM) / (100 - SLOW_FROM)));
  return 1 + used / 2;
}
