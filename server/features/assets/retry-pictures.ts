import type { World } from "../../app-context.js";
import { retryFailedPictures } from "./picture-store.js";

/** Makes the pictures due again that could not be copied: a token that works has come. */
export async function retryPictures(world: World, accountId: string): Promise<void> {
  await retryFailedPictures(world.db, accountId, world.clock.now());
}
