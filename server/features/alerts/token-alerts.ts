import type { AlertKind } from "../../db/schema/alerts.js";
import { DAY_MS, HOUR_MS } from "../../lib/clock.js";
import { type TokenFacts, tokenHealth } from "../tokens/token-health.js";

/** What fails and recovers within this time is not told. */
export const DEBOUNCE_MS = HOUR_MS;
/** From when on a token's end is told. */
export const EXPIRING_MS = 14 * DAY_MS;

export interface TokenAlertFacts extends TokenFacts {
  failureFirstAt: Date | null;
  /** Meta refuses the app at this moment. */
  isAppBlocked?: boolean;
}

/** All that is to be told of a token at `now`, whether or not it was told before. */
export function tokenAlerts(token: TokenAlertFacts, now: Date): AlertKind[] {
  const health = tokenHealth(token, now);
  const failingMs = token.failureCause === null ? 0 : msSince(token.failureFirstAt, now);
  if (health === "REVOKED" || health === "EXPIRED") {
    const lostMs = token.failureCause ? failingMs : msSince(token.expiresAt <= now ? token.expiresAt : null, now);
    return lostMs >= DEBOUNCE_MS ? ["RECONNECT_REQUIRED"] : [];
  }
  // One alert tells of the app; its accounts' own would call for what helps nobody.
  if (token.failureCause === "APP_BLOCKED" && token.isAppBlocked) return [];
  const alerts: AlertKind[] = failingMs >= DAY_MS ? ["REFRESH_FAILING"] : [];
  const daysLeft = (token.expiresAt.getTime() - now.getTime()) / DAY_MS;
  const step = STEPS.find(({ days }) => daysLeft <= days);
  return step ? [...alerts, step.kind] : alerts;
}

/** Whether a token that took a bad one's place is good. */
export function isHealthy(token: TokenAlertFacts, now: Date): boolean {
  const health = tokenHealth(token, now);
  return token.failureCause === null && health !== "REVOKED" && health !== "EXPIRED";
}

/** The nearest one alone: who was not told of 14 days in time is told of 3. */
const STEPS: { days: number; kind: AlertKind }[] = [
  { days: 1, kind: "EXPIRING_1" },
  { days: 3, kind: "EXPIRING_3" },
  { days: 7, kind: "EXPIRING_7" },
  { days: 14, kind: "EXPIRING_14" },
];

/** Endless for what began nobody knows when, such as a token that belongs to another app. */
function msSince(from: Date | null, now: Date): number {
  return from === null ? Number.POSITIVE_INFINITY : now.getTime() - from.getTime();
}
