import { rm, writeFile } from "node:fs/promises";
import { type StoreFault, storeFault } from "../lib/store-fault.js";
import type { World } from "../world.js";
import { workshopOf } from "./workshop.js";

const PROBE = Buffer.alloc(4_096);

const SAID = {
  DISK_FULL: "files are not copied: the disk is full; what is kept is served on",
  NOT_WRITABLE: "files are not copied: their store cannot be written; what is kept is served on",
} as const satisfies Record<StoreFault, string>;

/** Remembers that the store takes nothing, which is no picture's failure, and tells the log once until that is over. */
export function noteStoreFault(world: World, fault: StoreFault, error: unknown): void {
  const workshop = workshopOf(world);
  const { code } = error as NodeJS.ErrnoException;
  const cause = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code;
  if (workshop.full !== fault) world.log.error({ code: code ?? cause ?? null }, SAID[fault]);
  workshop.full = fault;
}

/** The store has taken something. */
export function noteStoreTook(world: World): void {
  const workshop = workshopOf(world);
  if (workshop.full === null || workshop.full === "LIMIT_REACHED") return;
  workshop.full = null;
  world.log.info("files are copied again: their store takes them");
}

/** Whether the store took nothing when it was last tried. */
export function isStoreDown(world: World): boolean {
  const { full } = workshopOf(world);
  return full !== null && full !== "LIMIT_REACHED";
}

/** Whether it is worth trying again: a few bytes can be written to the scratch. Nothing is downloaded to find that out. */
export async function canWrite(world: World): Promise<boolean> {
  try {
    const path = await world.files.scratch();
    await writeFile(path, PROBE);
    await rm(path, { force: true });
    return true;
  } catch (error) {
    const fault = storeFault(error);
    if (!fault) throw error;
    noteStoreFault(world, fault, error);
    return false;
  }
}
