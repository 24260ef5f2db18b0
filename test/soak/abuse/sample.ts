import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { OPERATOR_TOKEN } from "../../support/test-app.js";
import { send } from "./send.js";

/** How the server is at one moment. */
export interface Sample {
  readyz: number;
  /** Its memory, and what of it JavaScript uses. */
  serverMb: number;
  heapMb: number;
  /** The memory of all its connections' Postgres processes, without what they share with each other. */
  postgresMb: number;
  connections: number;
}

export async function sampleOf(server: { url: string; process: ChildProcess }, sql: Sql): Promise<Sample> {
  const backends = await sql<
    { pid: number }[]
  >`select pid from pg_stat_activity where application_name like 'darkroom%'`;
  const [heapMb = 0] = await metricsMb(server.url, ["nodejs_heap_size_used_bytes"]);
  const sample = {
    readyz: await send(server.url, { path: "/readyz" }),
    serverMb: memoryMb(server.process.pid ?? 0, "Pss"),
    heapMb,
    postgresMb: backends.reduce((sum, { pid }) => sum + memoryMb(pid, "Pss_Anon"), 0),
    connections: backends.length,
  };
  process.stderr.write(
    `${JSON.stringify(sample, (_, value) => (typeof value === "number" ? Math.round(value) : value))}\n`,
  );
  return sample;
}

const COLLECTED_MS = 1_000;

/** What JavaScript and its buffers take once all garbage is collected: Node itself waits until that has grown by some 200 MB. */
export async function keptMb(server: { url: string; process: ChildProcess }): Promise<number> {
  server.process.kill("SIGUSR2");
  await sleep(COLLECTED_MS);
  const [heap = 0, external = 0] = await metricsMb(server.url, ["nodejs_heap_size_used_bytes", EXTERNAL]);
  return Math.round(heap + external);
}

const EXTERNAL = "nodejs_external_memory_bytes";

/**
 * Of `/proc`, where there is one: a page that several processes share counts as their shares of it, so that Postgres' shared
 * buffers are not counted for each connection. A process that has ended counts nothing.
 */
function memoryMb(pid: number, field: "Pss" | "Pss_Anon"): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const [, kb = 0] = new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(text) ?? [];
    return Number(kb) / 1_024;
  } catch {
    return 0;
  }
}

const METRICS_TIMEOUT_MS = 10_000;

async function metricsMb(url: string, names: string[]): Promise<number[]> {
  try {
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
    const answer = await fetch(`${url}/metrics`, { headers, signal: AbortSignal.timeout(METRICS_TIMEOUT_MS) });
    const text = await answer.text();
    return names.map((name) => Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1] ?? 0) / 1_048_576);
  } catch {
    return [];
  }
}
