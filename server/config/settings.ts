import { resolve } from "node:path";
import { z } from "zod";
import { parseDatabaseUrl } from "../db/database-url.js";
import { parseBucketUrl } from "../lib/bucket-url.js";
import { splitList } from "../lib/net.js";
import {
  parseBytes,
  parseEmail,
  parseEmails,
  parseHosts,
  parseLongSecret,
  parseOrigin,
  parseOrigins,
  parseRateLimit,
  parseRedirectUris,
  parseSecretKeys,
  parseSecretList,
  parseTrustProxy,
  parseWebhookUrl,
} from "../lib/parse-setting.js";
import { Secret } from "../lib/secret.js";
import {
  address,
  duration,
  matching,
  oneOf,
  onOff,
  proxy,
  type Setting,
  secretMatching,
  showBytes,
  showRate,
} from "./setting-kinds.js";
import { parseSmtpUrl } from "./smtp-url.js";

/** Every setting, in the order of docs/settings.md. */
export const SETTINGS = {
  PORT: {
    group: "SERVER",
    meaning: "the port to listen on",
    default: "4000",
    example: "4000",
    parse: (text) => z.coerce.number("must be a port").int().min(1).max(65_535).parse(text),
    show: ({ port }) => String(port),
  },
  HOST: {
    group: "SERVER",
    meaning: "the address to listen on; `0.0.0.0` for every interface",
    default: "127.0.0.1",
    example: "0.0.0.0",
    parse: matching(/^[\w.:-]+$/, "must be a host name or an IP address"),
    show: ({ host }) => host,
  },
  PUBLIC_URL: {
    group: "SERVER",
    meaning: "the server's public address, without a path; live mode requires https unless the host is localhost",
    default: null,
    unset: "`http://localhost:$PORT`",
    example: "https://feed.example.com",
    parse: parseOrigin,
    show: ({ publicUrl }) => publicUrl,
  },
  TRUST_PROXY: {
    group: "SERVER",
    meaning: "the proxies whose `X-Forwarded-*` headers to trust: `loopback`, addresses and networks, or `off`",
    default: "loopback",
    example: "loopback,10.0.0.0/8",
    parse: parseTrustProxy,
    show: ({ trustProxy }) => trustProxy || "off",
  },
  DATABASE_URL: {
    group: "STORAGE",
    meaning: "Postgres 15 or newer; unset: the embedded Postgres, with its files in `DATA_DIR`",
    default: null,
    example: "postgres://user:password@db.example.com:5432/darkroom",
    secret: true,
    parse: parseDatabaseUrl,
  },
  DATABASE_DIRECT_URL: {
    group: "STORAGE",
    meaning:
      "the same database without the pooler, if `DATABASE_URL` leads to one such as PgBouncer; for migrations and messages between processes",
    default: null,
    example: "postgres://user:password@db.example.com:5432/darkroom",
    secret: true,
    parse: parseDatabaseUrl,
  },
  DATA_DIR: {
    group: "STORAGE",
    meaning: "the embedded database, generated secrets and the sandbox's state",
    default: "./data",
    example: "/var/lib/darkroom",
    parse: (text) => resolve(text),
    show: ({ dataDir }) => dataDir,
  },
  SECRET_KEYS: {
    group: "STORAGE",
    meaning:
      "comma list of `id:base64-of-32-bytes`: the first encrypts, all decrypt; unset: generated once into `DATA_DIR` with the embedded database",
    default: null,
    example: "k1:base64…",
    secret: true,
    parse: parseSecretKeys,
  },
  INSTAGRAM_APP_ID: {
    group: "INSTAGRAM",
    meaning: "the *Instagram* app id (not the Facebook app's); unset with the secret: sandbox mode",
    default: null,
    example: "1234567890123456",
    parse: matching(/^[\w.-]{1,100}$/, "must be the Instagram app ID, a number of some 16 digits"),
    show: ({ instagram }) => instagram.appId,
  },
  INSTAGRAM_APP_SECRET: {
    group: "INSTAGRAM",
    meaning: "the *Instagram* app secret",
    default: null,
    example: "0123456789abcdef…",
    secret: true,
    parse: secretMatching(/^\S{1,200}$/, "must be the Instagram app secret, without spaces"),
  },
  INSTAGRAM_APP_SECRETS_OLD: {
    group: "INSTAGRAM",
    meaning: "comma list of further secrets that may have signed Meta's callbacks, tried in this order",
    default: null,
    example: "0123456789abcdef…",
    secret: true,
    parse: parseSecretList,
  },
  INSTAGRAM_AUTHORIZE_URL: address({
    group: "INSTAGRAM",
    meaning: "Instagram's consent page",
    default: "https://www.instagram.com/oauth/authorize",
    show: ({ instagram }) => instagram.authorizeUrl,
  }),
  INSTAGRAM_API_URL: address({
    group: "INSTAGRAM",
    meaning: "the address for exchanging the code",
    default: "https://api.instagram.com",
    show: ({ instagram }) => instagram.apiUrl,
  }),
  INSTAGRAM_GRAPH_URL: address({
    group: "INSTAGRAM",
    meaning: "the address for all other calls",
    default: "https://graph.instagram.com",
    show: ({ instagram }) => instagram.graphUrl,
  }),
  INSTAGRAM_CDN_HOSTS: {
    group: "INSTAGRAM",
    meaning: "the hosts that pictures may be fetched from, in addition to the three addresses above",
    default: "*.cdninstagram.com,*.fbcdn.net",
    example: "*.cdninstagram.com,*.fbcdn.net",
    parse: parseHosts,
    show: ({ cdnHosts }) => cdnHosts.join(","),
  },
  INSTAGRAM_GRAPH_VERSION: {
    group: "INSTAGRAM",
    meaning: "the version of Instagram's API",
    default: "v26.0",
    example: "v26.0",
    parse: matching(/^v\d{1,3}\.\d$/, "must be a version"),
    show: ({ instagram }) => instagram.graphVersion,
  },
  HTTPS_PROXY: proxy(
    "the proxy for outgoing https calls to Instagram, pictures, a webhook or a bucket; `https_proxy` works too",
  ),
  HTTP_PROXY: proxy("the same for http"),
  NO_PROXY: {
    group: "INSTAGRAM",
    meaning: "comma list of hosts to call without the proxy; `.example.com` matches all its subdomains",
    default: null,
    unset: "none",
    example: "db.internal,.example.com",
    parse: splitList,
    show: ({ proxy }) => proxy.none.join(",") || null,
  },
  OPEN_CONNECT: onOff({
    group: "ACCESS",
    meaning: "whether anyone may connect an account of their own; off: operators only",
    default: { live: "off", sandbox: "on" },
    show: ({ openConnect }) => openConnect,
  }),
  INSTAGRAM_LOGIN: onOff({
    group: "ACCESS",
    meaning:
      "whether owners of connected accounts may log in with Instagram, at `/login`, to see, download and delete their data",
    default: { live: "off", sandbox: "on" },
    show: ({ instagramLogin }) => instagramLogin,
  }),
  CONTACT_NAME: {
    group: "ACCESS",
    meaning:
      "who runs this server, as `/privacy` and the login pages name them: a person or company, at best with the address",
    default: null,
    unset: "unset: the pages say that the operator is not named",
    example: "Example Studio, 1 Example Street, 10115 Berlin",
    parse: (text) => z.string().max(300, "must have at most 300 characters").parse(text),
    show: ({ contact }) => contact.name,
  },
  CONTACT_EMAIL: {
    group: "ACCESS",
    meaning: "the e-mail address for questions about privacy, shown on the same pages",
    default: null,
    example: "privacy@example.com",
    parse: parseEmail,
    show: ({ contact }) => contact.email,
  },
  REDIRECT_URIS: {
    group: "INSTAGRAM",
    meaning:
      "comma list of the redirect URIs that `startConnect` and `connectAccount` accept, with exactly the same characters",
    default: null,
    unset: "`$PUBLIC_URL/oauth/callback`",
    example: "https://feed.example.com/oauth/callback,https://app.example.com/connected",
    parse: parseRedirectUris,
    show: ({ redirectUris }) => redirectUris.join(","),
  },
  ALLOWED_ORIGINS: {
    group: "ACCESS",
    meaning: "comma list of the origins whose pages may call with cookies",
    default: null,
    unset: "none",
    example: "https://app.example.com",
    parse: parseOrigins,
    show: ({ allowedOrigins }) => allowedOrigins.join(",") || null,
  },
  OPERATOR_EMAIL: {
    group: "ACCESS",
    meaning:
      "the first operator's e-mail, with `OPERATOR_PASSWORD`; an existing operator is not changed, a removed one does not come back",
    default: null,
    unset: "unset: one is generated at the very first start and shown once",
    example: "you@example.com",
    parse: (text) =>
      z
        .string()
        .max(254)
        .regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address")
        .parse(text),
    show: ({ firstOperator }) => firstOperator?.email ?? null,
  },
  OPERATOR_PASSWORD: {
    group: "ACCESS",
    meaning: "the first operator's password, at least 8 characters",
    default: null,
    example: "$(openssl rand -base64 18)",
    secret: true,
    parse: (text) => new Secret(z.string().min(8, "must have at least 8 characters").max(1_000).parse(text)),
  },
  OPERATOR_TOKEN: {
    group: "ACCESS",
    meaning:
      "at least 32 characters; requests with this `Authorization: Bearer` token act as an operator (for scripts)",
    default: null,
    example: "$(openssl rand -base64 33)",
    secret: true,
    parse: parseLongSecret,
  },
  PUBLIC_READ: onOff({
    group: "ACCESS",
    meaning: "whether requests without credentials may read public fields",
    default: { live: "off", sandbox: "on" },
    show: ({ publicRead }) => publicRead,
  }),
  RATE_LIMIT: {
    group: "ACCESS",
    meaning:
      "the requests per address (IPv6: per /64) without credentials or with a publishable key: a number and `/s`, `/m` or `/h`; `off`: no limit",
    default: { live: "600/m", sandbox: "off" },
    example: "600/m",
    parse: parseRateLimit,
    show: ({ rateLimit }) => showRate(rateLimit),
  },
  RATE_LIMIT_KEYS: {
    group: "ACCESS",
    meaning: "the requests per secret key and per operator; `off`: no limit",
    default: { live: "6000/m", sandbox: "off" },
    example: "6000/m",
    parse: parseRateLimit,
    show: ({ rateLimitKeys }) => showRate(rateLimitKeys),
  },
  SYNC_EVERY: duration({
    group: "SCHEDULE",
    meaning: "how often an account's profile and newest posts are synced",
    default: "3h",
    show: ({ syncEveryMs }) => syncEveryMs,
  }),
  SWEEP_EVERY: duration({
    group: "SCHEDULE",
    meaning: "how often all posts of an account are synced",
    default: "7d",
    show: ({ fullSyncEveryMs }) => fullSyncEveryMs,
  }),
  REFRESH_CHECK_EVERY: duration({
    group: "SCHEDULE",
    meaning: "how often the server checks for tokens to refresh",
    default: "1h",
    show: ({ refreshCheckEveryMs }) => refreshCheckEveryMs,
  }),
  KEEP_VIDEOS: onOff({
    group: "STORAGE",
    meaning: "`on`: video files are copied too, not only pictures and posters",
    default: "off",
    show: ({ keepVideos }) => keepVideos,
  }),
  FILES_URL: {
    group: "STORAGE",
    meaning:
      "an S3-compatible store for the pictures' copies: `s3://KEY:SECRET@host/bucket/prefix`; unset: a folder in `DATA_DIR`",
    default: null,
    example: "s3://KEY:SECRET@s3.eu-central-1.amazonaws.com/bucket",
    secret: true,
    parse: parseBucketUrl,
  },
  FILES_MAX_BYTES: {
    group: "STORAGE",
    meaning: "the storage limit for copies, such as `50G`: beyond it renditions are deleted first, then copying stops",
    default: null,
    example: "50G",
    parse: parseBytes,
    show: ({ filesMaxBytes }) => (filesMaxBytes === null ? null : showBytes(filesMaxBytes)),
  },
  EVENTS_KEEP: duration({
    group: "SCHEDULE",
    meaning: "how long the audit log is stored",
    default: "400d",
    daysMax: 3650,
    show: ({ eventsKeepMs }) => eventsKeepMs,
  }),
  METRICS_TOKEN: {
    group: "ACCESS",
    meaning: "requests with this `Authorization: Bearer` token may read `/metrics`, like operators",
    default: null,
    example: "$(openssl rand -base64 33)",
    secret: true,
    parse: secretMatching(/^\S{1,200}$/, "must have at most 200 characters and no spaces"),
  },
  ALERT_WEBHOOK_URL: {
    group: "ALERTS",
    meaning: "the address that receives alerts as signed JSON; requires `ALERT_WEBHOOK_SECRET`",
    default: null,
    example: "https://hooks.example.com/darkroom",
    secret: true,
    parse: parseWebhookUrl,
  },
  ALERT_WEBHOOK_SECRET: {
    group: "ALERTS",
    meaning: "at least 32 characters that sign the alerts, so that the receiver can verify them",
    default: null,
    example: "$(openssl rand -base64 33)",
    secret: true,
    parse: parseLongSecret,
  },
  SMTP_URL: {
    group: "ALERTS",
    meaning:
      "the mail server for alerts, with `ALERT_EMAIL`: `smtp://` requires STARTTLS unless it ends in `?tls=off`, `smtps://` uses TLS from the start",
    default: null,
    example: "smtp://user:password@mail.example.com:587",
    secret: true,
    parse: parseSmtpUrl,
  },
  ALERT_EMAIL: {
    group: "ALERTS",
    meaning: "comma list of the addresses that receive alerts",
    default: null,
    example: "you@example.com,team@example.com",
    parse: parseEmails,
    show: ({ alertMail }) => alertMail?.to.join(",") ?? null,
  },
  ALERT_FROM: {
    group: "ALERTS",
    meaning: "the sender of e-mails",
    default: null,
    unset: "the user of `SMTP_URL` if it is an address, otherwise `darkroom@` the host of `PUBLIC_URL`",
    example: "darkroom@example.com",
    parse: parseEmail,
    // Unset, it may be the user of SMTP_URL.
    show: ({ alertMail, given }) => (given.has("ALERT_FROM") ? (alertMail?.from ?? null) : null),
  },
  JOBS: onOff({
    group: "SCHEDULE",
    meaning: "`off`: this process serves only",
    default: "on",
    show: ({ jobs }) => jobs,
  }),
  QUERY_FAST_PATH: onOff({
    group: "SERVER",
    meaning: "whether queries use the fast path of `server/graphql/executor/`; `off`: only graphql-js",
    default: "on",
    show: ({ queryFastPath }) => queryFastPath,
  }),
  INTROSPECTION: {
    group: "ACCESS",
    meaning: "who may read the schema: `on` everyone, `operators`, `off` nobody",
    default: { live: "operators", sandbox: "on" },
    example: "operators",
    parse: oneOf(["on", "operators", "off"], "must be `on`, `operators` or `off`"),
    show: ({ introspection }) => introspection,
  },
  LOG_LEVEL: {
    group: "SERVER",
    meaning: "`trace debug info warn error silent`; JSON lines on stdout, pretty on a terminal",
    default: "info",
    example: "debug",
    parse: oneOf(
      ["trace", "debug", "info", "warn", "error", "silent"],
      "must be trace, debug, info, warn, error or silent",
    ),
    show: ({ logLevel }) => logLevel,
  },
} satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
export type SecretName = { [N in SettingName]: (typeof SETTINGS)[N] extends { secret: true } ? N : never }[SettingName];
