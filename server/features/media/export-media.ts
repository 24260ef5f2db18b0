import type { AppContext } from "../../app-context.js";
import type { MediaRow } from "../../db/schema/media.js";
import { selectAllMedia, selectMediaAfter } from "./store.js";

const MEDIA_MAX = 200_000;

export type ExportedMedia = Omit<MediaRow, "accountId" | "captionFolded" | "mediaKey" | "thumbnailKey">;

/** Newest first. */
export async function exportMedia(app: AppContext, accountId: string): Promise<ExportedMedia[]> {
  const rows = await selectAllMedia(app.db, accountId, MEDIA_MAX);
  return rows.map(
    ({ accountId: _account, captionFolded: _folded, mediaKey: _media, thumbnailKey: _poster, ...row }) => row,
  );
}

export type OwnMedia = Omit<ExportedMedia, "hidden" | "mediaPath" | "thumbnailPath" | "missedAt">;

const BATCH = 500;

/** By id, for an account of any size. */
export async function* exportMediaInBatches(app: AppContext, accountId: string): AsyncGenerator<OwnMedia[]> {
  let after = "";
  for (let count = 0; count < MEDIA_MAX; count += BATCH) {
    const rows = await selectMediaAfter(app.db, accountId, { after, limit: BATCH });
    if (rows.length > 0) yield rows.map(ownMedia);
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.id ?? after;
  }
}

function ownMedia(row: MediaRow): OwnMedia {
  const { id, parentId, position, mediaType, mediaProductType, caption, hashtags, mentions, permalink, shortcode } =
    row;
  const { timestamp, likeCount, commentsCount, altText, isSharedToFeed, removedAt } = row;
  return {
    ...{ id, parentId, position, mediaType, mediaProductType, caption, hashtags, mentions, permalink, shortcode },
    ...{ timestamp, likeCount, commentsCount, altText, isSharedToFeed, removedAt },
  };
}
