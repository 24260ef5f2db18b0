import type { SoakResult } from "../run.js";
import type { Readings } from "./readers.js";
import type { Sample } from "./sample.js";

export interface Evidence {
  minutes: number;
  readings: Readings;
  samples: Sample[];
  /** What the server keeps, without garbage: after the first third of the time, which is for caches that fill, and at the end. */
  kept: Growth;
  answers: Record<string, Record<string, number>>;
  log: { bytes: number; errors: number; examples: string[] };
  /** How many processors each took. */
  processors: Record<string, number>;
}

/** What readers may wait at the 99th of 100 requests. */
const P99_MAX_MS = 1_000;
const READS_A_MINUTE_MIN = 60;
/**
 * Memory is flat when it does not grow by more than this after the first third of the time, which is for caches that fill. Of the
 * server what is kept counts, of Postgres the medians of the second and of the last third.
 */
const GROWTH_MAX = 0.15;
const GROWTH_MAX_MB = 32;
/** Garbage that Node has not collected yet included. */
const SERVER_MAX_MB = 1_024;
const LOG_MAX_BYTES_A_MINUTE = 1_000_000;

/** One line of figures; `missed` names each goal that was not reached. */
export function judge({ minutes, readings, samples, kept, answers, log, processors }: Evidence): SoakResult {
  const figures = {
    minutes,
    reads: readings.ms.length,
    readsFailed: readings.failed,
    p50Ms: percentile(readings.ms, 0.5),
    p99Ms: percentile(readings.ms, 0.99),
    readersLagP99Ms: readings.lagP99Ms,
    notReady: samples.filter(({ readyz }) => readyz !== 200).length,
    keptMb: kept,
    serverMb: growth(samples.map(({ serverMb }) => serverMb)),
    serverMaxMb: Math.round(Math.max(...samples.map(({ serverMb }) => serverMb))),
    heapMb: growth(samples.map(({ heapMb }) => heapMb)),
    postgresMb: growth(samples.map(({ postgresMb }) => postgresMb)),
    connections: Math.max(...samples.map(({ connections }) => connections)),
    attacks: Object.values(answers)
      .flatMap(Object.values)
      .reduce((sum: number, count) => sum + Number(count), 0),
    serverErrors: Object.values(answers).reduce((sum, counts) => sum + (counts[500] ?? 0), 0),
    logBytes: log.bytes,
    logErrors: log.errors,
    processors,
  };
  const goals = {
    readsFailed: Object.keys(figures.readsFailed).length === 0,
    reads: figures.reads > minutes * READS_A_MINUTE_MIN,
    p99Ms: figures.p99Ms < P99_MAX_MS,
    notReady: figures.notReady === 0,
    keptMb: isFlat(kept),
    serverMaxMb: figures.serverMaxMb < SERVER_MAX_MB,
    postgresMb: isFlat(figures.postgresMb),
    serverErrors: figures.serverErrors === 0,
    logErrors: figures.logErrors === 0,
    logBytes: figures.logBytes < minutes * LOG_MAX_BYTES_A_MINUTE,
  };
  const missed = Object.entries(goals).flatMap(([name, isReached]) => (isReached ? [] : [name]));
  return { line: { ...figures, missed }, isGood: missed.length === 0 };
}

interface Growth {
  from: number;
  to: number;
}

/** The medians of the second and of the last third. */
function growth(values: number[]): Growth {
  const third = (n: number) => values.slice((values.length * n) / 3, (values.length * (n + 1)) / 3);
  return { from: percentile(third(1), 0.5), to: percentile(third(2), 0.5) };
}

function isFlat({ from, to }: Growth): boolean {
  return to - from <= Math.max(GROWTH_MAX_MB, from * GROWTH_MAX);
}

function percentile(values: number[], part: number): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0);
}
