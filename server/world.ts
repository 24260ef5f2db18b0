import pino, { type Logger } from "pino";
import type { Sql } from "postgres";
import type { Config } from "./config.js";
import { createInstagram, type Instagram } from "./instagram/client.js";
import { type Background, createBackground } from "./lib/background.js";
import { type Clock, systemClock } from "./lib/clock.js";
import { type Db, openDatabase } from "./lib/db.js";
import type { KeyRing } from "./lib/seal.js";
import type { Secret } from "./lib/secret.js";
import { openSignals, type Signals } from "./lib/signals.js";

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
  /** What other processes on the same database say. */
  signals: Signals;
}

/** The settings once what may be unset has been found or made. */
export interface WorldConfig extends Config {
  databaseUrl: Secret;
  secretKeys: KeyRing;
}

export type OpenWorld = World & AsyncDisposable;

/** Opens the world that `config` describes; disposing of it ends the background work and closes the database. */
export function createWorld(config: WorldConfig, overrides: { clock?: Clock; log?: Logger } = {}): OpenWorld {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLog(config);
  const database = openDatabase(config.databaseUrl, { max: 10, applicationName: "darkroom" });
  const background = createBackground(log);
  const signals = openSignals(config.databaseUrl, log);
  const instagram = createInstagram(config.instagram, {
    clock,
    onCall: ({ call, ms, status, code, cause }) => log.debug({ call, ms, status, code, cause }, "instagram called"),
  });
  return {
    config,
    db: database.db,
    sql: database.sql,
    clock,
    log,
    instagram,
    background,
    signals,
    [Symbol.asyncDispose]: async () => {
      await background.drain(1_000);
      await database.close();
    },
  };
}

/** Runs `act` in one transaction: the same world with another `db`. No network inside. */
export function inTransaction<T>(world: World, act: (world: World) => Promise<T>): Promise<T> {
  return world.db.transaction((db) => act({ ...world, db }));
}

export function createLog(config: Pick<Config, "logLevel">): Logger {
  const pretty = process.stdout.isTTY
    ? { transport: { target: "pino-pretty", options: { ignore: "pid,hostname" } } }
    : {};
  return pino({ level: config.logLevel, base: null, ...pretty });
}
