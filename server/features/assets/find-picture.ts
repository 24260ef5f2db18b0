import DataLoader from "dataloader";
import { type AppContext, perProcess } from "../../app-context.js";
import { type Asset, type AssetRequest, selectAsset } from "./picture-store.js";

export type { Asset, AssetRequest } from "./picture-store.js";

const BATCH_MAX = 100;

/** Null unless it may be served now. Not cached, so that hidden or erased media disappears at once. */
export function findPicture(app: AppContext, request: AssetRequest): Promise<Asset | null> {
  return loader(app).load(request);
}

const loader = perProcess(
  (app) =>
    new DataLoader<AssetRequest, Asset | null>(
      (all) => selectAsset(app.reads, app.config.mode === "sandbox", all),
      // After this round of the event loop, which reads all waiting requests.
      { cache: false, maxBatchSize: BATCH_MAX, batchScheduleFn: (load) => setImmediate(load) },
    ),
);
