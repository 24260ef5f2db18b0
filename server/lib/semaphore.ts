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
