import autocannon from "autocannon";
import type { Contender } from "./contender.js";
import { cpuTimeMs } from "./cpu-time.js";

export interface Measured {
  requestsPerS: number;
  cpuUsPerRequest: number;
  p50Ms: number;
  p99Ms: number;
}

export interface LoadRequest {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** The requests to send in turn, and the status that each response must have. */
export interface Load {
  requests: LoadRequest[];
  status: 200 | 304;
}

const CONNECTIONS = 32;
/** A naive server may need seconds for 50 accounts, each with its posts. */
const TIMEOUT_S = 60;
/** How long the end may go unnoticed. */
const SAMPLE_MS = 50;

/** Loads a server for so long; returns the requests per second, roughly. */
export async function warmUp(contender: Contender, { seconds, ...load }: Load & { seconds: number }): Promise<number> {
  return (await send(contender, load, { duration: seconds })).requestsPerS;
}

/**
 * Sends so many requests over 32 connections and waits for all responses, so that none is half done when the processor
 * time is read.
 */
export async function measureLoad(
  contender: Contender,
  { count, ...load }: Load & { count: number },
): Promise<Measured> {
  const beforeMs = cpuTimeMs(contender.pid);
  const { requestsPerS, latency, responses } = await send(contender, load, {
    amount: Math.max(count, CONNECTIONS),
  });
  const cpuMs = cpuTimeMs(contender.pid) - beforeMs;
  return { requestsPerS, cpuUsPerRequest: (cpuMs * 1_000) / responses, p50Ms: latency.p50, p99Ms: latency.p99 };
}

async function send({ port }: Contender, { requests, status }: Load, end: { duration: number } | { amount: number }) {
  const url = `http://127.0.0.1:${port}`;
  const startMs = performance.now();
  let lastMs = startMs;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url, requests, connections: CONNECTIONS, sampleInt: SAMPLE_MS, timeout: TIMEOUT_S, ...end };
    const running = autocannon(options, (error: unknown, result) => (error ? reject(error) : resolve(result)));
    running.on("response", () => {
      lastMs = performance.now();
    });
  });
  const responses = status === 304 ? result["3xx"] : result["2xx"];
  const others = result["1xx"] + result["2xx"] + result["3xx"] + result["4xx"] + result["5xx"] - responses;
  if (others > 0 || result.errors > 0) {
    throw new Error(`${url}: ${responses} good responses, ${others} others, ${result.errors} failures`);
  }
  return { responses, requestsPerS: (responses * 1_000) / (lastMs - startMs || 1), latency: result.latency };
}
