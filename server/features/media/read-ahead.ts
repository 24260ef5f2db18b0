import { type PageRead, type Progress, paginate, type ReadAt } from "./paginate.js";

export interface PageReader {
  /** Begins to read a page that will be taken next. Its failure is the taker's. */
  begin(place: Progress): void;
  /** The page that was begun; without one, it begins now. */
  take(place: Progress): Promise<PageRead>;
  /** Gives up what was begun in vain, and waits until it has ended. */
  close(): Promise<void>;
}

/** Reads at most one page ahead: while one page is written, the next is on its way. */
export function createPageReader(read: (at: Parameters<ReadAt>[0], signal: AbortSignal) => ReturnType<ReadAt>) {
  const stop = new AbortController();
  let begun: Promise<PageRead> | null = null;
  const reader: PageReader = {
    begin(place) {
      begun = paginate(place, (at) => read(at, stop.signal));
      begun.catch(() => undefined);
    },
    async take(place) {
      if (!begun) reader.begin(place);
      const taken = begun as unknown as Promise<PageRead>;
      begun = null;
      return await taken;
    },
    async close() {
      stop.abort();
      await begun?.catch(() => undefined);
    },
  };
  return reader;
}
