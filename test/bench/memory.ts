import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import { freePort } from "../support/free-port.js";
import { parseStat } from "./cpu-time.js";

const PROJECT = join(import.meta.dirname, "../..");
const REST_MS = 45_000;
const LOAD_S = 15;
const MIB = 1024;
const LIVE = { INSTAGRAM_APP_ID: "1234567890123456", INSTAGRAM_APP_SECRET: "bench-secret", PUBLIC_READ: "on" };
const QUERY = "query($n: Int!) { media(first: $n) { id caption image { url } account { username stale } } }";
/** In MiB: of the server at rest, and of server and Postgres together under load. */
const GOALS = { sandbox: 200, live: 150, container: 512 };

/** Memory of `npm start` with the embedded Postgres, a first start: 45 s after it is ready, and under load. Linux only. */
export async function run(): Promise<Record<string, unknown>[]> {
  return [await measure("sandbox", {}), await measure("live", LIVE)];
}

async function measure(mode: "sandbox" | "live", settings: Record<string, string>): Promise<Record<string, unknown>> {
  const dataDir = mkdtempSync(join(tmpdir(), "darkroom-bench-memory-"));
  const port = await freePort();
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
  const env = { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "warn", ...settings };
  const server = spawn("sh", ["-c", scripts.start], { cwd: PROJECT, env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    while (!(await isReady(port))) await sleep(200);
    await sleep(REST_MS);
    const rest = memoryOf(server.pid ?? 0);
    const body = JSON.stringify({ query: QUERY, variables: { n: 50 } });
    const headers = { "content-type": "application/json" };
    const url = `http://127.0.0.1:${port}/graphql`;
    await autocannon({ url, method: "POST", headers, body, connections: 32, duration: LOAD_S });
    const load = memoryOf(server.pid ?? 0);
    const all = load.node + load.postgres;
    return {
      mode,
      "at rest MiB": `${rest.node} (at most ${GOALS[mode]}: ${rest.node <= GOALS[mode] ? "met" : "not met"})`,
      "under load MiB": load.node,
      "with Postgres MiB": `${all} (at most ${GOALS.container}: ${all <= GOALS.container ? "met" : "not met"})`,
    };
  } finally {
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function isReady(port: number): Promise<boolean> {
  return await fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Of the server its resident memory, of its Postgres the share of each process: they share most of it. */
function memoryOf(pid: number): { node: number; postgres: number } {
  const sum = { node: rollup(pid, "Rss"), postgres: 0 };
  for (const child of below(pid)) sum.postgres += rollup(child, "Pss");
  return { node: Math.round(sum.node / MIB), postgres: Math.round(sum.postgres / MIB) };
}

function below(pid: number): number[] {
  const rows = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => (rollupText(name) === "" ? [] : [parseStat(readFileSync(`/proc/${name}/stat`, "latin1"))]));
  const found = rows.filter(({ parent }) => parent === pid);
  for (const one of found) found.push(...rows.filter(({ parent }) => parent === one.pid));
  return found.map((row) => row.pid);
}

/** In KiB. */
function rollup(pid: number, name: "Rss" | "Pss"): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(rollupText(String(pid)))?.[1] ?? 0);
}

function rollupText(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/smaps_rollup`, "latin1");
  } catch {
    return ""; // It has ended, or is not ours.
  }
}
