import type { World } from "../../app-context.js";
import { retryPicturesOf } from "./picture-store.js";

/** Makes the pictures due that have a file as their copy whose bytes are lost. */
export async function recopyPictures(world: World, hash: string): Promise<void> {
  await retryPicturesOf(world.db, hash, world.clock.now());
}
