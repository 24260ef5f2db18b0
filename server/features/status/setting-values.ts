import type { Config } from "../../config/config.js";
import type { SecretName, SettingName } from "../../config/settings.js";
import type { SettingGroup } from "../../db/schema/job-runs.js";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import type { RateLimit } from "../../lib/use-counters.js";

type Shown = readonly [SettingGroup, (config: Config) => string | null];
type Hidden = readonly [SettingGroup, "secret"];

/** The group and effective value of each setting. The types make it impossible to show a secret. */
export const SETTING_VALUES: { [N in SettingName]: N extends SecretName ? Hidden : Shown } = {
  PORT: ["SERVER", ({ port }) => String(port)],
  HOST: ["SERVER", ({ host }) => host],
  PUBLIC_URL: ["SERVER", ({ publicUrl }) => publicUrl],
  TRUST_PROXY: ["SERVER", ({ trustProxy }) => trustProxy || "off"],
  DATABASE_URL: ["STORAGE", "secret"],
  DATABASE_DIRECT_URL: ["STORAGE", "secret"],
  DATA_DIR: ["STORAGE", ({ dataDir }) => dataDir],
  SECRET_KEYS: ["STORAGE", "secret"],
  INSTAGRAM_APP_ID: ["INSTAGRAM", ({ instagram }) => instagram.appId],
  INSTAGRAM_APP_SECRET: ["INSTAGRAM", "secret"],
  INSTAGRAM_APP_SECRETS_OLD: ["INSTAGRAM", "secret"],
  INSTAGRAM_AUTHORIZE_URL: ["INSTAGRAM", ({ instagram }) => instagram.authorizeUrl],
  INSTAGRAM_API_URL: ["INSTAGRAM", ({ instagram }) => instagram.apiUrl],
  INSTAGRAM_GRAPH_URL: ["INSTAGRAM", ({ instagram }) => instagram.graphUrl],
  INSTAGRAM_CDN_HOSTS: ["INSTAGRAM", ({ cdnHosts }) => cdnHosts.join(",")],
  INSTAGRAM_GRAPH_VERSION: ["INSTAGRAM", ({ instagram }) => instagram.graphVersion],
  HTTPS_PROXY: ["INSTAGRAM", "secret"],
  HTTP_PROXY: ["INSTAGRAM", "secret"],
  NO_PROXY: ["INSTAGRAM", ({ proxy }) => proxy.none.join(",") || null],
  OPEN_CONNECT: ["ACCESS", ({ openConnect }) => onOff(openConnect)],
  INSTAGRAM_LOGIN: ["ACCESS", ({ instagramLogin }) => onOff(instagramLogin)],
  CONTACT_NAME: ["ACCESS", ({ contact }) => contact.name],
  CONTACT_EMAIL: ["ACCESS", ({ contact }) => contact.email],
  REDIRECT_URIS: ["INSTAGRAM", ({ redirectUris }) => redirectUris.join(",")],
  ALLOWED_ORIGINS: ["ACCESS", ({ allowedOrigins }) => allowedOrigins.join(",") || null],
  OPERATOR_EMAIL: ["ACCESS", ({ firstOperator }) => firstOperator?.email ?? null],
  OPERATOR_PASSWORD: ["ACCESS", "secret"],
  OPERATOR_TOKEN: ["ACCESS", "secret"],
  PUBLIC_READ: ["ACCESS", ({ publicRead }) => onOff(publicRead)],
  RATE_LIMIT: ["ACCESS", ({ rateLimit }) => rate(rateLimit)],
  RATE_LIMIT_KEYS: ["ACCESS", ({ rateLimitKeys }) => rate(rateLimitKeys)],
  SYNC_EVERY: ["SCHEDULE", ({ syncEveryMs }) => duration(syncEveryMs)],
  SWEEP_EVERY: ["SCHEDULE", ({ fullSyncEveryMs }) => duration(fullSyncEveryMs)],
  REFRESH_CHECK_EVERY: ["SCHEDULE", ({ refreshCheckEveryMs }) => duration(refreshCheckEveryMs)],
  KEEP_VIDEOS: ["STORAGE", ({ keepVideos }) => onOff(keepVideos)],
  FILES_URL: ["STORAGE", "secret"],
  FILES_MAX_BYTES: ["STORAGE", ({ filesMaxBytes }) => (filesMaxBytes === null ? null : size(filesMaxBytes))],
  EVENTS_KEEP: ["SCHEDULE", ({ eventsKeepMs }) => duration(eventsKeepMs)],
  METRICS_TOKEN: ["ACCESS", "secret"],
  ALERT_WEBHOOK_URL: ["ALERTS", "secret"],
  ALERT_WEBHOOK_SECRET: ["ALERTS", "secret"],
  SMTP_URL: ["ALERTS", "secret"],
  ALERT_EMAIL: ["ALERTS", ({ alertMail }) => alertMail?.to.join(",") ?? null],
  // Unset, it may be SMTP_URL's user.
  ALERT_FROM: ["ALERTS", ({ alertMail, given }) => (given.has("ALERT_FROM") ? (alertMail?.from ?? null) : null)],
  JOBS: ["SCHEDULE", ({ jobs }) => onOff(jobs)],
  INTROSPECTION: ["ACCESS", ({ introspection }) => introspection],
  QUERY_FAST_PATH: ["SERVER", ({ queryFastPath }) => onOff(queryFastPath)],
  LOG_LEVEL: ["SERVER", ({ logLevel }) => logLevel],
};

function onOff(isOn: boolean): string {
  return isOn ? "on" : "off";
}

function rate(limit: RateLimit | null): string {
  return limit ? `${limit.max}/${duration(limit.windowMs).slice(1)}` : "off";
}

/** In the largest unit that divides it. */
function duration(ms: number): string {
  const units = Object.entries({ d: DAY_MS, h: HOUR_MS, m: MINUTE_MS });
  const [unit, unitMs] = units.find(([, unitMs]) => ms % unitMs === 0) ?? ["s", SECOND_MS];
  return `${ms / unitMs}${unit}`;
}

function size(bytes: number): string {
  const units = Object.entries({ T: 1024 ** 4, G: 1024 ** 3, M: 1024 ** 2, K: 1024 });
  const [unit, unitBytes] = units.find(([, unitBytes]) => bytes % unitBytes === 0) ?? ["", 1];
  return `${bytes / unitBytes}${unit}`;
}
