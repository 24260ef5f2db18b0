import type { FeedMatch, FeedSettings } from "../../db/schema/feeds.js";
import { parseDurationMs } from "../../lib/parse-setting.js";
import type { Statement } from "../feed/statement.js";
import type { FeedDefinition } from "./feed-definition.js";
import { OLDER_THAN_DAYS_MAX } from "./judge-post.js";
import { wordPattern } from "./word-pattern.js";

/** The SQL alias of a post, and its account's tags. */
export interface PostAlias {
  post: string;
  tags: string;
}

/**
 * The same condition, of which Postgres expects that nearly all posts meet it. For conditions that it cannot estimate it
 * expects half, and would rather sort all posts of an account than read its first ones from an index.
 */
export function mostly(condition: string): string {
  return `nullif(${condition}, false) is not null`;
}

/** Stored, listed, not removed and not hidden everywhere: as PostCopy's `isAvailable`. */
export function isAvailable({ post }: PostAlias): string {
  return `${post}.parent_id is null and ${post}.removed_at is null and not ${post}.hidden`;
}

/** An available post that no operator hid in this feed, and that its rules let pass: judgePost's PASSES, without pins. */
export function passes(s: Statement, feed: FeedDefinition, alias: PostAlias): string {
  const { settings, hasHidden } = feed;
  const shown = settings.mode === "REVIEW" ? isReviewed(s, feed, alias) : isAllowed(s, feed, alias);
  return hasHidden ? `not ${isDecided(s, feed, { alias, isShown: false })} and ${shown}` : shown;
}

function isAllowed(s: Statement, feed: FeedDefinition, alias: PostAlias): string {
  const allowed = rulesAllow(s, feed.settings, alias);
  return feed.hasShown ? `(${isDecided(s, feed, { alias, isShown: true })} or ${allowed})` : allowed;
}

/**
 * Only what was decided: arrays, by which Postgres can find few posts among many. Uses index media_id_idx and
 * media_shortcode_idx.
 */
function isReviewed(s: Statement, feed: FeedDefinition, { post }: PostAlias): string {
  if (!feed.hasShown) return "false";
  const decided = (column: string) => `any(array(${decisions(s, feed, { column, isShown: true })}))`;
  return `(${post}.id = ${decided("media_id")} or ${post}.shortcode = ${decided("shortcode")})`;
}

/** Whether an operator decided so for this post. The subselects are hashed once a statement. */
export function isDecided(
  s: Statement,
  feed: FeedDefinition,
  { alias: { post }, isShown }: { alias: PostAlias; isShown: boolean },
): string {
  const decided = (column: string) => `(${decisions(s, feed, { column, isShown })})`;
  return `(${post}.id in ${decided("media_id")} or coalesce(${post}.shortcode in ${decided("shortcode")}, false))`;
}

function decisions(
  s: Statement,
  feed: FeedDefinition,
  { column, isShown }: { column: string; isShown: boolean },
): string {
  return `select d.${column} from feed_decisions d
    where d.feed_id = ${s.valueOf(feed, "id", feed.id)} and ${isShown ? "" : "not "}d.is_shown and d.${column} is not null`;
}

/** The first rule that matches decides, else `otherwise`. */
export function rulesAllow(s: Statement, { rules, otherwise }: FeedSettings, alias: PostAlias): string {
  const verdict = (action: string) => String(action === "INCLUDE");
  if (rules.length === 0) return verdict(otherwise);
  const cases = rules.map(({ match, action }) => `when ${matches(s, match, alias)} then ${verdict(action)}`);
  return mostly(`case ${cases.join(" ")} else ${verdict(otherwise)} end`);
}

function matches(s: Statement, match: FeedMatch, { post, tags }: PostAlias): string {
  const conditions: string[] = [];
  const texts = (values: readonly string[]) => `${s.valueOf(values, "texts", values)}::text[]`;
  const instant = (name: "since" | "until", text: string) => `${s.valueOf(match, name, text)}::timestamptz`;
  if (match.accountIds) conditions.push(`${post}.account_id = any(${texts(match.accountIds)})`);
  if (match.accountTags) conditions.push(`${tags} && ${texts(match.accountTags)}`);
  if (match.type) conditions.push(`${post}.media_type = any(${texts(match.type)})`);
  if (match.productType) conditions.push(`${post}.media_product_type = any(${texts(match.productType)})`);
  if (match.isSharedToFeed !== undefined) {
    conditions.push(
      `${post}.is_shared_to_feed is ${match.isSharedToFeed ? "distinct from" : "not distinct from"} false`,
    );
  }
  if (match.hashtag) conditions.push(`${post}.hashtags && ${texts(match.hashtag)}`);
  if (match.mention) conditions.push(`${post}.mentions && ${texts(match.mention)}`);
  if (match.words) conditions.push(hasWord(s, match.words, post));
  if (match.since) conditions.push(`${post}.timestamp >= ${instant("since", match.since)}`);
  if (match.until) conditions.push(`${post}.timestamp < ${instant("until", match.until)}`);
  if (match.olderThan) {
    const seconds = parseDurationMs(match.olderThan, OLDER_THAN_DAYS_MAX) / 1_000;
    conditions.push(
      `${post}.timestamp < ${s.input("now")}::timestamptz - make_interval(secs => ${s.valueOf(match, "olderThan", seconds)}::float8)`,
    );
  }
  if (match.likesBelow !== undefined)
    conditions.push(`${post}.like_count < ${s.valueOf(match, "likesBelow", match.likesBelow)}::int`);
  return conditions.join(" and ");
}

/** The substrings come first: a regular expression costs far more. */
function hasWord(s: Statement, words: readonly string[], post: string): string {
  const { pattern, parts, needles } = wordPattern(words);
  const like = (name: "needles" | "parts", texts: readonly string[]) => {
    const patterns = texts.map((text) => `%${text.replace(/[\\%_]/g, "\\$&")}%`);
    return `${post}.caption_folded like any(${s.valueOf(words, name, patterns)}::text[])`;
  };
  const found =
    pattern && `${like("needles", needles)} and ${post}.caption_folded ~ ${s.valueOf(words, "pattern", pattern)}`;
  const ways = [...(found ? [found] : []), ...(parts.length > 0 ? [like("parts", parts)] : [])];
  return `(${ways.join(" or ")})`;
}
