import type { TokenHealth } from "../../db/schema/tokens.js";
import { isReconnectCause } from "../../instagram/errors.js";
import { DAY_MS, HOUR_MS } from "../../lib/clock.js";
import { hashToUnitInterval } from "../../lib/id.js";

export interface TokenFacts {
  issuedAt: Date;
  expiresAt: Date;
  failureCause: string | null;
  /** False when the token was deleted or issued to another app. */
  usable: boolean;
}

const REFRESHABLE_AFTER_MS = 24 * HOUR_MS;
const EXPIRING_MS = 14 * DAY_MS;
const DUE_MS = 30 * DAY_MS;

/** HEALTHY, DUE, EXPIRING, EXPIRED or REVOKED at `now`. REVOKED wins over all: a revoked token is never retried. */
export function tokenHealth(token: TokenFacts, now: Date): TokenHealth {
  const { failureCause, expiresAt } = token;
  const isRevoked = failureCause !== null && isReconnectCause(failureCause as never);
  if (!token.usable || (isRevoked && failureCause !== "TOKEN_EXPIRED")) return "REVOKED";
  if (isRevoked || expiresAt <= now) return "EXPIRED";
  if (expiresAt.getTime() - now.getTime() <= EXPIRING_MS) return "EXPIRING";
  return refreshDueAt(token) <= now ? "DUE" : "HEALTHY";
}

/**
 * When a token becomes DUE: half of its life gone or 30 days left, whichever is first, but never in its first 24 h.
 * @see Instagram platform, "Refresh a long-lived token": a token must be 24 h old
 */
export function refreshDueAt({ issuedAt, expiresAt }: Pick<TokenFacts, "issuedAt" | "expiresAt">): Date {
  const halfGone = issuedAt.getTime() + (expiresAt.getTime() - issuedAt.getTime()) / 2;
  const due = Math.min(halfGone, expiresAt.getTime() - DUE_MS);
  return new Date(Math.max(due, refreshableAt(issuedAt).getTime()));
}

/**
 * Spread per account from a twelfth of the lifetime before DUE to a sixtieth after it, never in the first 24 h. So accounts that
 * are connected together spread out over days.
 */
export function plannedRefreshAt(token: Pick<TokenFacts, "issuedAt" | "expiresAt"> & { accountId: string }): Date {
  const dueMs = refreshDueAt(token).getTime();
  const expiresMs = token.expiresAt.getTime();
  const lifeMs = expiresMs - token.issuedAt.getTime();
  const fromMs = Math.max(dueMs - lifeMs / 12, refreshableAt(token.issuedAt).getTime());
  const toMs = dueMs + Math.max(0, Math.min(lifeMs / 60, (expiresMs - dueMs) / 4));
  return new Date(fromMs + hashToUnitInterval(`refresh:${token.accountId}`) * (toMs - fromMs));
}

/** The first instant at which Instagram accepts a refresh. */
export function refreshableAt(issuedAt: Date): Date {
  return new Date(issuedAt.getTime() + REFRESHABLE_AFTER_MS);
}
