import { LRUCache } from "lru-cache";
import { type AppContext, perProcess } from "../../app-context.js";
import { RecentChanges } from "../../db/recent-changes.js";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import type { Asset, AssetRequest } from "./picture-store.js";

/** About 700 bytes each. */
const ASSETS_MAX = 5_000;
const LIFE_MS = MINUTE_MS;
/** While other processes are not heard. */
const UNHEARD_LIFE_MS = SECOND_MS;

interface Remembered {
  asset: Asset;
  readMs: number;
  changeCount: number;
}

/**
 * Copies that were found lately, by address; a change of their account's content ends them. Off with
 * RESPONSE_CACHE=off.
 */
class AssetMemory {
  readonly #assets = new LRUCache<string, Remembered>({ max: ASSETS_MAX, ttl: LIFE_MS });
  readonly #changes = new RecentChanges();

  constructor(private readonly app: AppContext) {
    app.content.subscribe((sources) => this.#changes.add(sources));
  }

  get(request: AssetRequest): Asset | null {
    const key = keyOf(request);
    const found = this.#assets.get(key);
    if (!found) return null;
    const { asset, changeCount, readMs } = found;
    if (this.#changes.hasChanged([asset.accountId], changeCount)) {
      this.#assets.delete(key);
      return null;
    }
    const isOld = !this.app.content.isHearing() && performance.now() - readMs > UNHEARD_LIFE_MS;
    return isOld ? null : asset;
  }

  /** Remembers what `read` finds, if it has a copy as large as requested. */
  async keep(request: AssetRequest, read: () => Promise<Asset | null>): Promise<Asset | null> {
    const before = { readMs: performance.now(), changeCount: this.#changes.count };
    const asset = await read();
    const isWhole = asset?.file && (request.width === null || asset.size);
    if (isWhole) this.#assets.set(keyOf(request), { asset, ...before });
    return asset;
  }
}

export const assetMemory = perProcess((app) => (app.config.responseCacheBytes > 0 ? new AssetMemory(app) : null));

function keyOf({ key, width, type }: AssetRequest): string {
  return width === null ? key : `${key} ${width} ${type}`;
}
