import { resolve } from "node:path";
import type { BucketAddress } from "../lib/bucket-url.js";
import { isLocalHost, loopbackHost } from "../lib/net.js";
import { settingProblem } from "../lib/parse-setting.js";
import type { OutgoingProxy } from "../lib/proxy.js";
import type { KeyRing } from "../lib/seal.js";
import { Secret } from "../lib/secret.js";
import type { RateLimit } from "../lib/use-counters.js";
import { readEnvFile } from "./env-file.js";
import type { Setting } from "./setting-kinds.js";
import { misspelt, withoutQuotes } from "./setting-suggestions.js";
import { SETTINGS, type SettingName } from "./settings.js";
import type { SmtpAddress } from "./smtp-url.js";

export interface Config {
  notes: string[];
  given: ReadonlySet<string>;
  mode: "sandbox" | "live";
  port: number;
  host: string;
  publicUrl: string;
  trustProxy: string | false;
  /** Null: the embedded Postgres. */
  databaseUrl: Secret | null;
  /** The same database without a connection pooler. Null: `databaseUrl` is direct. */
  databaseDirectUrl: Secret | null;
  /** A streaming replica for reads, and how old what it shows may be. */
  databaseReplica: { url: Secret | null; lagMaxMs: number };
  dataDir: string;
  /** Null: generated once in `dataDir`. */
  secretKeys: KeyRing | null;
  instagram: {
    appId: string;
    appSecret: Secret;
    authorizeUrl: string;
    apiUrl: string;
    graphUrl: string;
    graphVersion: string;
  };
  /** Earlier secrets of the app: Meta's callbacks may still be signed with them. */
  appSecretsOld: readonly Secret[];
  proxy: OutgoingProxy;
  /** Hosts of pictures, in addition to Instagram's. */
  cdnHosts: string[];
  keepVideos: boolean;
  /** Null: a folder in `dataDir`. */
  filesUrl: BucketAddress | null;
  /** Null: no limit. */
  filesMaxBytes: number | null;
  openConnect: boolean;
  /** The page of a connect link, before Instagram's; without words of the operator it has standard ones. */
  connectPage: { text: string | null } | null;
  instagramLogin: boolean;
  contact: { name: string | null; email: string | null };
  /** False: graphql-js executes every query. */
  queryFastPath: boolean;
  /** 0: no response cache. */
  responseCacheBytes: number;
  redirectUris: string[];
  allowedOrigins: string[];
  /** Null: one is generated at the first start. */
  firstOperator: { email: string; password: Secret } | null;
  operatorToken: Secret | null;
  publicRead: boolean;
  /** Per address; null: no limit. */
  rateLimit: RateLimit | null;
  /** Per secret key and per operator; null: no limit. */
  rateLimitKeys: RateLimit | null;
  syncEveryMs: number;
  fullSyncEveryMs: number;
  refreshCheckEveryMs: number;
  eventsKeepMs: number;
  /** How long an account may be broken before it is erased; null: for ever. */
  eraseBrokenAfterMs: number | null;
  metricsToken: Secret | null;
  /** Null: no webhook. */
  alertWebhook: { url: Secret; secret: Secret } | null;
  /** Null: no e-mail. */
  alertMail: { server: SmtpAddress; to: string[]; from: string } | null;
  jobs: boolean;
  introspection: "on" | "operators" | "off";
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
}

export interface AppConfig extends Config {
  databaseUrl: Secret;
  secretKeys: KeyRing;
}

export interface SettingIssue {
  name: SettingName;
  problem: string;
}

