import type { FailureCause } from "./errors.js";

export const NEXT_STEPS: Record<FailureCause, string> = {
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
    "The account was deleted, deactivated or disabled by Instagram, or it blocks this app: its owner opens the " +
    "Instagram app and checks there. Once the account is back, connect it again.",
  NOT_A_TESTER:
    "The Meta app has Standard Access, which reads only its testers' accounts. In Meta's dashboard add the account under " +
    "App roles → Instagram testers; its owner accepts the invitation at instagram.com/accounts/manage_access; then connect " +
    "again. For other people's accounts the app needs Advanced Access.",
  APP_BLOCKED:
    "Meta has disabled this server's app or its access: open the app at developers.facebook.com/apps, check Alerts " +
    "and Required actions, and do what Meta asks there. No account needs to be reconnected: all continue automatically.",
};
