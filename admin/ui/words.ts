import type { AccountStatus, FailureCause, TokenHealth } from "../gql/graphql.js";

/** Why something does not work, in words that an operator need not look up. */
export const CAUSE_WORDS: Record<FailureCause, string> = {
  TOKEN_EXPIRED: "The token ran out",
  TOKEN_REVOKED: "Instagram withdrew the token",
  PASSWORD_CHANGED: "The owner changed their password",
  APP_REMOVED: "The owner removed the app",
  CHECKPOINT: "Instagram wants the owner to confirm something",
  PERMISSION_MISSING: "A permission was switched off",
  ACCOUNT_NOT_PROFESSIONAL: "It became a personal account",
  APP_MISCONFIGURED: "Instagram does not know this server's app",
  INSTAGRAM_RATE_LIMITED: "Instagram is throttling",
  INSTAGRAM_UNAVAILABLE: "Instagram did not answer",
  INSTAGRAM_REJECTED: "Instagram refused a call",
  ACCOUNT_UNAVAILABLE: "Instagram no longer shows the account",
  NOT_A_TESTER: "The account is not a tester of the app",
  APP_BLOCKED: "Meta has switched the app off",
};

export const HEALTH_WORDS: Record<TokenHealth, string> = {
  HEALTHY: "Healthy",
  DUE: "Refresh due",
  EXPIRING: "Expiring",
  EXPIRED: "Expired",
  REVOKED: "Revoked",
};

export const STATUS_WORDS: Record<AccountStatus, string> = {
  ACTIVE: "Active",
  PAUSED: "Paused",
  RECONNECT_REQUIRED: "Reconnect",
};
