import type { AppContext } from "../../app-context.js";
import { picturePath } from "../../lib/picture-path.js";
import { deleteProfilePicture, upsertProfilePicture } from "./picture-store.js";

/** Notes where an account's own picture is, to be copied soon; null when it has none any more. */
export async function enqueueProfilePicture(app: AppContext, accountId: string, source: string | null): Promise<void> {
  const path = picturePath(source);
  if (source === null || path === null) return await deleteProfilePicture(app.db, accountId);
  await upsertProfilePicture(app.db, accountId, { path, source, nextTryAt: app.clock.now() });
}
