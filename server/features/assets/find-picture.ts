import DataLoader from "dataloader";
import { type AppContext, perProcess } from "../../app-context.js";
import { type Asset, type AssetRequest, selectAsset } from "./picture-store.js";

export type { Asset, AssetRequest } from "./picture-store.js";

const BATCH_MAX = 100;

/**
 * One address as it may be served this moment; null when it may not be. Nothing is remembered, so that what was hidden or
 * erased is gone at once in every process: many requests share a statement instead.
 */
export function findPicture(app: AppContext, wanted: AssetRequest): Promise<Asset | null> {
  return loader(app).load(wanted);
}

const loader = perProcess(
  (app) =>
    new DataLoader<AssetRequest, Asset | null>(
      (all) => selectAsset(app.reads, app.config.mode === "sandbox", all),
      // After this round of the event loop, in which all waiting requests are read.
      { cache: false, maxBatchSize: BATCH_MAX, batchScheduleFn: (load) => setImmediate(load) },
    ),
);
