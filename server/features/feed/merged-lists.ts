import { MEDIA_ORDERS } from "./media-columns.js";
import type { MediaList } from "./selection.js";
import type { Statement } from "./statement.js";

/** `accounts`, joined with posts `m` under `posts`, where `where`. */
export interface MergedList {
  list: MediaList;
  accounts: string;
  posts: string;
  where: string;
}

/**
 * A lower bound for the keys of a page, for the orders MOST_*. The first post of each account alone fills a page that cannot be
 * better than the result. So most accounts are read no further. `name` is one row.
 */
export function floorOf(s: Statement, { list, accounts, posts, where }: MergedList, rowCount: number) {
  const { by, key } = MEDIA_ORDERS[list.filter.order];
  const firsts = `select ${key("m")} from ${accounts}
    cross join lateral (select * from media m where m.account_id = a.id and ${posts} order by ${by} limit 1) m
    where ${where} order by ${by} offset ${s.value(rowCount - 1)} limit 1`;
  // Below every key, if there are fewer accounts than rows: an unknown count is -1.
  const lowest = "select -2, '-infinity'::timestamptz, ''";
  return {
    with: `with floor (floor_count, floor_at, floor_id) as materialized ((${firsts}) union all ${lowest} order by 1 desc limit 1)`,
    name: "floor",
    condition: `(${key("m")}) >= (floor_count, floor_at, floor_id)`,
  };
}

/** Shared posts count once. Checks each post if few match, or not all accounts are requested. */
export function countPosts(merged: MergedList, { once, isAll }: { once: string; isAll: boolean }): string {
  return !isAll || isSparse(merged.list) || once === "true"
    ? `(${countAll(merged)} and ${once})`
    : countWithoutCopies(merged, once);
}

/** Few posts have copies, and indexes find these; checking each post would cost three times as much. */
function countWithoutCopies(merged: MergedList, once: string): string {
  const { accounts, posts, where } = merged;
  const copied = (column: string, of: string) => `select m.account_id, m.id from
    (select ${column} from media where ${of} group by ${column} having count(*) > 1) copied
    cross join lateral (select * from media m where m.${column} = copied.${column} and ${posts} offset 0) m
    join ${accounts} on a.id = m.account_id where ${where} and not (${once})`;
  const listed = "parent_id is null and removed_at is null and shortcode is not null";
  const later = `select count(*) from (${copied("id", "true")} union ${copied("shortcode", listed)}) later`;
  return `((${countAll(merged)}) - (${later}))`;
}

function countAll({ accounts, posts, where }: MergedList): string {
  return `select count(*) from ${accounts} join media m on m.account_id = a.id and ${posts} where ${where}`;
}

/** True if few posts may match, so that finding a page scans all. */
export function isSparse({ filter }: MediaList): boolean {
  const { words, hashtags, since, until, isSharedToFeed } = filter;
  return words.length > 0 || Boolean(hashtags ?? since ?? until) || isSharedToFeed === false;
}

export function isNarrowed({ filter, connection }: MediaList): boolean {
  const { types, productTypes, hashtags, withoutHashtags, words, order } = filter;
  const isFiltered = Boolean(types ?? productTypes ?? hashtags ?? withoutHashtags) || words.length > 0;
  return isFiltered || order.startsWith("MOST") || connection?.counted === true;
}
