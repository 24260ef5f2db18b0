import { isDeepStrictEqual } from "node:util";
import { type AppContext, perProcess } from "../../app-context.js";
import { type ContentSources, EVERYTHING } from "../../db/content-changes.js";
import type { FeedSettings } from "../../db/schema/feeds.js";
import { SECOND_MS } from "../../lib/clock.js";
import { createRefreshingCache, type RefreshingCache } from "../../lib/refreshing-cache.js";
import { selectDefinition } from "./store.js";

/** What a process knows of a feed when it reads it: its settings, and which kinds of decisions it has. */
export interface FeedDefinition {
  id: string;
  slug: string;
  settings: FeedSettings;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** Whether an operator decided SHOW for a post. */
  hasShown: boolean;
  /** Whether an operator decided HIDE for a post. */
  hasHidden: boolean;
  hasPins: boolean;
}

export type FeedAddress = { id: string } | { slug: string };

const REMEMBERED_MAX = 2_000;
const REMEMBERED_MS = 3 * SECOND_MS;
const ABSENT_MAX = 2_000;

/**
 * A feed by its id, or by its slug or a former one; null if there is none. From memory: a change counts in this process
 * at once, in others within a second, or within 3 s without pub/sub.
 */
export async function findDefinition(app: AppContext, address: FeedAddress): Promise<FeedDefinition | null> {
  const [kind, value] = "id" in address ? ["id", address.id] : ["slug", address.slug];
  if (value.length > ADDRESS_MAX) return null;
  return await cacheOf(app).get(`${kind}:${value}`);
}

const ADDRESS_MAX = 60;

const cacheOf = perProcess((app): RefreshingCache<FeedDefinition> => {
  const sandbox = app.config.mode === "sandbox";
  const load = async (key: string, old: FeedDefinition | null) => {
    const value = key.slice(key.indexOf(":") + 1);
    const address = key.startsWith("id:") ? { id: value } : { slug: value };
    const found = await selectDefinition(app.pools.lookups.db, { sandbox, ...address });
    // The same object, for which statements are remembered.
    return isDeepStrictEqual(found, old) ? old : found;
  };
  const cache = createRefreshingCache(load, {
    lifeMs: REMEMBERED_MS,
    valuesMax: REMEMBERED_MAX,
    absentMax: ABSENT_MAX,
  });
  app.content.subscribe((changed) => {
    if (isOfFeeds(changed)) cache.clear();
  });
  return cache;
});

/** Who changes a feed names its id among what has changed. */
function isOfFeeds(changed: ContentSources): boolean {
  return changed === EVERYTHING || changed.some((id) => id.startsWith(`${FEED_PREFIX}_`));
}

export const FEED_PREFIX = "feed";
