import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, ConfigFaults } from "./config.js";
import { databaseFault, migrateDatabase } from "./lib/db.js";
import { joinEmbeddedPostgres, startEmbeddedPostgres } from "./lib/embedded-postgres.js";
import { splitList } from "./lib/net.js";
import { PROJECT_ROOT } from "./lib/root.js";
import { type KeyRing, parseKeyRing } from "./lib/seal.js";
import type { Secret } from "./lib/secret.js";
import type { WorldConfig } from "./world.js";

/** The settings with a migrated database and keys behind them, and what must be closed at the end. */
export interface OpenConfig extends AsyncDisposable {
  config: WorldConfig;
  /** `embedded`, or the database server's host. */
  databaseName: string;
}

/**
 * Starts the embedded Postgres where no other is named (or, for a tool beside a running server, joins it), finds or makes
 * the keys, and brings the tables up to date.
 *
 * @throws {DataDirInUse} when another server runs on the same folder
 * @throws {NoEmbeddedPostgres} when it cannot run on this machine
 * @throws {DatabaseFault} when the database of DATABASE_URL cannot be used
 */
export async function openConfig(config: Config, { mayJoin }: { mayJoin: boolean }): Promise<OpenConfig> {
  const database = await openDatabaseOf(config, mayJoin);
  try {
    await migrateDatabase(database.url, join(PROJECT_ROOT, "drizzle"));
    const secretKeys = config.secretKeys ?? keysIn(config.dataDir);
    return {
      config: { ...config, databaseUrl: database.url, secretKeys },
      databaseName: database.name,
      [Symbol.asyncDispose]: database.stop,
    };
  } catch (error) {
    await database.stop();
    throw (config.databaseUrl && databaseFault(error, config.databaseUrl)) ?? error;
  }
}

interface OpenedDatabase {
  url: Secret;
  name: string;
  stop: () => Promise<void>;
}

async function openDatabaseOf(config: Config, mayJoin: boolean): Promise<OpenedDatabase> {
  if (config.databaseUrl) {
    return { url: config.databaseUrl, name: new URL(config.databaseUrl.reveal()).host, stop: async () => {} };
  }
  const running = mayJoin ? await joinEmbeddedPostgres(config.dataDir) : null;
  if (running) return { url: running.url, name: "embedded", stop: async () => {} };
  mkdirSync(config.dataDir, { recursive: true });
  const embedded = await startEmbeddedPostgres({ dir: config.dataDir });
  return { url: embedded.url, name: "embedded", stop: () => embedded.stop() };
}

/** The keys made at the first start; whoever has this file and the database has the tokens. */
function keysIn(dataDir: string): KeyRing {
  const file = join(dataDir, "secret-keys");
  try {
    writeFileSync(file, `k1:${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const ring = parseKeyRing(splitList(readFileSync(file, "utf8")));
  if (ring) return ring;
  throw new ConfigFaults([{ name: "SECRET_KEYS", problem: `is unset, and ${file} holds no keys` }]);
}
