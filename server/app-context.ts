import { join } from "node:path";
import type { Logger } from "pino";
import type { Sql } from "postgres";
import type { AppConfig, Config } from "./config/config.js";
import { listenToContent } from "./db/content-changes.js";
import { type ContentSignals, openContentSignals } from "./db/content-signals.js";
import { readDatabaseUrl } from "./db/database-url.js";
import type { Db } from "./db/db.js";
import { createDistribution, type Distribution } from "./db/distribution.js";
import { openPools, openReplica, type Pools, serverReader } from "./db/pools.js";
import { openPubSub, type PubSub } from "./db/pubsub.js";
import type { Reader } from "./db/reads.js";
import type { Replica } from "./db/replica.js";
import { runTransaction } from "./db/writing.js";
import { type CircuitCache, createCircuitCache } from "./features/rate-limits/circuit-cache.js";
import { guardCalls } from "./features/rate-limits/guard-calls.js";
import { createInstagram } from "./instagram/create-client.js";
import type { Instagram, InstagramCall } from "./instagram/types.js";
import { type Background, createBackground } from "./lib/background-tasks.js";
import { createBucketStore } from "./lib/bucket-store.js";
import { type Clock, systemClock } from "./lib/clock.js";
import type { FileStore } from "./lib/file-store.js";
import { createFolderStore } from "./lib/folder-store.js";
import { createLog, terminalStream } from "./lib/log.js";
import { createMetrics, type Metrics } from "./lib/metrics.js";
import { createOutageLog, type OutageLog } from "./lib/outage.js";
import { PASSWORD_COST, type PasswordCost } from "./lib/password.js";
import { fingerprintOf, type KeyRing } from "./lib/seal.js";
import type { Secret } from "./lib/secret.js";

export interface AppContext {
  config: AppConfig;
  /** For jobs and mutations the write pool or the transaction; for a query the reads of its request. */
  db: Db;
  /** For hand-written statements; never in a transaction. Timestamps are text. */
  sql: Sql;
  /** Runs the hot path's statements: few at once per request, and none after its end. */
  reads: Reader;
  pools: Pools;
  distribution: Distribution;
  /** Null without DATABASE_REPLICA_URL. */
  replica: Replica | null;
  clock: Clock;
  log: Logger;
  outage: OutageLog;
  circuits: CircuitCache;
  instagram: Instagram;
  background: Background;
  files: FileStore;
  pubsub: PubSub;
  content: ContentSignals;
  metrics: Metrics;
  /** Only `perProcess()` reads it. */
  processState: Map<object, unknown>;
  passwordCost: PasswordCost;
  /** How many posts Instagram lists. */
  listWindow: number;
}

const LIST_WINDOW = 10_000;

export type OpenAppContext = AppContext & AsyncDisposable;

export interface Overrides {
  clock?: Clock;
  log?: Logger;
  /** In Postgres; any `darkroom…` except `darkroom-cli` means a server. */
  applicationName?: string;
  /** Cheap in tests; not a setting. */
  passwordCost?: PasswordCost;
  /** Small in tests, which read all of it; not a setting. */
  listWindow?: number;
}

export function createAppContext(config: AppConfig, overrides: Overrides = {}): OpenAppContext {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? openLog(config);
  const applicationName = overrides.applicationName ?? serverName(config.secretKeys);
  const pools = openPools(config.databaseUrl, applicationName);
  const { db, sql } = pools.jobs;
  const outage = createOutageLog(log, () => pools.health());
  const background = createBackground(log, outage);
  const pubsub = openPubSub(directUrl(config), log);
  const content = openContentSignals(pubsub, pools.jobs.db);
  for (const { db } of [pools.jobs, pools.lookups]) listenToContent(db, content.announce);
  const { databaseUrl: primaryUrl } = config;
  const { url, lagMaxMs } = config.databaseReplica;
  const replica = url && openReplica(pools, { primaryUrl, url, applicationName, lagMaxMs, content, log });
  const metrics = createMetrics();
  const circuits = createCircuitCache(db, clock);
  const instagram = createInstagram(config.instagram, {
    clock,
    admit: guardCalls({ config, db, clock, log, outage, circuits }),
    onCall: (call) => recordCall(call, { log, metrics }),
  });
  return {
    config,
    db,
    sql,
    reads: serverReader(pools),
    pools,
    distribution: createDistribution(pools.jobs.db),
    replica,
    clock,
    log,
    outage,
    circuits,
    instagram,
    background,
    files: openFileStore(config),
    pubsub,
    content,
    metrics,
    processState: new Map(),
    passwordCost: overrides.passwordCost ?? PASSWORD_COST,
    listWindow: overrides.listWindow ?? LIST_WINDOW,
    [Symbol.asyncDispose]: async () => {
      await background.drain(1_000);
      await content.close();
      outage.close();
      await Promise.all([pubsub.close(), pools.close(), replica?.close()]);
    },
  };
}

/** State of this process: `const flights = perProcess(() => createSingleFlight())`, then `flights(app)`. */
export function perProcess<T, A extends Pick<AppContext, "processState"> = AppContext>(
  create: (app: A) => T,
): (app: A) => T {
  const key = {};
  return (app) => {
    if (!app.processState.has(key)) app.processState.set(key, create(app));
    return app.processState.get(key) as T;
  };
}

/**
 * Runs `act` in one transaction, without network. `act` runs again after a conflict, twice at most: its effects outside
 * the database must allow that.
 */
export function inTransaction<T>(app: AppContext, act: (app: AppContext) => Promise<T>): Promise<T> {
  return runTransaction(app.db, async (db) => {
    await app.distribution.prepare(db);
    return await act({ ...app, db });
  });
}

export function serverName([first]: KeyRing): string {
  return first ? `darkroom-key-${fingerprintOf(first)}` : "darkroom";
}

/** LISTEN needs a dedicated connection; null behind a pooler. */
function directUrl({ databaseUrl, databaseDirectUrl }: AppConfig): Secret | null {
  if (databaseDirectUrl) return databaseDirectUrl;
  return readDatabaseUrl(databaseUrl.reveal()).isPooled ? null : databaseUrl;
}

function openFileStore({ dataDir, filesUrl }: Config): FileStore {
  const folder = join(dataDir, "files");
  return filesUrl ? createBucketStore(filesUrl, join(folder, "incoming")) : createFolderStore(folder);
}

function recordCall(
  { call, ms, status, code, cause, usage }: InstagramCall,
  { log, metrics }: Pick<AppContext, "log" | "metrics">,
) {
  log.debug({ call, ms, status, code, cause }, "instagram called");
  metrics.calls.inc({ call, code: cause === null ? "ok" : (code ?? "none"), cause: cause ?? "none" });
  metrics.callSeconds.observe({ call }, ms / 1_000);
  if (!usage) return;
  metrics.usagePercent.set({ pool: "calls" }, usage.callCountPercent);
  metrics.usagePercent.set({ pool: "time" }, usage.totalTimePercent);
  metrics.usagePercent.set({ pool: "cpu" }, usage.totalCpuTimePercent);
  if (usage.appPercent !== null) metrics.usagePercent.set({ pool: "app" }, usage.appPercent);
}

function openLog(config: Pick<Config, "logLevel">): Logger {
  return createLog({ level: config.logLevel }, process.stdout.isTTY ? terminalStream(process.stdout) : undefined);
}
