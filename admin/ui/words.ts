import type { AccountStatus, FailureCause, TokenHealth } from "../gql/graphql.js";

/** Why something does not work, in words that an operator need not look up. */
export const CAUSE_WORDS: Record<FailureCause, string> = {
  TOKEN_EXPIRED: "The token expired",
  TOKEN_REVOKED: "Instagram revoked the token",
  PASSWORD_CHANGED: "The owner changed their password",
  APP_REMOVED: "The owner removed the app",
  CHECKPOINT: "Instagram wants the owner to confirm something",
  PERMISSION_MISSING: "A permission was switched off",
  ACCOUNT_NOT_PROFESSIONAL: "It became a personal account",
  APP_MISCONFIGURED: "Instagram does not know this server's app",
  INSTAGRAM_RATE_LIMITED: "Instagram is throttling",
  INSTAGRAM_UNAVAILABLE: "Instagram did not respond",
  INSTAGRAM_REJECTED: "Instagram rejected a call",
  ACCOUNT_UNAVAILABLE: "Instagram no longer shows the account",
  NOT_A_TESTER: "The account is not a tester of the app",
  APP_BLOCKED: "Meta has disabled the app",
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
