import type { AppContext } from "../../app-context.js";
import { ANONYMOUS } from "../../viewer.js";
import { queryParams } from "../feed/query-params.js";
import { runStatement, Statement } from "../feed/statement.js";
import type { FeedDefinition } from "./feed-definition.js";
import { feedScopeOf } from "./feed-scope.js";
import { COPY, isFirstCopy, isOfSeveral, isUnpinned, listedPosts, POST } from "./feed-statement.js";
import { isAvailable, isDecided, passes, rulesAllow } from "./passes-sql.js";

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
  const isReview = String(feed.settings.mode === "REVIEW");
  const pinned = feed.hasPins ? "(select count(*) from pin)" : "0";
  const text = `with ${listedPosts(s, feed, accessScope)}, judged as (${judged(s, feed)}),
    shown as (select count(*) as n from listed)
    select json_build_object('shown', (select n from shown),
      'waiting', count(*) filter (where first and undecided and allowed and ${isReview}),
      'excluded', count(*) filter (where first and undecided and not allowed),
      'hidden', count(*) filter (where first and hidden),
      'beyondLimit', count(*) filter (where passes and not pinned) + ${pinned} - (select n from shown)) as answer
    from judged`;
  return await runStatement<FeedCounts>(app.reads, s.finish(text, { isHeavy: true }), queryParams(app, accessScope));
}

/** Each available copy of the sources' posts: what its decisions and rules say. */
function judged(s: Statement, feed: FeedDefinition): string {
  const { settings, hasHidden, hasShown, hasPins } = feed;
  const hidden = hasHidden ? isDecided(s, feed, { alias: POST, isShown: false }) : "false";
  const chosen = hasShown ? isDecided(s, feed, { alias: POST, isShown: true }) : "false";
  const isSeveral = isOfSeveral(settings);
  const pinned = hasPins ? `not (${isUnpinned("m")})` : "false";
  return `select copy.*, not hidden and not chosen and not pinned as undecided from (
    select ${hidden} as hidden, ${chosen} as chosen, ${pinned} as pinned, ${rulesAllow(s, settings, POST)} as allowed,
      ${isSeveral ? isFirstCopy("true") : "true"} as first,
      ${passes(s, feed, POST)} and ${isSeveral ? isFirstCopy(passes(s, feed, COPY)) : "true"} as passes
    from source a join media m on m.account_id = a.id and ${isAvailable(POST)}) copy`;
}
