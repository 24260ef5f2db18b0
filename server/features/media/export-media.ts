import type { AppContext } from "../../app-context.js";
import type { MediaRow } from "../../db/schema/media.js";
import { selectAllMedia } from "./store.js";

/** Far above what one account can hold; in memory at once. */
const MEDIA_MAX = 200_000;

/** A post or part as it is stored, without what only this server needs. */
export type ExportedMedia = Omit<MediaRow, "accountId" | "captionFolded" | "mediaKey" | "thumbnailKey">;

/** All posts and parts that are stored of an account, newest first. */
export async function exportMedia(app: AppContext, accountId: string): Promise<ExportedMedia[]> {
  const rows = await selectAllMedia(app.db, accountId, MEDIA_MAX);
  return rows.map(
    ({ accountId: _account, captionFolded: _folded, mediaKey: _media, thumbnailKey: _poster, ...row }) => row,
  );
}
