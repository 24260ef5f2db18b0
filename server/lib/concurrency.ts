/** Runs at most `width` tasks at once, in order of arrival; at most `waitingMax` more wait. */
export interface Semaphore {
  /** @throws {QueueFullError} when too many tasks wait */
  pass<T>(task: () => Promise<T>): Promise<T>;
}

export class QueueFullError extends Error {
  override readonly name = "QueueFullError";
}

export function createSemaphore(width: number, waitingMax: number): Semaphore {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async pass(task) {
      if (running < width) running++;
      else if (waiting.length >= waitingMax) throw new QueueFullError("Too many tasks are waiting.");
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await task();
      } finally {
        // Hands the slot to the next waiting task, so that no newcomer takes it.
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}

/** Concurrent callers with the same key share one run and its result. */
export type SingleFlight = <T>(key: string, make: () => Promise<T>) => Promise<T>;

export function createSingleFlight(): SingleFlight {
  const underway = new Map<string, Promise<unknown>>();
  return <T>(key: string, make: () => Promise<T>) => {
    const known = underway.get(key);
    // All callers of one key expect the same type.
    if (known) return known as Promise<T>;
    const made = make().finally(() => underway.delete(key));
    underway.set(key, made);
    return made;
  };
}

/** Rejects with `late()` when the work takes too long; does not cancel the work. */
export async function withTimeout<T>(work: Promise<T>, { ms, late }: { ms: number; late: () => Error }): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(late()), ms);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}

/** Gives `work` a signal that fires after `ms`, or with the caller's. */
export async function withDeadline<T>(
  { ms, signal }: { ms: number; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Not AbortSignal.any([AbortSignal.timeout(…), signal]): on Node 20 garbage collection loses it.
  const limits = new AbortController();
  const stop = () => limits.abort();
  const timer = setTimeout(stop, ms);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await work(limits.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
