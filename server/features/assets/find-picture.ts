import DataLoader from "dataloader";
import { type AppContext, perProcess } from "../../app-context.js";
import { assetMemory } from "./asset-memory.js";
import { type Asset, type AssetRequest, selectAsset } from "./picture-store.js";

export type { Asset, AssetRequest } from "./picture-store.js";

const BATCH_MAX = 100;

/** Null unless it may be served now. A copy that was found lately is remembered. */
export async function findPicture(app: AppContext, request: AssetRequest): Promise<Asset | null> {
  const memory = request.includesHidden ? null : assetMemory(app);
  return memory?.get(request) ?? (await readPicture(app, request));
}

/** The same as it is stored now. */
export async function readPicture(app: AppContext, request: AssetRequest): Promise<Asset | null> {
  const read = () => loader(app).load(request);
  const memory = request.includesHidden ? null : assetMemory(app);
  return memory ? await memory.keep(request, read) : await read();
}

const loader = perProcess(
  (app) =>
    new DataLoader<AssetRequest, Asset | null>(
      (all) => selectAsset(app.reads, app.config.mode === "sandbox", all),
      // After this round of the event loop, which reads all waiting requests.
      { cache: false, maxBatchSize: BATCH_MAX, batchScheduleFn: (load) => setImmediate(load) },
    ),
);
