import type { AccessScope } from "../../viewer.js";
import type { Statement } from "../feed/statement.js";
import type { FeedDefinition } from "./feed-definition.js";
import { isAvailable, isDecided, mostly, type PostAlias, passes } from "./passes-sql.js";

export const POST: PostAlias = { post: "m", tags: "a.tags" };
/** A further copy of a post, in another account. */
export const COPY: PostAlias = { post: "copy", tags: "(select tags from accounts where id = copy.account_id)" };

/**
 * The list that a feed shows, as CTEs. The last is `listed`: `account_id`, `id`, `place` (from 1) and `pinned` of at
 * most `size` posts.
 *
 * Each account's posts come from the index of their order, up to the feed's size, and are merged. Of many accounts, only
 * those with the foremost first posts are read: as many as the feed has places (decision 70). Pins then take their places: of pins that
 * ask for places p1 ≤ p2 …, the k-th stands behind max(pj - j, j ≤ k) of the other posts.
 */
export function listedPosts(s: Statement, feed: FeedDefinition, accessScope: AccessScope): string {
  const { settings, hasPins } = feed;
  const size = `${s.value(settings.size)}::int`;
  const { merged } = ORDERS[settings.orderBy];
  const postsOf = candidates(s, feed);
  const most = mostOfAccount(s, feed, size);
  const isMany = settings.sources.length > settings.size || settings.sources.some((source) => "tag" in source);
  // Ordered inside, where `id` is the post's.
  const first = `select * from (${postsOf("source", `least(1, ${most})`)}) candidate order by ${merged} limit ${size}`;
  const foremost = `foremost as materialized (select source_id as id, tags, turn from (${first}) first)`;
  const chosen = `chosen as (select account_id, id, row_number() over (order by ${merged}) as rank
    from (${postsOf(isMany ? "foremost" : "source", most)}) candidate order by ${merged} limit ${size})`;
  const unpinned =
    "select account_id, id, false as pinned, rank as behind, 0 as is_pin, 0::bigint as pin_rank from chosen";
  const placed = hasPins
    ? `${unpinned} union all select account_id, id, true, max(pin.place - pin_rank) over (order by pin_rank), 1, pin_rank from pin`
    : unpinned;
  const listed = `listed as (select account_id, id, pinned, row_number() over (order by behind, is_pin, pin_rank) as place
    from (${placed}) placed order by place limit ${size})`;
  const pins = hasPins ? [pinsOf(s, feed)] : [];
  return [sourceOf(s, settings, accessScope), ...pins, ...(isMany ? [foremost] : []), chosen, listed].join(", ");
}

/** The feed's accounts in the order of its sources: `id`, `tags` and `turn`, from 1. */
export function sourceOf(
  s: Statement,
  { sources }: Pick<FeedDefinition["settings"], "sources">,
  { sandbox }: Pick<AccessScope, "sandbox">,
): string {
  const ids = `${s.value(sources.map((source) => ("accountId" in source ? source.accountId : "")))}::text[]`;
  const hasTags = sources.some((source) => "tag" in source);
  // An unused parameter has no type.
  const tags = hasTags ? `${s.value(sources.map((source) => ("tag" in source ? source.tag : "")))}::text[]` : "";
  const tagPlace = `(select min(array_position(${tags}, tag)) from unnest(account.tags) tag)`;
  const place = `array_position(${ids}, account.id)`;
  const isSource = `(account.id = any(${ids})${hasTags ? ` or account.tags && ${tags}` : ""})`;
  return `source as materialized (select account.id, account.tags, row_number() over
    (order by ${hasTags ? `least(${place}, ${tagPlace})` : place}, account.connected_at, account.id) as turn
    from accounts account where ${sandbox ? "" : "not "}account.sandbox and ${isSource})`;
}

