import { HOUR_MS } from "../lib/clock.js";
import type { World } from "../world.js";
import { sweepFiles } from "./sweep-files.js";
import { trimSizes } from "./trim-sizes.js";

/** Removes what is beyond the limit, what dead processes left in the scratch, and what nothing needs. */
export async function tidyFiles(world: World, signal: AbortSignal): Promise<void> {
  await trimSizes(world);
  // The disk's own time, whatever the world's clock says.
  await world.files.tidy(new Date(Date.now() - HOUR_MS));
  await sweepFiles(world, signal);
}
