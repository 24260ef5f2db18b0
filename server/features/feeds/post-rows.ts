import { joinsOf } from "../feed/account-columns.js";
import { mediaSelect } from "../feed/media-columns.js";
import type { MediaSelection } from "../feed/selection.js";
import { alsoByJson } from "../feed/shared-posts.js";
import type { Statement } from "../feed/statement.js";
import type { FeedScope } from "./feed-scope.js";
import type { FeedPostSelection } from "./feed-selection.js";

const NOTHING: MediaSelection = { columns: new Set(["id"]), image: null, children: null, account: null, alsoBy: null };

/** JSON of the posts in `listed`, in their order, with what is selected. */
export function postRows(
  s: Statement,
  { media, alsoBy }: FeedPostSelection,
  { accessScope, isLimited, listed }: FeedScope & { listed: string },
): string {
  // Who may not read all accounts learns of no account outside the feed.
  const scope = { accessScope, alias: "m" as const, ...(isLimited && { sharers: "a.id in (select id from source)" }) };
  const post = mediaSelect(s, media ?? NOTHING, scope);
  const others = alsoBy ? `, ${alsoByJson(s, alsoBy, scope)} as "alsoBy"` : "";
  return `(select coalesce(json_agg(r order by r.place), '[]'::json) from (
    select l.place, l.pinned, (select row_to_json(post) from (select ${post}) post) as media${others}
    from ${listed} l join media m on m.account_id = l.account_id and m.id = l.id
    join accounts a on a.id = m.account_id${joinsOf(s)}) r)`;
}
