import type { Readable } from "node:stream";
import type { AppContext } from "../../app-context.js";
import { type StoredAsset, selectStoredAssets, selectStoredPortrait } from "./picture-store.js";

const BATCH = 500;
/** Far above what one account can hold. */
const ASSETS_MAX = 400_000;

export interface ExportedAsset {
  /** Such as `18012345678901234-picture.jpg`; the number is Instagram's id of the post. */
  name: string;
  open(): Promise<Readable | Buffer | null>;
}

export async function* exportAssetsInBatches(app: AppContext, accountId: string): AsyncGenerator<ExportedAsset[]> {
  const portrait = await selectStoredPortrait(app.db, accountId);
  if (portrait) yield [exported(app, portrait)];
  let after: StoredAsset | null = null;
  for (let count = 0; count < ASSETS_MAX; count += BATCH) {
    const found: StoredAsset[] = await selectStoredAssets(app.db, accountId, { after, limit: BATCH });
    if (found.length > 0) yield found.map((asset) => exported(app, asset));
    if (found.length < BATCH) return;
    after = found.at(-1) ?? null;
  }
}

function exported({ files }: AppContext, { mediaId, kind, name, type }: StoredAsset): ExportedAsset {
  const ending = type === "image/jpeg" ? "jpg" : type.replace(/^.*\//, "");
  return {
    name: `${mediaId === null ? "" : `${mediaId}-`}${kind.toLowerCase()}.${ending}`,
    open: async () => (await files.open(name, null))?.body ?? null,
  };
}
