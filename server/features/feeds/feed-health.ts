import type { AppContext } from "../../app-context.js";
import type { BatchLoader } from "../../request-context.js";
import { ANONYMOUS } from "../../viewer.js";
import { accountsFrom, mustReconnect, staleOf } from "../feed/account-columns.js";
import { queryParams } from "../feed/query-params.js";
import { runStatement, Statement } from "../feed/statement.js";
import type { FeedDefinition } from "./feed-definition.js";
import { feedScopeOf } from "./feed-scope.js";
import { sourceOf } from "./feed-statement.js";

export interface FeedHealth {
  accountCount: number;
  /** At most UNHEALTHY_MAX, those that must reconnect first. */
  unhealthyIds: string[];
}

const UNHEALTHY_MAX = 10;

/** How many accounts a feed has, and which of them are stale or must reconnect. One statement a feed. */
export const feedHealthLoader: BatchLoader<FeedDefinition, FeedHealth> = {
  name: "feedHealth",
  load: ({ app }, feeds) => Promise.all(feeds.map((feed) => readHealth(app, feed))),
};

async function readHealth(app: AppContext, { settings }: FeedDefinition): Promise<FeedHealth> {
  const { accessScope } = feedScopeOf(ANONYMOUS, app.config);
  const s = new Statement();
  const source = sourceOf(s, settings, accessScope);
  const [isBroken, isStale] = [mustReconnect(s), staleOf(s)];
  const text = `with ${source}, account as (select a.id, ${isBroken} as broken, ${isStale} as stale
      from ${accountsFrom(s)} where a.id in (select id from source))
    select json_build_object('accountCount', (select count(*) from account),
      'unhealthyIds', (select coalesce(json_agg(id), '[]'::json) from (
        select id from account where broken or stale order by broken desc, id limit ${UNHEALTHY_MAX}) unhealthy)) as answer`;
  return await runStatement<FeedHealth>(app.reads, s.finish(text), queryParams(app, accessScope));
}
