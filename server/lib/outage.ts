import type { Logger } from "pino";
import { SECOND_MS } from "./clock.js";
import { describeFailure, isOutage } from "./database-failures.js";

/** Logs a database outage once, and its end once. Without it, background work would log a failure every few seconds. */
export interface OutageLog {
  /** True if the database caused this failure. It is logged here; the caller must not log it. */
  explains(error: unknown): boolean;
  close(): void;
}

export interface OutageTimes {
  checkEveryMs: number;
  /** How long without failures until the outage may be over: one working connection says little about the others. */
  quietMs: number;
}

const TIMES: OutageTimes = { checkEveryMs: 5 * SECOND_MS, quietMs: 10 * SECOND_MS };

export function createOutageLog(log: Logger, health: () => Promise<string>, times = TIMES): OutageLog {
  let timer: NodeJS.Timeout | undefined;
  let beganMs = 0;
  let failedMs = 0;
  const check = async () => {
    if (performance.now() - failedMs < times.quietMs || (await health()) !== "ready" || !timer) return;
    clearInterval(timer);
    timer = undefined;
    log.info({ lastedS: Math.round((performance.now() - beganMs) / SECOND_MS) }, "the database can be used again");
  };
  return {
    explains(error) {
      if (!isOutage(error)) return false;
      failedMs = performance.now();
      if (timer) return true;
      beganMs = failedMs;
      timer = setInterval(() => void check(), times.checkEveryMs).unref();
      log.warn({ database: describeFailure(error), err: error }, "the database cannot be used: background work waits");
      return true;
    },
    close() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
