import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { databaseHost, markPooled, readDatabaseUrl } from "../db/database-url.js";
import { databaseSetupError } from "../db/explain-database.js";
import { inspectDatabase } from "../db/inspect-database.js";
import { limitPooledSessions } from "../db/limit-sessions.js";
import { migrateDatabase } from "../db/migrate-database.js";
import { dataDirError, prepareDataDir } from "../lib/data-dir.js";
import { splitList } from "../lib/net.js";
import { joinEmbeddedPostgres, startEmbeddedPostgres } from "../lib/postgres/embedded-postgres.js";
import { PROJECT_ROOT } from "../lib/project-root.js";
import { type KeyRing, newKey, parseKeyRing } from "../lib/seal.js";
import type { Secret } from "../lib/secret.js";
import { type AppConfig, type Config, ConfigError } from "./config.js";

export interface Bootstrapped extends AsyncDisposable {
  config: AppConfig;
  /** `embedded`, or the database server's host. */
  databaseName: string;
  notes: string[];
  /** Resolves when the embedded Postgres has exited and is not restarted; never for an external database. */
  databaseEnded: Promise<void>;
}

export interface BootstrapOptions {
  mayAttach: boolean;
  /** Called before each step that may take seconds. */
  reportProgress?: (text: string) => void;
}

/**
 * Prepares what the server needs: database, keys, migrations. Without DATABASE_URL it starts the embedded Postgres; a
 * tool attaches to a running server's.
 * @throws {DataDirInUse} when another server uses the same folder
 * @throws {NoEmbeddedPostgres} when it cannot run on this machine
 * @throws {DatabaseSetupError} when the database of DATABASE_URL cannot be used
 */
export async function bootstrap(config: Config, options: BootstrapOptions): Promise<Bootstrapped> {
  const { reportProgress = () => undefined } = options;
  if (!config.databaseUrl) reportProgress("Starting the embedded Postgres …");
  const database = await openDatabaseOf(config, options.mayAttach);
  try {
    reportProgress("Checking the database's tables …");
    const { url, notes } = await bringUpToDate(database.url, config.databaseDirectUrl);
    const secretKeys = config.secretKeys ?? keysIn(config.dataDir);
    return {
      config: { ...config, databaseUrl: url, secretKeys },
      databaseName: database.name,
      notes,
      databaseEnded: database.ended,
      [Symbol.asyncDispose]: database.stop,
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Checks and migrates the database. Returns the URL to use: pooled or direct. */
async function bringUpToDate(url: Secret, direct: Secret | null): Promise<{ url: Secret; notes: string[] }> {
  const notes = readDatabaseUrl(url.reveal()).notes.map((note) => `DATABASE_URL: ${note}`);
  try {
    const { isPooled, statementTimeout } = await inspectDatabase(url);
    const known = isPooled ? markPooled(url) : url;
    await (direct ? migratePastPooler(direct) : migrateDatabase(known, MIGRATIONS));
    if (!isPooled) return { url, notes };
    if (statementTimeout === "0") await limitPooledSessions(known);
    return { url: known, notes: direct ? notes : [...notes, WITHOUT_DIRECT_URL] };
  } catch (error) {
    throw databaseSetupError(error, url) ?? error;
  }
}

const WITHOUT_DIRECT_URL =
  "DATABASE_URL leads to a pooler: revoked keys work for 3 s more, and each process counts RATE_LIMIT alone. To avoid this, set DATABASE_DIRECT_URL to Postgres without the pooler";

const MIGRATIONS = join(PROJECT_ROOT, "drizzle");

async function migratePastPooler(url: Secret): Promise<void> {
  try {
    await migrateDatabase(url, MIGRATIONS);
  } catch (error) {
    throw databaseSetupError(error, url, "DATABASE_DIRECT_URL") ?? error;
  }
}

interface OpenedDatabase {
  url: Secret;
  name: string;
  ended: Promise<void>;
  stop: () => Promise<void>;
}

async function openDatabaseOf(config: Config, mayAttach: boolean): Promise<OpenedDatabase> {
  if (config.databaseUrl) {
    return { url: config.databaseUrl, name: databaseHost(config.databaseUrl), ended: NEVER, stop: async () => {} };
  }
  const running = mayAttach ? await joinEmbeddedPostgres(config.dataDir) : null;
  if (running) return { url: running.url, name: "embedded", ended: NEVER, stop: async () => {} };
  prepareDataDir(config.dataDir);
  const embedded = await startEmbeddedPostgres({ dir: config.dataDir, restarted: reportRestart }).catch((error) => {
    throw dataDirError(error, config.dataDir) ?? error;
  });
  return { url: embedded.url, name: "embedded", ended: embedded.exited, stop: () => embedded.stop() };
}

const NEVER = new Promise<void>(() => undefined);

function reportRestart(lastWords: string): void {
  process.stderr.write(`The embedded Postgres stopped unexpectedly and was restarted. Its last output: ${lastWords}\n`);
}

/** Creates the keys at the first start. This file and the database together give access to all tokens. */
function keysIn(dataDir: string): KeyRing {
  const file = join(dataDir, "secret-keys");
  try {
    writeDurably(file, `${newKey()}\n`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw dataDirError(error, dataDir) ?? error;
  }
  const ring = parseKeyRing(splitList(readKeys(file, dataDir)));
  if (ring) return ring;
  throw new ConfigError([{ name: "SECRET_KEYS", problem: `is unset, and ${file} contains no keys` }]);
}

function readKeys(file: string, dataDir: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw dataDirError(error, dataDir) ?? error;
  }
}

/** Flushes file and folder before anything is encrypted: a power cut must not lose the key. Never overwrites a file. */
function writeDurably(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600, flag: "wx", flush: true });
  if (process.platform === "win32") return; // Windows cannot open a folder to flush it.
  const folder = openSync(dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}
