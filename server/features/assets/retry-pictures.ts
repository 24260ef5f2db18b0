import type { World } from "../../app-context.js";
import { wakeFailedPictures } from "./picture-store.js";

/** Makes the pictures due again that could not be copied: a token that works has come. */
export async function wakePictures(world: World, accountId: string): Promise<void> {
  await wakeFailedPictures(world.db, accountId, world.clock.now());
}
