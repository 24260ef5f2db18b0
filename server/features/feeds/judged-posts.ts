import type { AppContext } from "../../app-context.js";
import { ApiError } from "../../lib/errors.js";
import { ANONYMOUS } from "../../viewer.js";
import { queryParams } from "../feed/query-params.js";
import { runStatement, Statement } from "../feed/statement.js";
import type { FeedVerdict } from "./explain-post.js";
import type { FeedDefinition } from "./feed-definition.js";
import { feedScopeOf } from "./feed-scope.js";
import { COPY, isFirstCopy, isOfSeveral, isUnpinned, listedPosts, POST } from "./feed-statement.js";
import { isAvailable, isDecided, passes, rulesAllow } from "./passes-sql.js";
import type { PostKey } from "./read-feed.js";

/** The verdicts whose posts can be listed: those of stored posts of the feed's accounts. */
type ListedVerdict = "HIDDEN" | "EXCLUDED" | "WAITING" | "BEYOND_LIMIT";

/** Conditions of the verdicts on a row of `judgedPosts`. */
export function verdictConditions({ settings }: FeedDefinition) {
  return {
    HIDDEN: "first and hidden",
    EXCLUDED: "first and undecided and not allowed",
    WAITING: `first and undecided and allowed and ${settings.mode === "REVIEW"}`,
    PASSES: "passes and not pinned",
  };
}

/** Each available copy of the sources' posts: what its decisions and rules say. */
export function judgedPosts(s: Statement, feed: FeedDefinition): string {
  const { settings, hasHidden, hasShown, hasPins } = feed;
  const hidden = hasHidden ? isDecided(s, feed, { alias: POST, isShown: false }) : "false";
  const chosen = hasShown ? isDecided(s, feed, { alias: POST, isShown: true }) : "false";
  const isSeveral = isOfSeveral(settings);
  const pinned = hasPins ? `not (${isUnpinned("m")})` : "false";
  return `select copy.*, not hidden and not chosen and not pinned as undecided from (
    select m.account_id, m.id, m.timestamp, ${hidden} as hidden, ${chosen} as chosen, ${pinned} as pinned,
      ${rulesAllow(s, settings, POST)} as allowed, ${isSeveral ? isFirstCopy("true") : "true"} as first,
      ${passes(s, feed, POST)} and ${isSeveral ? isFirstCopy(passes(s, feed, COPY)) : "true"} as passes
    from source a join media m on m.account_id = a.id and ${isAvailable(POST)}) copy`;
}

/**
 * One page of the feed's posts with this verdict, newest first.
 * @throws {ApiError} BAD_USER_INPUT for another verdict than HIDDEN, EXCLUDED, WAITING or BEYOND_LIMIT
 */
export async function listJudgedPosts(
  app: AppContext,
  feed: FeedDefinition,
  { verdict, first, offset }: { verdict: FeedVerdict; first: number; offset: number },
): Promise<PostKey[]> {
  if (!isListed(verdict)) {
    throw new ApiError("BAD_USER_INPUT", `Posts with the verdict ${verdict} are not listed.`, {
      argument: "verdict",
      nextStep: "Use HIDDEN, EXCLUDED, WAITING or BEYOND_LIMIT; for what a feed shows, use `posts`.",
    });
  }
  const { accessScope } = feedScopeOf(ANONYMOUS, app.config);
  const s = new Statement();
  const { PASSES, ...conditions } = verdictConditions(feed);
  const isMeant =
    verdict === "BEYOND_LIMIT"
      ? `${PASSES} and (account_id, id) not in (select account_id, id from listed)`
      : conditions[verdict];
  const text = `with ${listedPosts(s, feed, accessScope)}, judged as (${judgedPosts(s, feed)})
    select (select coalesce(json_agg(json_build_object('accountId', account_id, 'mediaId', id)), '[]'::json) from (
      select account_id, id from judged where ${isMeant} order by timestamp desc, id desc, account_id
      limit ${s.value(first)}::int offset ${s.value(offset)}::int) page) as answer`;
  return await runStatement<PostKey[]>(app.reads, s.finish(text, { isHeavy: true }), queryParams(app, accessScope));
}

function isListed(verdict: FeedVerdict): verdict is ListedVerdict {
  return verdict === "HIDDEN" || verdict === "EXCLUDED" || verdict === "WAITING" || verdict === "BEYOND_LIMIT";
}
