/** Lets `width` tasks run at once, in the order they came; the rest wait, at most `waitingMax` of them. */
export interface Gate {
  /** @throws {GateFull} when too many wait already */
  pass<T>(task: () => Promise<T>): Promise<T>;
}

export class GateFull extends Error {
  override readonly name = "GateFull";
}

export function createGate(width: number, waitingMax: number): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async pass(task) {
      if (running < width) running++;
      else if (waiting.length >= waitingMax) throw new GateFull("Too many tasks are waiting.");
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
