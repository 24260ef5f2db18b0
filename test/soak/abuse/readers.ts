import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { send } from "./send.js";

export interface Readings {
  /** Of every reader's requests, in order of time. */
  ms: number[];
  /** By status, those that were not answered with 200. */
  failed: Record<string, number>;
  /** How late this process itself was at the 99th of 100 moments: what of `ms` is not the server's. */
  lagP99Ms: number;
}

/** Each reads what a site reads, four times a second. */
const PAUSE_MS = 250;
const LAG_EVERY_MS = 10;

/** Well-behaved sites that read from an address each, until `signal` ends them. */
export async function read(url: string, publishableKey: string, signal: AbortSignal): Promise<Readings> {
  const readings: Readings = { ms: [], failed: {}, lagP99Ms: 0 };
  const lag = monitorEventLoopDelay({ resolution: LAG_EVERY_MS });
  lag.enable();
  const site = { "x-api-key": publishableKey, origin: "https://shop.example" };
  const readers = Array.from({ length: 4 }, async (_, n) => {
    const query = `{account(username:"shop.${100 + n}"){username media(first:12,type:IMAGE){id mediaUrl caption}}}`;
    const headers = { "x-forwarded-for": `203.0.113.${n}`, ...(n % 2 ? site : {}) };
    while (!signal.aborted) {
      const startedAt = performance.now();
      const status = await send(url, { body: { query }, headers });
      readings.ms.push(performance.now() - startedAt);
      if (status !== 200) readings.failed[status] = (readings.failed[status] ?? 0) + 1;
      await sleep(PAUSE_MS);
    }
  });
  await Promise.all(readers);
  readings.lagP99Ms = Math.max(0, Math.round(lag.percentile(99) / 1e6) - LAG_EVERY_MS);
  return readings;
}