/** All invalid settings at once. The process prints `message` and exits with code 78. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly issues: SettingIssue[]) {
    const lines = issues.map(
      ({ name, problem }) => `  ${name}: ${problem}. Example: ${name}=${SETTINGS[name].example}`,
    );
    super(`Darkroom cannot start with these settings:\n${lines.join("\n")}`);
  }
}

/**
 * Parses and checks every setting. Pure: reads only `environment`.
 * @throws {ConfigError} with all issues; none shows a secret's value
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const { env, notes } = withoutQuotes(environment);
  const isSet = (name: SettingName) => Boolean(env[name]?.trim());
  notes.push(...misspelt(environment));
  const live = isSet("INSTAGRAM_APP_ID") || isSet("INSTAGRAM_APP_SECRET");
  const { values, issues } = parseSettings(env, live ? "live" : "sandbox");
  const { PORT: port, HOST: host } = values;
  const publicUrl = values.PUBLIC_URL ?? `http://localhost:${port}`;

  issues.push(...liveIssues(isSet, publicUrl), ...pairIssues(isSet), ...alertIssues(isSet));
  if (issues.length > 0) throw new ConfigError(issues);

  return {
    notes,
    given: new Set((Object.keys(SETTINGS) as SettingName[]).filter(isSet)),
    mode: live ? "live" : "sandbox",
    port,
    host,
    publicUrl,
    trustProxy: values.TRUST_PROXY,
    databaseUrl: values.DATABASE_URL ?? null,
    databaseDirectUrl: values.DATABASE_DIRECT_URL ?? null,
    databaseReplica: { url: values.DATABASE_REPLICA_URL ?? null, lagMaxMs: values.DATABASE_REPLICA_LAG },
    dataDir: values.DATA_DIR,
    secretKeys: values.SECRET_KEYS ?? null,
    instagram: {
      appId: values.INSTAGRAM_APP_ID ?? SANDBOX_APP.id,
      appSecret: values.INSTAGRAM_APP_SECRET ?? SANDBOX_APP.secret,
      ...instagramUrls(values, isSet, live ? {} : sandboxUrls({ publicUrl, host, port })),
      graphVersion: values.INSTAGRAM_GRAPH_VERSION,
    },
    appSecretsOld: values.INSTAGRAM_APP_SECRETS_OLD ?? [],
    proxy: { https: values.HTTPS_PROXY ?? null, http: values.HTTP_PROXY ?? null, none: values.NO_PROXY ?? [] },
    cdnHosts: values.INSTAGRAM_CDN_HOSTS,
    keepVideos: values.KEEP_VIDEOS,
    filesUrl: values.FILES_URL ?? null,
    filesMaxBytes: values.FILES_MAX_BYTES ?? null,
    openConnect: values.OPEN_CONNECT,
    connectPage: values.CONNECT_PAGE ? { text: values.CONNECT_TEXT ?? null } : null,
    instagramLogin: values.INSTAGRAM_LOGIN,
    contact: { name: values.CONTACT_NAME ?? null, email: values.CONTACT_EMAIL ?? null },
    queryFastPath: values.QUERY_FAST_PATH,
    responseCacheBytes: values.RESPONSE_CACHE,
    redirectUris: values.REDIRECT_URIS ?? [`${publicUrl}/oauth/callback`],
    allowedOrigins: values.ALLOWED_ORIGINS ?? [],
    firstOperator: firstOperator(values),
    operatorToken: values.OPERATOR_TOKEN ?? null,
    publicRead: values.PUBLIC_READ,
    rateLimit: values.RATE_LIMIT === "off" ? null : values.RATE_LIMIT,
    rateLimitKeys: values.RATE_LIMIT_KEYS === "off" ? null : values.RATE_LIMIT_KEYS,
    syncEveryMs: values.SYNC_EVERY,
    fullSyncEveryMs: values.SWEEP_EVERY,
    refreshCheckEveryMs: values.REFRESH_CHECK_EVERY,
    eventsKeepMs: values.EVENTS_KEEP,
    eraseBrokenAfterMs: values.ERASE_BROKEN_AFTER === "off" ? null : values.ERASE_BROKEN_AFTER,
    metricsToken: values.METRICS_TOKEN ?? null,
    ...alertChannels(values, publicUrl),
    jobs: values.JOBS,
    introspection: values.INTROSPECTION,
    logLevel: values.LOG_LEVEL,
  };
}

/** Undefined: not set, and no default. */
type SettingValues = {
  [N in SettingName]: ReturnType<(typeof SETTINGS)[N]["parse"]> | NoDefault<(typeof SETTINGS)[N]["default"]>;
};
type NoDefault<D> = D extends null ? undefined : never;

function firstOperator({ OPERATOR_EMAIL: email, OPERATOR_PASSWORD: password }: SettingValues): Config["firstOperator"] {
  return email && password ? { email, password } : null;
}

/** An invalid setting has its default, so that later checks can continue. */
function parseSettings(
  env: Record<string, string | undefined>,
  mode: Config["mode"],
): { values: SettingValues; issues: SettingIssue[] } {
  const issues: SettingIssue[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting][]) {
    const byDefault = typeof setting.default === "object" ? setting.default?.[mode] : setting.default;
    if (byDefault !== undefined) values[name] = setting.parse(byDefault);
    const text = env[name]?.trim();
    if (!text) continue;
    try {
      values[name] = setting.parse(text);
    } catch (error) {
      const shown = setting.secret ? "" : `; it is ${JSON.stringify(text.slice(0, 100))}`;
      issues.push({ name, problem: settingProblem(error) + shown });
    }
  }
  return { values: values as SettingValues, issues };
}

type InstagramUrls = Pick<Config["instagram"], "authorizeUrl" | "apiUrl" | "graphUrl">;

/** The browser reaches the sandbox by the public address, the server by loopback. */
function sandboxUrls({ publicUrl, host, port }: Pick<Config, "publicUrl" | "host" | "port">): InstagramUrls {
  const base = `http://${loopbackHost(host)}:${port}/sandbox`;
  return { authorizeUrl: `${publicUrl}/sandbox/oauth/authorize`, apiUrl: base, graphUrl: base };
}

