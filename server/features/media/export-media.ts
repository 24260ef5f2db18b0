import type { AppContext } from "../../app-context.js";
import type { MediaRow } from "../../db/schema/media.js";
import { selectAllMedia } from "./store.js";

/** Far above one account's maximum; all in memory at once. */
const MEDIA_MAX = 200_000;

/** A stored post or part, without internal columns. */
export type ExportedMedia = Omit<MediaRow, "accountId" | "captionFolded" | "mediaKey" | "thumbnailKey">;

/** All stored posts and parts of an account, newest first. */
export async function exportMedia(app: AppContext, accountId: string): Promise<ExportedMedia[]> {
  const rows = await selectAllMedia(app.db, accountId, MEDIA_MAX);
  return rows.map(
    ({ accountId: _account, captionFolded: _folded, mediaKey: _media, thumbnailKey: _poster, ...row }) => row,
  );
}
