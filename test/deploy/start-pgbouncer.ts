import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "../support/free-port.js";

export interface Pooler {
  url: string;
  version: string;
  close(): Promise<void>;
}

/** Fewer connections to Postgres than a process opens: transactions of all take turns on them. */
const SERVER_CONNECTIONS = 4;
const NOBODY = 65_534;
const UP_MS = 10_000;

/** PgBouncer in transaction mode before the Postgres of `url`, with its default settings otherwise. */
export async function startPgbouncer(url: string): Promise<Pooler> {
  const { stdout, error } = spawnSync("pgbouncer", ["--version"], { encoding: "utf8" });
  if (error) throw new Error("These tests need PgBouncer on the PATH: `apt-get install pgbouncer`.");
  const { hostname, port, username, password, pathname } = new URL(url);
  const folder = mkdtempSync(join(tmpdir(), "darkroom-pgbouncer-"));
  const poolerPort = await freePort();
  const [ini, users] = [join(folder, "pgbouncer.ini"), join(folder, "users.txt")];
  writeFileSync(users, `"${username}" "${decodeURIComponent(password)}"\n`);
  writeFileSync(
    ini,
    `[databases]
${pathname.slice(1)} = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${poolerPort}
unix_socket_dir =
auth_type = plain
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${SERVER_CONNECTIONS}
max_client_conn = 500
`,
  );
  for (const path of [folder, ini, users]) chmodSync(path, 0o755);
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn("pgbouncer", ["--quiet", ini], { stdio: ["ignore", "ignore", "pipe"], ...user });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-2_000);
  });
  const ended = once(child, "exit");
  const poolerUrl = Object.assign(new URL(url), { host: `127.0.0.1:${poolerPort}` }).href;
  const startedMs = performance.now();
  while (!(await isUp(poolerUrl))) {
    if (performance.now() - startedMs > UP_MS) throw new Error(`PgBouncer does not start: ${words}`);
    await sleep(100);
  }
  return {
    url: poolerUrl,
    version: stdout.split("\n")[0] ?? "",
    close: async () => {
      child.kill("SIGQUIT");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function isUp(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, prepare: false, fetch_types: false, connect_timeout: 2 });
  try {
    await sql.unsafe("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