/** The given addresses, else the sandbox's, else Instagram's own. */
function instagramUrls(
  values: SettingValues,
  isSet: (name: SettingName) => boolean,
  sandbox: Partial<InstagramUrls>,
): InstagramUrls {
  const urlOf = (name: UrlSetting, byMode: string | undefined) =>
    isSet(name) ? values[name] : (byMode ?? values[name]);
  return {
    authorizeUrl: urlOf("INSTAGRAM_AUTHORIZE_URL", sandbox.authorizeUrl),
    apiUrl: urlOf("INSTAGRAM_API_URL", sandbox.apiUrl),
    graphUrl: urlOf("INSTAGRAM_GRAPH_URL", sandbox.graphUrl),
  };
}

type UrlSetting = "INSTAGRAM_AUTHORIZE_URL" | "INSTAGRAM_API_URL" | "INSTAGRAM_GRAPH_URL";

function liveIssues(isSet: (name: SettingName) => boolean, publicUrl: string): SettingIssue[] {
  const issues: SettingIssue[] = [];
  if (!isSet("INSTAGRAM_APP_ID") && !isSet("INSTAGRAM_APP_SECRET")) return issues;
  if (publicUrl.startsWith("http:") && !isLocalHost(new URL(publicUrl).hostname)) {
    issues.push({ name: "PUBLIC_URL", problem: "must be https in live mode, unless the host is localhost" });
  }
  return issues;
}

function pairIssues(isSet: (name: SettingName) => boolean): SettingIssue[] {
  const needs: [SettingName, SettingName, string][] = [
    ["INSTAGRAM_APP_SECRET", "INSTAGRAM_APP_ID", "is missing beside INSTAGRAM_APP_SECRET"],
    ["INSTAGRAM_APP_ID", "INSTAGRAM_APP_SECRET", "is missing beside INSTAGRAM_APP_ID"],
    ["DATABASE_URL", "SECRET_KEYS", `is required with DATABASE_URL; this command generates a key: ${MAKE_KEY_COMMAND}`],
    ["DATABASE_DIRECT_URL", "DATABASE_URL", "is missing beside DATABASE_DIRECT_URL"],
    ["DATABASE_REPLICA_URL", "DATABASE_URL", "is missing beside DATABASE_REPLICA_URL"],
    ["OPERATOR_EMAIL", "OPERATOR_PASSWORD", "is missing beside OPERATOR_EMAIL"],
    ["OPERATOR_PASSWORD", "OPERATOR_EMAIL", "is missing beside OPERATOR_PASSWORD"],
  ];
  const missing = needs.filter(([given, needed]) => isSet(given) && !isSet(needed));
  return missing.map(([, name, problem]) => ({ name, problem }));
}

function alertIssues(isSet: (name: SettingName) => boolean): SettingIssue[] {
  const needs: [SettingName, SettingName, string][] = [
    ["ALERT_WEBHOOK_URL", "ALERT_WEBHOOK_SECRET", "which lets the receiver verify the sender"],
    ["ALERT_WEBHOOK_SECRET", "ALERT_WEBHOOK_URL", "which receives the alerts"],
    ["SMTP_URL", "ALERT_EMAIL", "which names the receivers"],
    ["ALERT_EMAIL", "SMTP_URL", "which names the mail server"],
    ["ALERT_FROM", "SMTP_URL", "which names the mail server"],
  ];
  const missing = needs.filter(([given, needed]) => isSet(given) && !isSet(needed));
  return missing.map(([given, name, why]) => ({ name, problem: `is missing beside ${given}, ${why}` }));
}

function alertChannels(values: SettingValues, publicUrl: string): Pick<Config, "alertWebhook" | "alertMail"> {
  const { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret, SMTP_URL: server, ALERT_EMAIL: to } = values;
  const user = server?.login?.user ?? "";
  const from = values.ALERT_FROM ?? (user.includes("@") ? user : `darkroom@${new URL(publicUrl).hostname}`);
  return {
    alertWebhook: url && secret ? { url, secret } : null,
    alertMail: server && to ? { server, to, from } : null,
  };
}

/**
 * The environment of this process, completed by `.env` in the working directory.
 * @throws {EnvFileError} when that file is invalid
 */
export function readEnvironment(): Record<string, string | undefined> {
  for (const [name, value] of Object.entries(readEnvFile(resolve(".env")))) process.env[name] ??= value;
  return process.env;
}

const SANDBOX_APP = { id: "990602627938098", secret: new Secret("sandbox-app-secret") };

const MAKE_KEY_COMMAND = `node -p "'k1:'+require('crypto').randomBytes(32).toString('base64')"`;
