import type { Logger } from "pino";
import type { OutageLog } from "./outage.js";

/** Work that goes on after an answer was given, until it is done or the process drains. Its signal fires when that happens. */
export interface Background {
  /**
   * Starts a task that nobody waits for; its failure is logged, never thrown. False when the process drains or enough such
   * tasks are under way: then a job must do it.
   */
  start(name: string, task: (signal: AbortSignal) => Promise<unknown>): boolean;
  /** Runs a task that its caller waits for, perhaps not to the end. */
  run<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Signals every task and waits for them, at most `timeoutMs`. */
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
  return {
    run,
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
      const timeout = AbortSignal.timeout(timeoutMs);
      const tooLate = new Promise<void>((resolve) =>
        timeout.addEventListener("abort", () => resolve(), { once: true }),
      );
      await Promise.race([Promise.all(running), tooLate]);
    },
  };
}
