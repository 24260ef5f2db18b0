import type { BatchLoader } from "../../request-context.js";
import { ANONYMOUS } from "../../viewer.js";
import { accountsFrom, mustReconnect, staleOf } from "../feed/account-columns.js";
import type { Statement } from "../feed/statement.js";
import type { FeedDefinition } from "./feed-definition.js";
import { type FeedScope, feedScopeOf } from "./feed-scope.js";
import { sourceOf } from "./feed-statement.js";
import { readTogether } from "./read-together.js";

export interface FeedHealth {
  accountCount: number;
  /** At most UNHEALTHY_MAX, those that must reconnect first. */
  unhealthyIds: string[];
}

const UNHEALTHY_MAX = 10;
const FEEDS_MAX = 25;

/** How many accounts a feed has, and which of them are stale or must reconnect. One statement for 25 feeds. */
export const feedHealthLoader: BatchLoader<FeedDefinition, FeedHealth> = {
  name: "feedHealth",
  load({ app }, feeds) {
    const { accessScope } = feedScopeOf(ANONYMOUS, app.config);
    const query = (s: Statement, feed: FeedDefinition) => healthOf(s, feed, accessScope);
    return readTogether(app, feeds, { accessScope, feedsMax: FEEDS_MAX, query });
  },
};

function healthOf(s: Statement, { settings }: FeedDefinition, accessScope: FeedScope["accessScope"]): string {
  const source = sourceOf(s, settings, accessScope);
  const [isBroken, isStale] = [mustReconnect(s), staleOf(s)];
  return `with ${source}, account as (select a.id, ${isBroken} as broken, ${isStale} as stale
      from ${accountsFrom(s)} where a.id in (select id from source))
    select json_build_object('accountCount', (select count(*) from account),
      'unhealthyIds', (select coalesce(json_agg(id), '[]'::json) from (
        select id from account where broken or stale order by broken desc, id limit ${UNHEALTHY_MAX}) unhealthy))`;
}
