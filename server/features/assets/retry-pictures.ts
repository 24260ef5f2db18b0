import type { AppContext } from "../../app-context.js";
import { retryFailedPictures, retryPicturesOf } from "./picture-store.js";

/** Makes the pictures due again that could not be copied: a token that works has come. */
export async function retryPictures(app: AppContext, accountId: string): Promise<void> {
  await retryFailedPictures(app.db, accountId, app.clock.now());
}

/** Makes the pictures due that have a file as their copy whose bytes are lost. */
export async function recopyPictures(app: AppContext, hash: string): Promise<void> {
  await retryPicturesOf(app.db, hash, app.clock.now());
}
