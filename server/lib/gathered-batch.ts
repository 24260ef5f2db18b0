/** Hands in an item, and returns its result. */
export type GatheredBatch<T, R> = (item: T) => Promise<R>;

/**
 * Runs one batch at a time: what is handed in meanwhile becomes the next one. So a lone item goes at once, and many
 * share a statement. `run` returns a result for each item, in order. A failed batch of several runs again one by one, so
 * that none fails for another.
 */
export function createGatheredBatch<T, R>(
  run: (items: readonly T[]) => Promise<readonly R[]>,
  { itemsMax }: { itemsMax: number },
): GatheredBatch<T, R> {
  interface Waiting {
    item: T;
    resolve(result: R): void;
    reject(error: unknown): void;
  }
  const waiting: Waiting[] = [];
  let isRunning = false;

  const runSome = async (some: readonly Waiting[]): Promise<void> => {
    try {
      const results = await run(some.map(({ item }) => item));
      for (const [n, { resolve }] of some.entries()) resolve(results[n] as R);
    } catch (error) {
      if (some.length === 1) return some[0]?.reject(error);
      for (const one of some) await runSome([one]);
    }
  };
  const runAll = async () => {
    isRunning = true;
    while (waiting.length > 0) await runSome(waiting.splice(0, itemsMax));
    isRunning = false;
  };
  return (item) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void runAll();
    });
}
