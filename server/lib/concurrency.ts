/** Lets `width` tasks run at once, in the order they came; the rest wait, at most `waitingMax` of them. */
export interface Semaphore {
  /** @throws {QueueFullError} when too many wait already */
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
        // Who waits takes the place over, so that nobody slips in between.
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}

/** Who asks for what is being made already gets that one's outcome. */
export type SingleFlight = <T>(key: string, make: () => Promise<T>) => Promise<T>;

export function createSingleFlight(): SingleFlight {
  const underway = new Map<string, Promise<unknown>>();
  return <T>(key: string, make: () => Promise<T>) => {
    const known = underway.get(key);
    // One key names one kind of thing, so the outcome is of the caller's type.
    if (known) return known as Promise<T>;
    const made = make().finally(() => underway.delete(key));
    underway.set(key, made);
    return made;
  };
}

/** Fails with what `late` makes when the work takes longer; the work itself is left to its own limits. */
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