/** How many posts the feed may show of account `a`. */
function mostOfAccount(s: Statement, { settings, hasPins }: FeedDefinition, size: string): string {
  const { perAccountMax } = settings;
  if (perAccountMax === null) return size;
  const pinned = hasPins ? " - (select count(*) from pin where pin.account_id = a.id)" : "";
  return `least(${size}, greatest(${s.value(perAccountMax)}::int${pinned}, 0))`;
}

/** The first posts of each account of a CTE, so many, that pass and are not pinned. */
function candidates(s: Statement, feed: FeedDefinition): (accounts: string, limit: string) => string {
  const { settings, hasPins } = feed;
  const { orderBy } = settings;
  const { own } = ORDERS[orderBy];
  const conditions = [isAvailable(POST), passes(s, feed, POST)];
  if (isOfSeveral(settings)) conditions.push(isFirstCopy(passes(s, feed, COPY)));
  if (hasPins) conditions.push(isUnpinned("m"));
  return (accounts, limit) => `select a.id as source_id, a.tags, a.turn, m.* from ${accounts} a cross join lateral (
    select m.account_id, m.id, m.timestamp, coalesce(m.like_count, -1) as likes,
      ${orderBy === "SPREAD" ? `row_number() over (order by ${own})` : "0"} as round
    from media m where m.account_id = a.id and ${conditions.join(" and ")} order by ${own}
    limit ${limit}) m`;
}

/** Whether one of its accounts can share a post with another. */
export function isOfSeveral({ sources }: Pick<FeedDefinition["settings"], "sources">): boolean {
  return sources.length > 1 || sources.some((source) => "tag" in source);
}

/**
 * No account that comes earlier in the sources has an available copy for which `condition` holds. Uses index media_id_idx
 * and media_shortcode_idx.
 */
export function isFirstCopy(condition: string): string {
  const copies = "select * from media where id = m.id union all select * from media where shortcode = m.shortcode";
  const turn = "array_position((select array_agg(id order by turn) from source), copy.account_id)";
  return mostly(`not exists (select from (${copies}) copy
    where copy.account_id <> m.account_id and ${isAvailable(COPY)} and ${turn} < a.turn and ${condition})`);
}

export function isUnpinned(post: string): string {
  return `${post}.id not in (select pin.media_id from pin union all select pin.id from pin)
    and (${post}.shortcode in (select pin.shortcode from pin where pin.shortcode is not null)) is not true`;
}

/** The posts that are pinned now, each with its first available copy. */
function pinsOf(s: Statement, feed: FeedDefinition): string {
  const copies = (same: string, pinned: string) => `select copy.account_id, copy.id, copy.shortcode, owner.turn
    from media copy join source owner on owner.id = copy.account_id
    where copy.${same} = p.${pinned} and ${isAvailable(COPY)}
    ${feed.hasHidden ? `and not ${isDecided(s, feed, { alias: COPY, isShown: false })}` : ""}`;
  return `pin as materialized (select first.account_id, first.id, p.media_id, coalesce(first.shortcode, p.shortcode) as shortcode,
    p.place, row_number() over (order by p.place, p.pinned_at desc, p.media_id) as pin_rank
    from feed_pins p cross join lateral (select * from (${copies("id", "media_id")} union all ${copies("shortcode", "shortcode")}) copy
      order by copy.turn limit 1) first
    where p.feed_id = ${s.valueOf(feed, "id", feed.id)} and (p.until is null or p.until > ${s.input("now")}::timestamptz))`;
}

/** The order within an account, which an index serves, and of the merged posts. */
const ORDERS = {
  NEWEST: { own: "m.timestamp desc, m.id desc", merged: "timestamp desc, id desc, account_id" },
  OLDEST: { own: "m.timestamp, m.id", merged: "timestamp, id, account_id" },
  MOST_LIKED: {
    own: "coalesce(m.like_count, -1) desc, m.timestamp desc, m.id desc",
    merged: "likes desc, timestamp desc, id desc, account_id",
  },
  SPREAD: { own: "m.timestamp desc, m.id desc", merged: "round, turn" },
} as const;
