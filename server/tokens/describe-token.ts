import type { FailureCause } from "../instagram/failures.js";
import { DAY_MS } from "../lib/clock.js";
import type { TokenHealth } from "./table.js";
import { refreshableAt, tokenHealth } from "./token-health.js";

/** The columns of a token as the feed reads them: instants as text, and nothing of the token itself. */
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

/** What a person is told of a token. */
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
  const { failureFirstAt, failureLastAt, usable } = columns;
  const issuedAt = new Date(columns.issuedAt);
  const expiresAt = new Date(columns.expiresAt);
  const health = tokenHealth({ issuedAt, expiresAt, failureCause: columns.failureCause, usable }, now);
  // What failed while there was time is no news once it ran out: trying again helps no more.
  const failureCause = health === "EXPIRED" && columns.failureCause ? "TOKEN_EXPIRED" : columns.failureCause;
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
    failure:
      failureCause && failureFirstAt && failureLastAt
        ? {
            cause: failureCause,
            nextStep: NEXT_STEPS[failureCause],
            firstAt: failureFirstAt,
            lastAt: failureLastAt,
            attempts: columns.failureAttempts,
          }
        : null,
  };
}

/** One sentence a person can act on, for each cause. */
export const NEXT_STEPS: Record<FailureCause, string> = {
  TOKEN_EXPIRED: "The token ran out: connect the account again.",
  TOKEN_REVOKED: "Instagram has withdrawn the token: connect the account again.",
  PASSWORD_CHANGED: "The owner changed their Instagram password: connect the account again.",
  APP_REMOVED: "The owner removed the app at Instagram: ask them to connect the account again.",
  CHECKPOINT:
    "Instagram wants the owner to confirm something: open the Instagram app, do what it asks, then connect again.",
  PERMISSION_MISSING: "A permission was switched off: connect the account again and leave every permission on.",
  ACCOUNT_NOT_PROFESSIONAL:
    "The account is personal: switch it to a professional one in Instagram's settings, then connect again.",
  APP_MISCONFIGURED: "Instagram does not know the app: check INSTAGRAM_APP_ID and INSTAGRAM_APP_SECRET.",
  INSTAGRAM_RATE_LIMITED: "Instagram is throttling: wait, the server tries again by itself.",
  INSTAGRAM_UNAVAILABLE: "Instagram did not answer: the server tries again by itself.",
  INSTAGRAM_REJECTED: "Instagram refused this call while the account still works: look up its code and trace id.",
};
