import { resolve } from "node:path";
import { z } from "zod";
import { parseDatabaseUrl } from "../db/database-url.js";
import { parseBucketUrl } from "../lib/bucket-url.js";
import { splitList } from "../lib/net.js";
import {
  parseBytes,
  parseDurationMs,
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
import { address, duration, onOff, proxy } from "./setting-kinds.js";
import { parseSmtpUrl } from "./smtp-url.js";

/** One row of the settings table: meaning, default and expected form. */
export interface Setting {
  meaning: string;
  /** As docs/settings.md shows it; a dependent default is described in words. */
  default: string;
  example: string;
  /** The value is never printed, not even in an error. */
  secret?: true;
  parse(text: string): unknown;
}

/** Every setting, in the order of docs/settings.md. */
export const SETTINGS = {
  PORT: {
    meaning: "the port to listen on",
    default: "4000",
    example: "4000",
    parse: (text) => z.coerce.number("must be a port").int().min(1).max(65_535).parse(text),
  },
  HOST: {
    meaning: "the address to listen on; `0.0.0.0` for every interface",
    default: "127.0.0.1",
    example: "0.0.0.0",
    parse: (text) =>
      z
        .string()
        .regex(/^[\w.:-]+$/, "must be a host name or an IP address")
        .parse(text),
  },
  PUBLIC_URL: {
    meaning: "the server's public address, without a path; live mode requires https unless the host is localhost",
    default: "http://localhost:$PORT",
    example: "https://feed.example.com",
    parse: parseOrigin,
  },
  TRUST_PROXY: {
    meaning: "the proxies whose `X-Forwarded-*` headers to trust: `loopback`, addresses and networks, or `off`",
    default: "loopback",
    example: "loopback,10.0.0.0/8",
    parse: parseTrustProxy,
  },
  DATABASE_URL: {
    meaning: "Postgres 15 or newer; unset: the embedded Postgres, with its files in `DATA_DIR`",
    default: "unset",
    example: "postgres://user:password@db.example.com:5432/darkroom",
    secret: true,
    parse: parseDatabaseUrl,
  },
  DATABASE_DIRECT_URL: {
    meaning:
      "the same database without the pooler, if `DATABASE_URL` leads to one such as PgBouncer; for migrations and messages between processes",
    default: "unset",
    example: "postgres://user:password@db.example.com:5432/darkroom",
    secret: true,
    parse: parseDatabaseUrl,
  },
  DATA_DIR: {
    meaning: "the embedded database, generated secrets and the sandbox's state",
    default: "./data",
    example: "/var/lib/darkroom",
    parse: (text) => resolve(text),
  },
  SECRET_KEYS: {
    meaning:
      "comma list of `id:base64-of-32-bytes`: the first encrypts, all decrypt; unset: generated once into `DATA_DIR` with the embedded database",
    default: "unset",
    example: "k1:base64…",
    secret: true,
    parse: parseSecretKeys,
  },
  INSTAGRAM_APP_ID: {
    meaning: "the *Instagram* app id (not the Facebook app's); unset with the secret: sandbox mode",
    default: "unset",
    example: "1234567890123456",
    parse: (text) =>
      z
        .string()
        .regex(/^[\w.-]{1,100}$/, "must be the Instagram app ID, a number of some 16 digits")
        .parse(text),
  },
  INSTAGRAM_APP_SECRET: {
    meaning: "the *Instagram* app secret",
    default: "unset",
    example: "0123456789abcdef…",
    secret: true,
    parse: (text) =>
      new Secret(
        z
          .string()
          .regex(/^\S{1,200}$/, "must be the Instagram app secret, without spaces")
          .parse(text),
      ),
  },
  INSTAGRAM_APP_SECRETS_OLD: {
    meaning: "comma list of further secrets that may have signed Meta's callbacks, tried in this order",
    default: "unset",
    example: "0123456789abcdef…",
    secret: true,
    parse: parseSecretList,
  },
  INSTAGRAM_AUTHORIZE_URL: address("Instagram's consent page", "https://www.instagram.com/oauth/authorize"),
  INSTAGRAM_API_URL: address("the address for exchanging the code", "https://api.instagram.com"),
  INSTAGRAM_GRAPH_URL: address("the address for all other calls", "https://graph.instagram.com"),
  INSTAGRAM_CDN_HOSTS: {
    meaning: "the hosts that pictures may be fetched from, in addition to the three addresses above",
    default: "*.cdninstagram.com,*.fbcdn.net",
    example: "*.cdninstagram.com,*.fbcdn.net",
    parse: parseHosts,
  },
  INSTAGRAM_GRAPH_VERSION: {
    meaning: "the version of Instagram's API",
    default: "v26.0",
    example: "v26.0",
    parse: (text) =>
      z
        .string()
        .regex(/^v\d{1,3}\.\d$/, "must be a version")
        .parse(text),
  },
  HTTPS_PROXY: proxy(
    "the proxy for outgoing https calls to Instagram, pictures, a webhook or a bucket; `https_proxy` works too",
  ),
  HTTP_PROXY: proxy("the same for http"),
  NO_PROXY: {
    meaning: "comma list of hosts to call without the proxy; `.example.com` matches all its subdomains",
    default: "none",
    example: "db.internal,.example.com",
    parse: splitList,
  },
  OPEN_CONNECT: onOff(
    "whether anyone may connect an account of their own; off: operators only",
    "`off` live, `on` in the sandbox",
  ),
  INSTAGRAM_LOGIN: onOff(
    "whether owners of connected accounts may log in with Instagram, at `/login`, to see, download and delete their data",
    "`off` live, `on` in the sandbox",
  ),
  CONTACT_NAME: {
    meaning:
      "who runs this server, as `/privacy` and the login pages name them: a person or company, at best with the address",
    default: "unset: the pages say that the operator is not named",
    example: "Example Studio, 1 Example Street, 10115 Berlin",
    parse: (text) => z.string().max(300, "must have at most 300 characters").parse(text),
  },
  CONTACT_EMAIL: {
    meaning: "the e-mail address for questions about privacy, shown on the same pages",
    default: "unset",
    example: "privacy@example.com",
    parse: parseEmail,
  },
  REDIRECT_URIS: {
    meaning:
      "comma list of the redirect URIs that `startConnect` and `connectAccount` accept, with exactly the same characters",
    default: "$PUBLIC_URL/oauth/callback",
    example: "https://feed.example.com/oauth/callback,https://app.example.com/connected",
    parse: parseRedirectUris,
  },
  ALLOWED_ORIGINS: {
    meaning: "comma list of the origins whose pages may call with cookies",
    default: "none",
    example: "https://app.example.com",
    parse: parseOrigins,
  },
  OPERATOR_EMAIL: {
    meaning:
      "the first operator's e-mail, with `OPERATOR_PASSWORD`; an existing operator is not changed, a removed one does not come back",
    default: "unset: one is generated at the very first start and shown once",
    example: "you@example.com",
    parse: (text) =>
      z
        .string()
        .max(254)
        .regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address")
        .parse(text),
  },
  OPERATOR_PASSWORD: {
    meaning: "the first operator's password, at least 8 characters",
    default: "unset",
    example: "$(openssl rand -base64 18)",
    secret: true,
    parse: (text) => new Secret(z.string().min(8, "must have at least 8 characters").max(1_000).parse(text)),
  },
  OPERATOR_TOKEN: {
    meaning:
      "at least 32 characters; requests with this `Authorization: Bearer` token act as an operator (for scripts)",
    default: "unset",
    example: "$(openssl rand -base64 33)",
    secret: true,
    parse: parseLongSecret,
  },
  PUBLIC_READ: onOff("whether requests without credentials may read public fields", "`off` live, `on` in the sandbox"),
  RATE_LIMIT: {
    meaning:
      "the requests per address (IPv6: per /64) without credentials or with a publishable key: a number and `/s`, `/m` or `/h`; `off`: no limit",
    default: "`600/m` live, `off` in the sandbox",
    example: "600/m",
    parse: parseRateLimit,
  },
  RATE_LIMIT_KEYS: {
    meaning: "the requests per secret key and per operator; `off`: no limit",
    default: "`6000/m` live, `off` in the sandbox",
    example: "6000/m",
    parse: parseRateLimit,
  },
  SYNC_EVERY: duration("how often an account's profile and newest posts are synced", "3h"),
  SWEEP_EVERY: duration("how often all posts of an account are synced", "7d"),
  REFRESH_CHECK_EVERY: duration("how often the server checks for tokens to refresh", "1h"),
  KEEP_VIDEOS: onOff("`on`: video files are copied too, not only pictures and posters", "off"),
  FILES_URL: {
    meaning:
      "an S3-compatible store for the pictures' copies: `s3://KEY:SECRET@host/bucket/prefix`; unset: a folder in `DATA_DIR`",
    default: "unset",
    example: "s3://KEY:SECRET@s3.eu-central-1.amazonaws.com/bucket",
    secret: true,
    parse: parseBucketUrl,
  },
  FILES_MAX_BYTES: {
    meaning: "the storage limit for copies, such as `50G`: beyond it renditions are deleted first, then copying stops",
    default: "unset",
    example: "50G",
    parse: parseBytes,
  },
  EVENTS_KEEP: {
    meaning: "how long the audit log is stored",
    default: "400d",
    example: "400d",
    parse: (text) => parseDurationMs(text, 3650),
  },
  METRICS_TOKEN: {
    meaning: "requests with this `Authorization: Bearer` token may read `/metrics`, like operators",
    default: "unset",
    example: "$(openssl rand -base64 33)",
    secret: true,
    parse: (text) =>
      new Secret(
        z
          .string()
          .regex(/^\S{1,200}$/, "must have at most 200 characters and no spaces")
          .parse(text),
      ),
  },
  ALERT_WEBHOOK_URL: {
    meaning: "the address that receives alerts as signed JSON; requires `ALERT_WEBHOOK_SECRET`",
    default: "unset",
    example: "https://hooks.example.com/darkroom",
    secret: true,
    parse: parseWebhookUrl,
  },
  ALERT_WEBHOOK_SECRET: {
    meaning: "at least 32 characters that sign the alerts, so that the receiver can verify them",
    default: "unset",
    example: "$(openssl rand -base64 33)",
    secret: true,
    parse: parseLongSecret,
  },
  SMTP_URL: {
    meaning:
      "the mail server for alerts, with `ALERT_EMAIL`: `smtp://` requires STARTTLS unless it ends in `?tls=off`, `smtps://` uses TLS from the start",
    default: "unset",
    example: "smtp://user:password@mail.example.com:587",
    secret: true,
    parse: parseSmtpUrl,
  },
  ALERT_EMAIL: {
    meaning: "comma list of the addresses that receive alerts",
    default: "unset",
    example: "you@example.com,team@example.com",
    parse: parseEmails,
  },
  ALERT_FROM: {
    meaning: "the sender of e-mails",
    default: "the user of `SMTP_URL` if it is an address, otherwise `darkroom@` the host of `PUBLIC_URL`",
    example: "darkroom@example.com",
    parse: parseEmail,
  },
  JOBS: onOff("`off`: this process serves only", "on"),
  QUERY_FAST_PATH: onOff(
    "whether queries use the fast path of `server/graphql/executor/`; `off`: only graphql-js",
    "on",
  ),
  INTROSPECTION: {
    meaning: "who may read the schema: `on` everyone, `operators`, `off` nobody",
    default: "`on` in the sandbox, `operators` live",
    example: "operators",
    parse: (text) => z.enum(["on", "operators", "off"], "must be `on`, `operators` or `off`").parse(text),
  },
  LOG_LEVEL: {
    meaning: "`trace debug info warn error silent`; JSON lines on stdout, pretty on a terminal",
    default: "info",
    example: "debug",
    parse: (text) =>
      z
        .enum(
          ["trace", "debug", "info", "warn", "error", "silent"],
          "must be trace, debug, info, warn, error or silent",
        )
        .parse(text),
  },
} satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
export type SecretName = { [N in SettingName]: (typeof SETTINGS)[N] extends { secret: true } ? N : never }[SettingName];
