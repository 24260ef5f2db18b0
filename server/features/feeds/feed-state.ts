import type { AppContext } from "../../app-context.js";
import type { BatchLoader } from "../../request-context.js";
import { ANONYMOUS } from "../../viewer.js";
import { accountsFrom, staleOf, stateOf } from "../feed/account-columns.js";
import { queryParams } from "../feed/query-params.js";
import { runStatement, Statement } from "../feed/statement.js";
import type { FeedDefinition } from "./feed-definition.js";
import { feedScopeOf } from "./feed-scope.js";
import { sourceOf } from "./feed-statement.js";

export interface FeedState {
  /** The oldest of its accounts' last syncs. */
  syncedAt: string | null;
  /** Whether one of its accounts is stale. */
  stale: boolean;
  accountCount: number;
}

/** One statement a feed. */
export const feedStateLoader: BatchLoader<FeedDefinition, FeedState> = {
  name: "feedState",
  load: ({ app }, feeds) => Promise.all(feeds.map((feed) => readState(app, feed))),
};

async function readState(app: AppContext, { settings }: FeedDefinition): Promise<FeedState> {
  const { accessScope } = feedScopeOf(ANONYMOUS, app.config);
  const s = new Statement();
  const source = sourceOf(s, settings, accessScope);
  const [stale, syncedAt] = [staleOf(s), stateOf(s, "synced_at")];
  const text = `with ${source} select (select json_build_object('syncedAt', min(${syncedAt}),
    'stale', coalesce(bool_or(${stale}), false), 'accountCount', count(*))
    from ${accountsFrom(s)} where a.id in (select id from source)) as answer`;
  return await runStatement<FeedState>(app.reads, s.finish(text), queryParams(app, accessScope));
}
