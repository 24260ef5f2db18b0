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

export const settingMeanings = {
  PORT: "the port to listen on",
  HOST: "the address to listen on; `0.0.0.0` for every interface",
  PUBLIC_URL: "the server's public address, without a path; live mode requires https unless the host is localhost",
  TRUST_PROXY: "the proxies whose `X-Forwarded-*` headers to trust: `loopback`, addresses and networks, or `off`",
  DATABASE_URL: "Postgres 15 or newer; unset: the embedded Postgres, with its files in `DATA_DIR`",
  DATABASE_DIRECT_URL:
    "the same database without the pooler, if `DATABASE_URL` leads to one such as PgBouncer; for migrations and messages between processes",
  DATABASE_REPLICA_URL: "a streaming replica of that database: profiles and posts are read there while it keeps up",
  DATABASE_REPLICA_LAG: "how old what the replica shows may be; beyond it `DATABASE_URL` is read",
  DATA_DIR: "the embedded database, generated secrets and the sandbox's state",
  SECRET_KEYS:
    "comma list of `id:base64-of-32-bytes`: the first encrypts, all decrypt; unset: generated once into `DATA_DIR` with the embedded database",
  INSTAGRAM_APP_ID: "the *Instagram* app id (not the Facebook app's); unset with the secret: sandbox mode",
  INSTAGRAM_APP_SECRET: "the *Instagram* app secret",
  INSTAGRAM_APP_SECRETS_OLD: "comma list of further secrets that may have signed Meta's callbacks, tried in this order",
  INSTAGRAM_AUTHORIZE_URL: "Instagram's consent page",
  INSTAGRAM_API_URL: "the address for exchanging the code",
  INSTAGRAM_GRAPH_URL: "the address for all other calls",
  INSTAGRAM_CDN_HOSTS: "the hosts that pictures may be fetched from, in addition to the three addresses above",
  INSTAGRAM_GRAPH_VERSION: "the version of Instagram's API",
  HTTPS_PROXY:
    "the proxy for outgoing https calls to Instagram, pictures, a webhook or a bucket; `https_proxy` works too",
  HTTP_PROXY: "the same for http",
  NO_PROXY: "comma list of hosts to call without the proxy; `.example.com` matches all its subdomains",
  OPEN_CONNECT: "whether anyone may connect an account of their own; off: operators only",
  CONNECT_PAGE:
    "whether a connect link first shows a page with `CONTACT_NAME` and your words; its button goes on to Instagram",
  CONNECT_TEXT: "your words on that page, in the language of your account owners; an empty line separates paragraphs",
  INSTAGRAM_LOGIN:
    "whether owners of connected accounts may log in with Instagram, at `/login`, to see, download and delete their data",
  CONTACT_NAME:
    "who runs this server, as `/privacy` and the login pages name them: a person or company, at best with the address",
  CONTACT_EMAIL: "the e-mail address for questions about privacy, shown on the same pages",
  REDIRECT_URIS:
    "comma list of the redirect URIs that `startConnect` and `connectAccount` accept, with exactly the same characters",
  ALLOWED_ORIGINS: "comma list of the origins whose pages may call with cookies",
  OPERATOR_EMAIL:
    "the first operator's e-mail, with `OPERATOR_PASSWORD`; an existing operator is not changed, a removed one does not come back",
  OPERATOR_PASSWORD: "the first operator's password, at least 8 characters",
  OPERATOR_TOKEN:
    "at least 32 characters; requests with this `Authorization: Bearer` token act as an operator (for scripts)",
  PUBLIC_READ: "whether requests without credentials may read public fields",
  RATE_LIMIT:
    "the requests per address (IPv6: per /64) without credentials or with a publishable key: a number and `/s`, `/m` or `/h`; `off`: no limit",
  RATE_LIMIT_KEYS: "the requests per secret key and per operator; `off`: no limit",
  SYNC_EVERY: "how often an account's profile and newest posts are synced",
  SWEEP_EVERY: "how often all posts of an account are synced",
  REFRESH_CHECK_EVERY: "how often the server checks for tokens to refresh",
  KEEP_VIDEOS: "`on`: video files are copied too, not only pictures and posters",
  FILES_URL:
    "an S3-compatible store for the pictures' copies: `s3://KEY:SECRET@host/bucket/prefix`; unset: a folder in `DATA_DIR`",
  FILES_MAX_BYTES:
    "the storage limit for copies, such as `50G`: beyond it renditions are deleted first, then copying stops",
  EVENTS_KEEP: "how long the audit log is stored",
  ERASE_BROKEN_AFTER:
    "erase an account, with a receipt, once its token has been expired or revoked for this long, from `1d` to `3650d`; `off`: never",
  METRICS_TOKEN: "requests with this `Authorization: Bearer` token may read `/metrics`, like operators",
  ALERT_WEBHOOK_URL: "the address that receives alerts as signed JSON; requires `ALERT_WEBHOOK_SECRET`",
  ALERT_WEBHOOK_SECRET: "at least 32 characters that sign the alerts, so that the receiver can verify them",
  SMTP_URL:
    "the mail server for alerts, with `ALERT_EMAIL`: `smtp://` requires STARTTLS unless it ends in `?tls=off`, `smtps://` uses TLS from the start",
  ALERT_EMAIL: "comma list of the addresses that receive alerts",
  ALERT_FROM: "the sender of e-mails",
  JOBS: "`off`: this process serves only",
  RESPONSE_CACHE: "the memory for answers to repeated queries, a process; `off`: none",
  QUERY_FAST_PATH: "whether queries use the fast path of `server/graphql/executor/`; `off`: only graphql-js",
  INTROSPECTION:
    "who may read the schema: `on` everyone, `operators` (and secret keys at `/schema.graphql` and `/docs/schema`), `off` nobody",
  LOG_LEVEL: "`trace debug info warn error silent`; JSON lines on stdout, pretty on a terminal",
};
/*
<!-- /states --> */
