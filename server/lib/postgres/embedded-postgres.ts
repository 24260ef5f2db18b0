import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { z } from "zod";
import { lockFolder } from "../folder-lock.js";
import { Secret } from "../secret.js";
import { findPostgresBinaries } from "./postgres-binaries.js";
import { makePostgresFiles, type PostgresHome, ROLE, resetPassword, writePrivately } from "./postgres-files.js";
import { keepRunning } from "./postgres-keeper.js";
import { endOrphan, readPostmasterPid } from "./postgres-orphan.js";
import { findLauncher, launch, type PostgresProcess } from "./postgres-process.js";

export interface EmbeddedOptions {
  dir: string;
  /** False in tests only: a power cut may corrupt the files. */
  durable?: boolean;
  /** If given, Postgres is restarted after a crash; receives the last log lines of the crashed process. */
  restarted?: (lastWords: string) => void;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  url: Secret;
  pid: number;
  exited: Promise<void>;
  /** A second call waits for the first. */
  stop(): Promise<void>;
}

/** The connection file of a folder, readable only by its owner. */
const Connection = z.object({ home: z.string(), password: z.string(), port: z.number().nullable() });
type Connection = z.infer<typeof Connection>;

const START_ATTEMPTS_MAX = 5;

/**
 * Runs a real Postgres on `dir`/postgres, created at the first start, and owns that folder until it stops.
 *
 * It listens on 127.0.0.1 only, on a free port, with a generated password; its clock is UTC. On Linux the kernel ends
 * it with this process. Elsewhere a watching child ends it; on Windows abruptly, so the next start recovers. Postgres
 * refuses to run as root: root runs it as the files' owner, or as nobody for root's files.
 * @throws {DataDirInUse} when another process runs one on the same folder
 * @throws {NoEmbeddedPostgres} when it cannot run on this machine
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const unlock = await lockFolder(resolve(options.dir));
  try {
    const home = realpathSync(options.dir);
    const place: PostgresHome = {
      home,
      files: join(home, "postgres"),
      binaries: await findPostgresBinaries(),
      launcher: findLauncher(home),
      durable: options.durable ?? true,
    };
    const ignoredPid = await endOrphan(place.files);
    const password = preparePassword(place);
    const { server, port } = await startOnFreePort(place, ignoredPid);
    writeConnection({ home, password, port });
    const { restarted } = options;
    const again = () => startOn(port, place, null);
    const supervised = restarted ? keepRunning(server, again, restarted) : server;
    const stop = once(async () => {
      await supervised.stop();
      unlock();
    });
    const exited = supervised.exited.then(() => undefined);
    const pid = readPostmasterPid(place.files) ?? 0;
    return { url: urlOf(password, port), pid, exited, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Connects to the Postgres that another process runs on `dir`; null if none responds. It ends with that process. */
export async function joinEmbeddedPostgres(dir: string): Promise<{ url: Secret } | null> {
  const connection = readConnection(resolve(dir));
  // A copied folder contains the original's address.
  if (!connection?.port || connection.home !== realpathSync(dir)) return null;
  const url = urlOf(connection.password, connection.port);
  const sql = postgres(url.reveal(), { max: 1, connect_timeout: 3, onnotice: () => undefined });
  try {
    await sql`select 1`;
    return { url };
  } catch {
    return null; // Another program now uses the port.
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The password is on disk before the database requires it. */
function preparePassword(place: PostgresHome): string {
  const supervised = readConnection(place.home)?.password;
  const password = supervised ?? randomBytes(24).toString("base64url");
  const isNew = !existsSync(join(place.files, "PG_VERSION"));
  writeConnection({ home: place.home, password, port: null });
  if (isNew) makePostgresFiles(place, password);
  else if (supervised === undefined) resetPassword(place, password);
  return password;
}

async function startOnFreePort(place: PostgresHome, ignoredPid: number | null) {
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    try {
      return { server: await startOn(port, place, ignoredPid), port };
    } catch (error) {
      // Another process took the port first.
      if (attempt === START_ATTEMPTS_MAX || !String(error).includes("could not bind")) throw error;
    }
  }
}

async function startOn(port: number, place: PostgresHome, ignoredPid: number | null): Promise<PostgresProcess> {
  for (let attempt = 1; ; attempt++) {
    const command = [place.binaries.postgres, "-D", place.files, ...settings(port, place.durable)];
    const server = launch(place.launcher, command, ignoredPid);
    try {
      await server.ready;
      return server;
    } catch (error) {
      await server.stop();
      // A last child of a killed Postgres is still exiting.
      if (attempt === START_ATTEMPTS_MAX || !String(error).includes("still in use")) throw error;
      await new Promise((done) => setTimeout(done, 300 * attempt));
    }
  }
}

function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    TimeZone: "UTC",
    log_timezone: "UTC",
    // Clients receive their errors; this log would repeat them with the statement's values.
    log_min_messages: "log",
    log_checkpoints: "off",
    ...(durable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function readConnection(home: string): Connection | null {
  const path = connectionPath(home);
  if (!existsSync(path)) return null;
  try {
    return Connection.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null; // Truncated.
    throw error;
  }
}

function writeConnection(connection: Connection): void {
  const owner = process.getuid?.() === 0 ? statSync(connection.home) : null;
  writePrivately(connectionPath(connection.home), `${JSON.stringify(connection)}\n`, owner);
}

function connectionPath(home: string): string {
  return join(home, "postgres.json");
}

function urlOf(password: string, port: number): Secret {
  return new Secret(`postgres://${ROLE}:${password}@127.0.0.1:${port}/${ROLE}`);
}

function once(act: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= act();
    return running;
  };
}
