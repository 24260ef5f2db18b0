import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Sql } from "postgres";
import type { SoakResult } from "../run.js";
import type { Readings } from "./readers.js";
import { send } from "./send.js";

/** How the server is at one moment. */
export interface Sample {
  readyz: number;
  serverMb: number;
  /** The private memory of all its connections' Postgres processes. */
  postgresMb: number;
  connections: number;
}

export async function sampleOf(server: { url: string; process: ChildProcess }, sql: Sql): Promise<Sample> {
  const backends = await sql<
    { pid: number }[]
  >`select pid from pg_stat_activity where application_name like 'darkroom%'`;
  return {
    readyz: await send(server.url, { path: "/readyz" }),
    serverMb: residentMb(server.process.pid ?? 0, "VmRSS"),
    postgresMb: backends.reduce((sum, { pid }) => sum + residentMb(pid, "RssAnon"), 0),
    connections: backends.length,
  };
}

/** Of `/proc`, where there is one; a process that has ended counts nothing. */
function residentMb(pid: number, field: "VmRSS" | "RssAnon"): number {
  try {
    const [, kb = 0] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kb) / 1_024;
  } catch {
    return 0;
  }
}

export interface Evidence {
  minutes: number;
  readings: Readings;
  samples: Sample[];
  answers: Record<string, Record<string, number>>;
  log: { bytes: number; errors: number; examples: string[] };
}

/** What readers may wait at the 99th of 100 requests. */
const P99_MAX_MS = 1_000;
/** What memory may grow by from the second fifth of the time to the last: caches fill, nothing else. */
const GROWTH_MAX_MB = 96;
const LOG_MAX_BYTES_A_MINUTE = 1_000_000;

export function judge({ minutes, readings, samples, answers, log }: Evidence): SoakResult {
  const sorted = readings.ms.toSorted((a, b) => a - b);
  const percentile = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
  const grown = (field: "serverMb" | "postgresMb") => {
    const of = (from: number, to: number) =>
      median(samples.slice(samples.length * from, samples.length * to).map((sample) => sample[field]));
    return { from: of(0.2, 0.4), to: of(0.8, 1) };
  };
  const [server, database] = [grown("serverMb"), grown("postgresMb")];
  const statuses = Object.entries(answers).map(([name, counts]) => `${name}: ${JSON.stringify(counts)}`);
  for (const text of [...statuses, ...log.examples]) process.stderr.write(`${text}\n`);
  const line = {
    minutes,
    reads: readings.ms.length,
    readsFailed: readings.failed,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    notReady: samples.filter(({ readyz }) => readyz !== 200).length,
    serverMb: server,
    postgresMb: database,
    connections: Math.max(...samples.map(({ connections }) => connections)),
    attacks: Object.values(answers)
      .flatMap(Object.values)
      .reduce((sum: number, count) => sum + Number(count), 0),
    serverErrors: Object.values(answers).reduce((sum, counts) => sum + (counts[500] ?? 0), 0),
    logBytes: log.bytes,
    logErrors: log.errors,
  };
  const isGood =
    Object.keys(line.readsFailed).length === 0 &&
    line.reads > minutes * 60 &&
    line.p99Ms < P99_MAX_MS &&
    line.notReady === 0 &&
    server.to - server.from < GROWTH_MAX_MB &&
    database.to - database.from < GROWTH_MAX_MB &&
    line.serverErrors + line.logErrors === 0 &&
    line.logBytes < minutes * LOG_MAX_BYTES_A_MINUTE;
  return { line, isGood };
}

function median(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}
