import type { AppContext } from "../../app-context.js";
import { retryFailedPictures } from "./picture-store.js";

/** Makes the pictures due again that could not be copied: a token that works has come. */
export async function retryPictures(app: AppContext, accountId: string): Promise<void> {
  await retryFailedPictures(app.db, accountId, app.clock.now());
}
