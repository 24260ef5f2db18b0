import { rm, writeFile } from "node:fs/promises";
import type { World } from "../../app-context.js";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { type StoreFault, storeFault } from "../../lib/store-fault.js";
import { assetRuntime } from "./asset-runtime.js";

const PROBE = Buffer.alloc(4_096);

const WAIT_MIN_MS = 10 * SECOND_MS;
const WAIT_MAX_MS = 10 * MINUTE_MS;

const SAID = {
  DISK_FULL: "files are not copied: the disk is full; what is kept is served on",
  NOT_WRITABLE: "files are not copied: their store cannot be written; what is kept is served on",
} as const satisfies Record<StoreFault, string>;

/** Remembers that the store takes nothing, which is no picture's failure, and tells the log once until that is over. */
export function recordStoreFault(world: World, fault: StoreFault, error: unknown): void {
  const workshop = assetRuntime(world);
  const { code } = error as NodeJS.ErrnoException;
  const cause = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code;
  if (workshop.full !== fault) world.log.error({ code: code ?? cause ?? null }, SAID[fault]);
  workshop.full = fault;
}

/** The store has taken something. */
export function recordStoreTook(world: World): void {
  const workshop = assetRuntime(world);
  if (workshop.full === null || workshop.full === "LIMIT_REACHED") return;
  workshop.full = null;
  workshop.retry = { atMs: 0, waitMs: 0 };
  world.log.info("files are copied again: their store takes them");
}

/** Whether the store took nothing when it was last tried. */
export function isStoreDown(world: World): boolean {
  const { full } = assetRuntime(world);
  return full !== null && full !== "LIMIT_REACHED";
}

/**
 * Whether it is worth trying the store: it was not down, or a few bytes can be written to the scratch again, and it has not
 * just taken nothing all the same. Nothing is downloaded to find that out.
 */
export async function mayTryStore(world: World): Promise<boolean> {
  if (!isStoreDown(world)) return true;
  return performance.now() >= assetRuntime(world).retry.atMs && (await canWrite(world));
}

/** A store that could be written took nothing again: the next try waits, longer each time. */
export function putStoreOff(world: World): void {
  const { retry } = assetRuntime(world);
  retry.waitMs = Math.min(Math.max(2 * retry.waitMs, WAIT_MIN_MS), WAIT_MAX_MS);
  retry.atMs = performance.now() + retry.waitMs;
}

async function canWrite(world: World): Promise<boolean> {
  try {
    const path = await world.files.scratch();
    await writeFile(path, PROBE);
    await rm(path, { force: true });
    return true;
  } catch (error) {
    const fault = storeFault(error);
    if (!fault) throw error;
    recordStoreFault(world, fault, error);
    return false;
  }
}
