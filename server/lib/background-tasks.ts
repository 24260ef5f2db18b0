import type { Logger } from "pino";
import type { OutageLog } from "./outage.js";

/** Work that continues after the response. Shutdown fires its signal. */
export interface Background {
  /** Logs its failure. Returns false during shutdown or when too many tasks run: a scheduled job must do the work. */
  start(name: string, task: (signal: AbortSignal) => Promise<unknown>): boolean;
  run<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Waits until nothing runs, at most this long. */
  settled(timeoutMs: number): Promise<void>;
  drain(timeoutMs: number): Promise<void>;
}

const STARTED_MAX = 4;

export function createBackground(log: Logger, outage?: OutageLog): Background {
  const stop = new AbortController();
  const running = new Set<Promise<unknown>>();
  let startedCount = 0;
  const run = <T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const work = task(stop.signal);
    const settled = Promise.allSettled([work]);
    running.add(settled);
    void settled.then(() => running.delete(settled));
    return work;
  };
  const settled = async (timeoutMs: number): Promise<void> => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const tooLate = new Promise<void>((resolve) => timeout.addEventListener("abort", () => resolve(), { once: true }));
    await Promise.race([Promise.all(running), tooLate]);
  };
  return {
    run,
    settled,
    start(name, task) {
      if (stop.signal.aborted || startedCount >= STARTED_MAX) return false;
      startedCount++;
      run(task)
        .catch((error: unknown) => {
          if (!stop.signal.aborted && !outage?.explains(error))
            log.error({ task: name, err: error }, "background task failed");
        })
        .finally(() => startedCount--);
      return true;
    },
    async drain(timeoutMs) {
      stop.abort();
      await settled(timeoutMs);
    },
  };
}
