import { appendFileSync, chownSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { migrateDatabase } from "../../server/db/migrate-database.js";
import { findPostgresBinaries } from "../../server/lib/postgres/postgres-binaries.js";
import { findLauncher, type Launcher, launch, runToEnd } from "../../server/lib/postgres/postgres-process.js";
import { freePort } from "./free-port.js";
import { postgresFolder } from "./postgres-folder.js";

/** Two real Postgres: a primary and its streaming replica. The login is a superuser's. */
export interface ReplicatedPostgres {
  primaryUrl: string;
  replicaUrl: string;
  /** Stops applying what the primary writes. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  killReplica(): Promise<void>;
  startReplica(): Promise<void>;
  close(): Promise<void>;
}

export async function startReplicatedPostgres(): Promise<ReplicatedPostgres> {
  const home = postgresFolder();
  const binaries = await findPostgresBinaries();
  const launcher = findLauncher(home);
  const [primary, replica] = [join(home, "primary"), join(home, "replica")];
  const [primaryPort, replicaPort] = [await freePort(), await freePort()];
  mkdirSync(primary, { mode: 0o700 });
  giveTo(launcher, primary);
  runToEnd(launcher, [binaries.initdb, "-D", primary, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]);
  // A copy of files that no server has open is a base backup.
  cpSync(primary, replica, { recursive: true });
  const source = `primary_conninfo = 'host=127.0.0.1 port=${primaryPort} user=postgres'\n`;
  appendFileSync(join(replica, "postgresql.auto.conf"), source);
  writeFileSync(join(replica, "standby.signal"), "");
  giveTo(launcher, replica);

  const start = async (files: string, port: number) => {
    const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: "", fsync: "off" };
    const more = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const server = launch(launcher, [binaries.postgres, "-D", files, ...more], null);
    // A replica says it in other words.
    server.ready.catch(() => undefined);
    while (!(await isUp(urlOf(port)))) await sleep(100);
    return server;
  };
  const primaryServer = await start(primary, primaryPort);
  const [primaryUrl, replicaUrl] = [urlOf(primaryPort), urlOf(replicaPort)];
  await migrateDatabase(primaryUrl, join(import.meta.dirname, "../../drizzle"));
  let replicaServer = await start(replica, replicaPort);
  const onReplica = (text: string) => run(replicaUrl, text);
  return {
    primaryUrl,
    replicaUrl,
    pause: () => onReplica("select pg_wal_replay_pause()"),
    resume: () => onReplica("select pg_wal_replay_resume()"),
    killReplica: () => replicaServer.stop(),
    startReplica: async () => {
      replicaServer = await start(replica, replicaPort);
    },
    close: async () => {
      await Promise.all([replicaServer.stop(), primaryServer.stop()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function urlOf(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

async function run(url: string, text: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(text);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function isUp(url: string): Promise<boolean> {
  return run(url, "select 1").then(
    () => true,
    () => false,
  );
}

function giveTo({ user }: Launcher, folder: string): void {
  if (!user) return;
  for (const path of ["", ...readdirSync(folder, { recursive: true, encoding: "utf8" })]) {
    chownSync(join(folder, path), user.uid, user.gid);
  }
}
