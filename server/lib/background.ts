import type { Logger } from "pino";

/** Work that goes on after an answer was given, until it is done or the process drains. */
export interface Background {
  /** Starts a task; its failure is logged, never thrown. The signal fires when the process drains. */
  start(name: string, task: (signal: AbortSignal) => Promise<void>): void;
  /** Signals every task and waits for them, at most `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
}

export function createBackground(log: Logger): Background {
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  return {
    start(name, task) {
      if (stop.signal.aborted) return;
      const run = task(stop.signal)
        .catch((error: unknown) => {
          if (!stop.signal.aborted) log.error({ task: name, err: error }, "background task failed");
        })
        .finally(() => running.delete(run));
      running.add(run);
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
