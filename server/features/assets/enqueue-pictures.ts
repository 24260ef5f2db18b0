import type { AppContext } from "../../app-context.js";
import type { PictureKind } from "../../db/schema/pictures.js";
import { picturePath } from "../../lib/picture-path.js";
import { deleteProfilePicture, upsertPictures, upsertProfilePicture } from "./picture-store.js";

/** Where Instagram has what a post shows, as just read. */
export interface PictureSource {
  mediaId: string;
  kind: Exclude<PictureKind, "PROFILE">;
  /** Signed, and dead within days. */
  source: string;
}

/**
 * Notes where the pictures of posts are, to be copied soon. One that is noted already changes only when its path did; our
 * copy of the older one is served until the newer one is there. Videos that are not kept are noted without their address.
 */
export async function enqueuePictures(
  app: AppContext,
  accountId: string,
  sources: readonly PictureSource[],
): Promise<void> {
  if (sources.length === 0) return;
  const now = app.clock.now();
  const rows = sources.map(({ mediaId, kind, source }) => {
    const isCopied = kind !== "VIDEO" || app.config.keepVideos;
    const path = picturePath(source) ?? "";
    return { mediaId, kind, path, source: isCopied ? source : null, nextTryAt: isCopied ? now : null };
  });
  await upsertPictures(app.db, accountId, rows);
}

/** Notes where an account's own picture is, to be copied soon; null when it has none any more. */
export async function enqueueProfilePicture(app: AppContext, accountId: string, source: string | null): Promise<void> {
  const path = picturePath(source);
  if (source === null || path === null) return await deleteProfilePicture(app.db, accountId);
  await upsertProfilePicture(app.db, accountId, { path, source, nextTryAt: app.clock.now() });
}
