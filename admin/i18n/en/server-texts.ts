/* Written by `npm run docs` from schema.graphql and the server's next steps. <!-- states -->
 */
export const meanings = {
  AccountStatus: {
    ACTIVE: "The server syncs the account and refreshes its token on schedule.",
    PAUSED:
      "An operator has stopped the scheduled syncs. The server still refreshes the token and serves the stored data.",
    RECONNECT_REQUIRED:
      "Instagram rejects the token, or there is none. The owner must connect again. The server still serves the stored data.",
  },
  TokenHealth: {
    DUE: "A refresh is due; the server does it on schedule.",
    EXPIRED: "The token has expired. The owner must reconnect.",
    EXPIRING: "The token expires within 14 days.",
    HEALTHY: "The token works and needs no refresh yet.",
    REVOKED: "Instagram has revoked the token. The owner must reconnect.",
  },
  SyncRunOutcome: {
    FAILED: "Instagram or a bug in this server made the sync fail. Posts read before stay stored.",
    INTERRUPTED: "The sync stopped after a page because the process ended or time ran out. It resumes later.",
    OK: "The sync read everything that it should.",
  },
  FailureCause: {
    ACCOUNT_NOT_PROFESSIONAL: "The account is a personal account, not a professional one.",
    ACCOUNT_UNAVAILABLE: "Instagram reports that the account does not exist, or that the app may no longer access it.",
    APP_BLOCKED: "Meta has disabled the app or its access; calls for all accounts fail.",
    APP_MISCONFIGURED: "Instagram does not accept this server's app id or secret.",
    APP_REMOVED: "The owner removed the app at Instagram.",
    CHECKPOINT: "The owner must confirm something in the Instagram app.",
    INSTAGRAM_RATE_LIMITED: "Instagram is rate-limiting requests.",
    INSTAGRAM_REJECTED: "Instagram rejected this call; the account still works.",
    INSTAGRAM_UNAVAILABLE: "Instagram did not respond, or its response was invalid.",
    NOT_A_TESTER:
      "The owner granted everything, but Instagram still rejects the call. The app has Standard Access, and the account is not a tester.",
    PASSWORD_CHANGED: "The owner changed their password.",
    PERMISSION_MISSING: "The owner did not grant a permission, or withdrew it.",
    TOKEN_EXPIRED: "The token has expired.",
    TOKEN_REVOKED: "Instagram has revoked the token.",
  },
  JobState: {
    CANCELLED: "The job was cancelled. Accounts in progress were finished, and finished ones stay as they are.",
    DONE: "Every account was processed.",
    RUNNING: "A process works on the job, or will within seconds.",
    WAITING: "Work on the first account has not started.",
  },
};

export const causeSteps = {
  TOKEN_EXPIRED: "The token expired: connect the account again.",
  TOKEN_REVOKED: "Instagram has revoked the token: connect the account again.",
  PASSWORD_CHANGED: "The owner changed their Instagram password: connect the account again.",
  APP_REMOVED: "The owner removed the app at Instagram: ask them to connect the account again.",
  CHECKPOINT:
    "Instagram requires a confirmation by the owner: open the Instagram app, do what it asks, then connect again.",
  PERMISSION_MISSING: "A permission was switched off: connect the account again and leave every permission on.",
  ACCOUNT_NOT_PROFESSIONAL:
    "The account is personal: switch it to a professional one in Instagram's settings, then connect again.",
  APP_MISCONFIGURED:
    "This server's app or keys are configured wrongly: check INSTAGRAM_APP_ID, INSTAGRAM_APP_SECRET and SECRET_KEYS; `npm run cli -- doctor` checks the keys.",
  INSTAGRAM_RATE_LIMITED: "Instagram is throttling: wait, the server retries automatically.",
  INSTAGRAM_UNAVAILABLE: "Instagram did not respond: the server retries automatically.",
  INSTAGRAM_REJECTED: "Instagram rejected this call, but the account still works: look up the code and trace id.",
  ACCOUNT_UNAVAILABLE:
    "The account was deleted, deactivated or disabled by Instagram, or it blocks this app: its owner opens the Instagram app and checks there. Once the account is back, connect it again.",
  NOT_A_TESTER:
    "The Meta app has Standard Access, which reads only its testers' accounts. In Meta's dashboard add the account under App roles → Instagram testers; its owner accepts the invitation at instagram.com/accounts/manage_access; then connect again. For other people's accounts the app needs Advanced Access.",
  APP_BLOCKED:
    "Meta has disabled this server's app or its access: open the app at developers.facebook.com/apps, check Alerts and Required actions, and do what Meta asks there. No account needs to be reconnected: all continue automatically.",
};
/*
<!-- /states --> */
