import { join } from "node:path";
import type { Logger } from "pino";
import type { Sql } from "postgres";
import type { Config } from "./config.js";
import { createInstagram, type Instagram, type InstagramCall } from "./instagram/client.js";
import { type Background, createBackground } from "./lib/background.js";
import { createBucketStore } from "./lib/bucket-store.js";
import { type Clock, systemClock } from "./lib/clock.js";
import { readDatabaseUrl } from "./lib/database-url.js";
import { type Db, openDatabase } from "./lib/db.js";
import type { FileStore } from "./lib/file-store.js";
import { createFolderStore } from "./lib/folder-store.js";
import { createLog } from "./lib/log.js";
import type { KeyRing } from "./lib/seal.js";
import type { Secret } from "./lib/secret.js";
import { openSignals, type Signals } from "./lib/signals.js";
import { createMetrics, type Metrics } from "./metrics.js";
import { admitCalls } from "./traffic/admit-calls.js";

/** What the code does not own and a test may turn: the only thing that is injected. */
export interface World {
  config: WorldConfig;
  /** The database, or inside `inTransaction` the transaction. */
  db: Db;
  /** The same pool for the hot path's own prepared statements; never inside a transaction. Timestamps come as text. */
  sql: Sql;
  clock: Clock;
  log: Logger;
  instagram: Instagram;
  background: Background;
  /** Where the bytes of pictures are kept. */
  files: FileStore;
  /** What other processes on the same database say. */
  signals: Signals;
  /** What this process counts. */
  metrics: Metrics;
}

/** The settings once what may be unset has been found or made. */
export interface WorldConfig extends Config {
  databaseUrl: Secret;
  secretKeys: KeyRing;
}

export type OpenWorld = World & AsyncDisposable;

export interface Overrides {
  clock?: Clock;
  log?: Logger;
  /** What its connections are called in Postgres; `darkroom…` but `darkroom-cli` means a server. */
  applicationName?: string;
}

/** Opens the world that `config` describes; disposing of it ends the background work and lets go of the database. */
export function createWorld(config: WorldConfig, overrides: Overrides = {}): OpenWorld {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? openLog(config);
  const database = openDatabase(config.databaseUrl, {
    max: 10,
    applicationName: overrides.applicationName ?? "darkroom",
  });
  const background = createBackground(log);
  const signals = openSignals(directUrl(config), log);
  const metrics = createMetrics();
  const instagram = createInstagram(config.instagram, {
    clock,
    admit: admitCalls({ config, db: database.db, clock, log }),
    onCall: (call) => noteCall(call, { log, metrics }),
  });
  return {
    config,
    db: database.db,
    sql: database.sql,
    clock,
    log,
    instagram,
    background,
    files: openFileStore(config),
    signals,
    metrics,
    [Symbol.asyncDispose]: async () => {
      await background.drain(1_000);
      await Promise.all([signals.close(), database.close()]);
    },
  };
}

/** Runs `act` in one transaction: the same world with another `db`. No network inside. */
export function inTransaction<T>(world: World, act: (world: World) => Promise<T>): Promise<T> {
  return world.db.transaction((db) => act({ ...world, db }));
}

/** LISTEN wants a connection that nobody else is given in between; null behind a pooler. */
function directUrl({ databaseUrl, databaseDirectUrl }: WorldConfig): Secret | null {
  if (databaseDirectUrl) return databaseDirectUrl;
  return readDatabaseUrl(databaseUrl.reveal()).isPooled ? null : databaseUrl;
}

function openFileStore({ dataDir, filesUrl }: Config): FileStore {
  const folder = join(dataDir, "files");
  return filesUrl ? createBucketStore(filesUrl, join(folder, "incoming")) : createFolderStore(folder);
}

function noteCall(
  { call, ms, status, code, cause, usage }: InstagramCall,
  { log, metrics }: Pick<World, "log" | "metrics">,
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
  const pretty = process.stdout.isTTY
    ? { transport: { target: "pino-pretty", options: { ignore: "pid,hostname" } } }
    : {};
  return createLog({ level: config.logLevel, ...pretty });
}
