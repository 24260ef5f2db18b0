import type { TokenHealth } from "../../db/schema/tokens.js";
import { NEXT_STEPS } from "../../instagram/cause-steps.js";
import type { FailureCause } from "../../instagram/errors.js";
import { DAY_MS } from "../../lib/clock.js";
import { refreshableAt, tokenHealth } from "./token-health.js";

export interface TokenColumns {
  issuedAt: string;
  expiresAt: string;
  refreshedAt: string | null;
  estimated: boolean;
  scopes: string[] | null;
  nextRefreshAt: string | null;
  failureCause: FailureCause | null;
  failureFirstAt: string | null;
  failureLastAt: string | null;
  failureAttempts: number;
  usable: boolean;
}

export interface TokenView {
  health: TokenHealth;
  estimated: boolean;
  issuedAt: Date;
  expiresAt: Date;
  daysLeft: number;
  refreshedAt: string | null;
  refreshableAt: Date;
  nextRefreshAt: string | null;
  scopes: string[] | null;
  failure: { cause: FailureCause; nextStep: string; firstAt: string; lastAt: string; attempts: number } | null;
}

export function describeToken(columns: TokenColumns, now: Date): TokenView {
  const { usable } = columns;
  const issuedAt = new Date(columns.issuedAt);
  const expiresAt = new Date(columns.expiresAt);
  const health = tokenHealth({ issuedAt, expiresAt, failureCause: columns.failureCause, usable }, now);
  const over = health === "EXPIRED" || health === "REVOKED";
  return {
    health,
    estimated: columns.estimated,
    issuedAt,
    expiresAt,
    daysLeft: over ? 0 : Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS),
    refreshedAt: columns.refreshedAt,
    refreshableAt: refreshableAt(issuedAt),
    nextRefreshAt: over ? null : columns.nextRefreshAt,
    scopes: columns.scopes,
    failure: failureOf(columns, health),
  };
}

function failureOf(columns: TokenColumns, health: TokenHealth): TokenView["failure"] {
  // Older failures are irrelevant once the token has expired: retries no longer help.
  const cause = health === "EXPIRED" ? "TOKEN_EXPIRED" : columns.failureCause;
  if (!cause) return null;
  const { failureFirstAt, failureLastAt, failureAttempts, expiresAt } = columns;
  return {
    cause,
    nextStep: NEXT_STEPS[cause],
    firstAt: failureFirstAt ?? expiresAt,
    lastAt: failureLastAt ?? expiresAt,
    attempts: failureAttempts,
  };
}
