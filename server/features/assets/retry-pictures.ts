import type { AppContext } from "../../app-context.js";
import { retryFailedPictures, retryPicturesOf } from "./picture-store.js";

/** Makes failed pictures due again, after a new token. */
export async function retryPictures(app: AppContext, accountId: string): Promise<void> {
  await retryFailedPictures(app.db, accountId, app.clock.now());
}

/** Makes pictures due whose copy's bytes are lost. */
export async function recopyPictures(app: AppContext, hash: string): Promise<void> {
  await retryPicturesOf(app.db, hash, app.clock.now());
}
