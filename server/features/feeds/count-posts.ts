import type { AppContext } from "../../app-context.js";
import { ANONYMOUS } from "../../viewer.js";
import { queryParams } from "../feed/query-params.js";
import { runStatement, Statement } from "../feed/statement.js";
import type { FeedDefinition } from "./feed-definition.js";
import { feedScopeOf } from "./feed-scope.js";
import { listedPosts } from "./feed-statement.js";
import { judgedPosts, verdictConditions } from "./judged-posts.js";

export interface FeedCounts {
  shown: number;
  waiting: number;
  excluded: number;
  hidden: number;
  beyondLimit: number;
}

/** How many posts of the feed's accounts get each verdict; a post with several copies counts once. */
export async function countFeedPosts(app: AppContext, feed: FeedDefinition): Promise<FeedCounts> {
  const { accessScope } = feedScopeOf(ANONYMOUS, app.config);
  const s = new Statement();
  const is = verdictConditions(feed);
  const pinned = feed.hasPins ? "(select count(*) from pin)" : "0";
  const text = `with ${listedPosts(s, feed, accessScope)}, judged as (${judgedPosts(s, feed)}),
    shown as (select count(*) as n from listed)
    select json_build_object('shown', (select n from shown),
      'waiting', count(*) filter (where ${is.WAITING}),
      'excluded', count(*) filter (where ${is.EXCLUDED}),
      'hidden', count(*) filter (where ${is.HIDDEN}),
      'beyondLimit', count(*) filter (where ${is.PASSES}) + ${pinned} - (select n from shown)) as answer
    from judged`;
  return await runStatement<FeedCounts>(app.reads, s.finish(text, { isHeavy: true }), queryParams(app, accessScope));
}
