import { availableParallelism } from "node:os";
import { perProcess } from "../../app-context.js";
import { createSemaphore, createSingleFlight, type Semaphore, type SingleFlight } from "../../lib/concurrency.js";
import type { StoreErrorCode } from "../../lib/file-store.js";

export interface AssetRuntime {
  copying: Semaphore;
  /** Limits decoding and scaling: each takes a core, and threads must remain for reading files. */
  scaling: Semaphore;
  streams: Set<PassingVideo>;
  once: SingleFlight;
  /** Instagram's newest addresses of videos without a copy. */
  addresses: Map<string, string>;
  full: FilesFull | null;
  retry: { atMs: number; waitMs: number };
  /** Null before the first sum. `bytes` includes this process's additions. */
  room: { bytes: number; summedMs: number } | null;
}

export interface PassingVideo {
  /** Since when its reader has paused, by the machine's time; null while it reads. */
  pausedSinceMs: number | null;
  end(): void;
}

export type FilesFull = StoreErrorCode | "LIMIT_REACHED";

const SCALING_WIDTH = Math.max(1, Math.min(2, availableParallelism() - 1));

export const assetRuntime = perProcess(
  (): AssetRuntime => ({
    copying: createSemaphore(4, 200),
    scaling: createSemaphore(SCALING_WIDTH, 500),
    streams: new Set(),
    once: createSingleFlight(),
    addresses: new Map(),
    full: null,
    retry: { atMs: 0, waitMs: 0 },
    room: null,
  }),
);
