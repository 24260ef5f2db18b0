import type { BatchLoader } from "../../request-context.js";
import { ANONYMOUS } from "../../viewer.js";
import { accountsFrom, staleOf, stateOf } from "../feed/account-columns.js";
import type { Statement } from "../feed/statement.js";
import type { FeedDefinition } from "./feed-definition.js";
import { type FeedScope, feedScopeOf } from "./feed-scope.js";
import { sourceOf } from "./feed-statement.js";
import { readTogether } from "./read-together.js";

export interface FeedState {
  /** The oldest of its accounts' last syncs. */
  syncedAt: string | null;
  /** Whether one of its accounts is stale. */
  stale: boolean;
  accountCount: number;
}

const FEEDS_MAX = 25;

/** One statement for 25 feeds. */
export const feedStateLoader: BatchLoader<FeedDefinition, FeedState> = {
  name: "feedState",
  load({ app }, feeds) {
    const { accessScope } = feedScopeOf(ANONYMOUS, app.config);
    const query = (s: Statement, feed: FeedDefinition) => stateQuery(s, feed, accessScope);
    return readTogether(app, feeds, { accessScope, feedsMax: FEEDS_MAX, query });
  },
};

function stateQuery(s: Statement, { settings }: FeedDefinition, accessScope: FeedScope["accessScope"]): string {
  const source = sourceOf(s, settings, accessScope);
  const [stale, syncedAt] = [staleOf(s), stateOf(s, "synced_at")];
  return `with ${source} select json_build_object('syncedAt', min(${syncedAt}),
    'stale', coalesce(bool_or(${stale}), false), 'accountCount', count(*))
    from ${accountsFrom(s)} where a.id in (select id from source)`;
}
