import { availableParallelism } from "node:os";
import { perProcess } from "../../app-context.js";
import { createSemaphore, createSingleFlight, type Semaphore, type SingleFlight } from "../../lib/concurrency.js";
import type { StoreFault } from "../../lib/store-fault.js";

/** What one process has for its work on files: how much it does at once, and what is under way. */
export interface AssetRuntime {
  /** Downloads of pictures. */
  copying: Semaphore;
  /** Decoding and scaling, which take a core each and leave threads for reading files. */
  scaling: Semaphore;
  /** Videos on their way through. */
  films: Set<PassingVideo>;
  once: SingleFlight;
  /** Instagram's newest addresses of videos that are not kept, by key. */
  addresses: Map<string, string>;
  /** Why nothing is copied at the moment. */
  full: FilesFull | null;
  /** When a store that takes nothing is tried again, by the machine's own time, and how long that was put off. */
  retry: { atMs: number; waitMs: number };
  /** How much room everything took when it was summed, with what this process has kept since; null before the first time. */
  room: { bytes: number; summedMs: number } | null;
}

/** A video on its way through. */
export interface PassingVideo {
  /** Since when its reader has not asked for more, by the machine's own time; null while it does. */
  pausedSinceMs: number | null;
  end(): void;
}

/** The store took no more, or takes nothing at all; or FILES_MAX_BYTES is reached. */
export type FilesFull = StoreFault | "LIMIT_REACHED";

const SCALING_WIDTH = Math.max(1, Math.min(2, availableParallelism() - 1));

export const assetRuntime = perProcess(
  (): AssetRuntime => ({
    copying: createSemaphore(4, 200),
    scaling: createSemaphore(SCALING_WIDTH, 500),
    films: new Set(),
    once: createSingleFlight(),
    addresses: new Map(),
    full: null,
    retry: { atMs: 0, waitMs: 0 },
    room: null,
  }),
);
