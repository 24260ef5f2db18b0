import type { World } from "../../app-context.js";
import { picturePath } from "../../lib/picture-path.js";
import { deleteProfilePicture, upsertProfilePicture } from "./picture-store.js";

/** Notes where an account's own picture is, to be copied soon; null when it has none any more. */
export async function enqueueProfilePicture(world: World, accountId: string, source: string | null): Promise<void> {
  const path = picturePath(source);
  if (source === null || path === null) return await deleteProfilePicture(world.db, accountId);
  await upsertProfilePicture(world.db, accountId, { path, source, nextTryAt: world.clock.now() });
}
