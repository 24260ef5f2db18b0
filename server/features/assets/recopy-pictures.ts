import type { AppContext } from "../../app-context.js";
import { retryPicturesOf } from "./picture-store.js";

/** Makes the pictures due that have a file as their copy whose bytes are lost. */
export async function recopyPictures(app: AppContext, hash: string): Promise<void> {
  await retryPicturesOf(app.db, hash, app.clock.now());
}
