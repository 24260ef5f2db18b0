import type { Config } from "../../config/config.js";
import { type AccessScope, accessScopeOf, type Viewer } from "../../viewer.js";

export interface FeedScope {
  accessScope: AccessScope;
  /** Whether the viewer may read some accounts only. */
  isLimited: boolean;
}

/**
 * The access to posts of a feed that the viewer may read: those of all its accounts, but no hidden ones, as visitors
 * see it. Who may read only some accounts sees public fields alone.
 */
export function feedScopeOf(viewer: Viewer, config: Config): FeedScope {
  const accessScope = accessScopeOf(viewer, config);
  const isLimited = accessScope.accountIds !== null;
  const fields = isLimited ? ({ tokens: "NONE", staleness: "NONE", labels: "NONE" } as const) : {};
  return { accessScope: { ...accessScope, ...fields, accountIds: null, hidden: false }, isLimited };
}

/** Operators and keys for all accounts read every feed; the anonymous and owners where PUBLIC_READ is on. */
export function mayReadFeed(viewer: Viewer, feedId: string, config: Config): boolean {
  switch (viewer.kind) {
    case "OPERATOR":
      return true;
    case "CLIENT":
      return viewer.accountIds === null || (viewer.feedIds?.includes(feedId) ?? false);
    case "OWNER":
    case "ANONYMOUS":
      return config.publicRead;
  }
}
