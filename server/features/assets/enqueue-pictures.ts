import type { AppContext } from "../../app-context.js";
import type { PictureKind } from "../../db/schema/pictures.js";
import { picturePath } from "../../lib/net.js";
import {
  deleteProfilePicture,
  retryFailedPictures,
  retryPicturesOf,
  upsertPictures,
  upsertProfilePicture,
} from "./picture-store.js";

export interface PictureSource {
  mediaId: string;
  kind: Exclude<PictureKind, "PROFILE">;
  /** Signed and valid for days. */
  source: string;
}

/** A known picture changes only with its path; its old copy is served until the new one is stored. */
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

export async function enqueueProfilePicture(app: AppContext, accountId: string, source: string | null): Promise<void> {
  const path = picturePath(source);
  if (source === null || path === null) return await deleteProfilePicture(app.db, accountId);
  await upsertProfilePicture(app.db, accountId, { path, source, nextTryAt: app.clock.now() });
}

export async function retryPictures(app: AppContext, accountId: string): Promise<void> {
  await retryFailedPictures(app.db, accountId, app.clock.now());
}

export async function recopyPictures(app: AppContext, hash: string): Promise<void> {
  await retryPicturesOf(app.db, hash, app.clock.now());
}
