import type { AccessScope } from "../../viewer.js";
import { accountJson, visibleAccounts, visibleTo } from "./account-columns.js";
import { imageKey, mediaUrlKey, thumbnailKey } from "./picture-columns.js";
import type { MediaList, MediaSelection } from "./selection.js";
import { alsoByJson } from "./shared-posts.js";
import { shown } from "./shown.js";
import type { Statement } from "./statement.js";

type MediaFilter = MediaList["filter"];
type MediaPlace = Extract<NonNullable<MediaFilter["after"]>, { place: unknown }>["place"];

export interface MediaScope {
  accessScope: AccessScope;
  alias: "m" | "part";
  /** Limits whom `alsoBy` names: a condition on accounts `a`. */
  sharers?: string;
}

export interface ListScope {
  accessScope: AccessScope;
  holder: string;
  /** True if the posts are one account's, which its own indexes find. */
  isOneAccount?: boolean;
}

export function mediaListJson(s: Statement, list: MediaList, accessScope: AccessScope): string {
  const { by } = MEDIA_ORDERS[list.filter.order];
  const scope = { accessScope, holder: "holder.id = a.id", isOneAccount: true };
  const rows = `(select coalesce(json_agg(r), '[]'::json) from (
    select ${listSelect(s, list, accessScope)} from media m
    where m.account_id = ${s.idIn("a.id")} and ${mediaConditions(s, list, scope)}
    order by ${by} limit ${s.value(rowsOf(list))}) r)`;
  if (!list.connection) return rows;
  const counted = `(select count(*) from media m where m.account_id = ${s.idIn("a.id")} and ${mediaConditions(s, wholeList(list), scope)})`;
  return `json_build_object('rows', ${rows}, 'totalCount', ${list.connection.counted ? counted : "null"})`;
}

export function listSelect(s: Statement, list: MediaList, accessScope: AccessScope): string {
  const select = mediaSelect(s, list.media, { accessScope, alias: "m" });
  return list.connection?.cursors ? `${select}, ${MEDIA_ORDERS[list.filter.order].place} as "place"` : select;
}

export function rowsOf({ filter, connection }: MediaList): number {
  return connection ? filter.first + 1 : filter.first;
}

export function wholeList(list: MediaList): MediaList {
  return { ...list, filter: { ...list.filter, after: null } };
}

export function mediaSelect(s: Statement, selection: MediaSelection, scope: MediaScope): string {
  const { alias, accessScope } = scope;
  const parts = [...selection.columns].flatMap((name) => {
    const column = MEDIA_COLUMNS[name];
    return column ? [`${alias}.${column} as "${name}"`] : [];
  });
  if (selection.columns.has("mediaUrl"))
    parts.push(`${addressOf(s, mediaUrlKey(s, alias, accessScope))} as "mediaUrl"`);
  if (selection.columns.has("thumbnailUrl")) parts.push(`${addressOf(s, thumbnailKey(s, alias))} as "thumbnailUrl"`);
  if (selection.columns.has("pictureFailure")) {
    parts.push(`${visibleTo(s, accessScope.staleness, () => pictureFailure(s, alias))} as "pictureFailure"`);
  }
  if (selection.columns.has("hidden")) parts.push(`${accessScope.hidden ? `${alias}.hidden` : "false"} as "hidden"`);
  if (selection.image) parts.push(`${imageJson(s, selection.image, scope)} as "image"`);
  if (selection.children) parts.push(`${childrenJson(s, selection.children, scope)} as "children"`);
  if (selection.alsoBy) parts.push(`${alsoByJson(s, selection.alsoBy, scope)} as "alsoBy"`);
  if (selection.account) parts.push(`${accountJson(s, selection.account, { accessScope })} as "account"`);
  return parts.join(", ");
}

/** The order's index covers `account_id`, or `account_id` and one type, and the time bounds. */
export function mediaConditions(s: Statement, { filter }: MediaList, scope: ListScope): string {
  const { accessScope, holder, isOneAccount } = scope;
  const conditions = ["m.parent_id is null", shown("m", accessScope)];
  const [type, ...otherTypes] = filter.types ?? [];
  if (type && otherTypes.length === 0) conditions.push(`m.media_type = ${s.value(type)}`);
  else if (filter.types) conditions.push(`m.media_type = any(${s.value(filter.types)}::text[])`);
  if (filter.productTypes) conditions.push(`m.media_product_type = any(${s.value(filter.productTypes)}::text[])`);
  if (filter.hashtags) {
    const hasOne = `m.hashtags && ${s.value(filter.hashtags)}::text[]`;
    // `is true` keeps media_hashtags_idx out, which would read the posts of all accounts with these hashtags.
    conditions.push(isOneAccount ? `(${hasOne}) is true` : hasOne);
  }
  if (filter.withoutHashtags) conditions.push(`not m.hashtags && ${s.value(filter.withoutHashtags)}::text[]`);
  if (filter.isSharedToFeed !== null) {
    conditions.push(`m.is_shared_to_feed is ${filter.isSharedToFeed ? "distinct from" : "not distinct from"} false`);
  }
  for (const word of filter.words) conditions.push(`m.caption_folded like ${s.value(`%${escapeLike(word)}%`)}`);
  if (filter.since) conditions.push(`m.timestamp >= ${s.value(filter.since.toISOString())}::timestamptz`);
  if (filter.until) conditions.push(`m.timestamp < ${s.value(filter.until.toISOString())}::timestamptz`);
  if (filter.after) {
    const { key, beyond } = MEDIA_ORDERS[filter.order];
    const { after } = filter;
    const held =
      "heldId" in after
        ? anchor(s, after.heldId, { accessScope, holder, select: key("held") })
        : encryptionContext(s, after.place, filter.order);
    conditions.push(`(${key("m")}) ${beyond} (${held})`);
  }
  return conditions.join(" and ");
}

/** Also of a removed post; none if it was never visible, or hidden from this viewer. */
export function anchor(
  s: Statement,
  id: string,
  { accessScope, holder, select }: ListScope & { select: string },
): string {
  return `select ${select} from media held join accounts holder on holder.id = held.account_id
    where ${s.account ? `held.account_id = ${s.account} and ` : ""}held.id = ${s.value(id)} and held.parent_id is null${accessScope.hidden ? "" : " and not held.hidden"} and ${visibleAccounts(s, accessScope, "holder")} and ${holder}
    order by held.removed_at is not null, held.hidden, holder.connected_at, holder.id limit 1`;
}

function encryptionContext(s: Statement, { count, timestamp, id }: MediaPlace, order: MediaFilter["order"]): string {
  const key = `${s.value(timestamp)}::timestamptz, ${s.value(id)}`;
  return order.startsWith("MOST") ? `${s.value(count ?? -1)}::int, ${key}` : key;
}

/** Sort orders: the key for paging, and the direction of the next page; each uses an index. */
export const MEDIA_ORDERS = {
  NEWEST: {
    by: "m.timestamp desc, m.id desc",
    key: (alias: string) => `${alias}.timestamp, ${alias}.id`,
    place: "json_build_object('count', null, 'timestamp', m.timestamp, 'id', m.id)",
    beyond: "<",
  },
  OLDEST: {
    by: "m.timestamp, m.id",
    key: (alias: string) => `${alias}.timestamp, ${alias}.id`,
    place: "json_build_object('count', null, 'timestamp', m.timestamp, 'id', m.id)",
    beyond: ">",
  },
  MOST_LIKED: mostOf("like_count"),
  MOST_COMMENTED: mostOf("comments_count"),
} as const;

function mostOf(count: string) {
  return {
    by: `coalesce(m.${count}, -1) desc, m.timestamp desc, m.id desc`,
    key: (alias: string) => `coalesce(${alias}.${count}, -1), ${alias}.timestamp, ${alias}.id`,
    place: `json_build_object('count', coalesce(m.${count}, -1), 'timestamp', m.timestamp, 'id', m.id)`,
    beyond: "<",
  };
}

const MEDIA_COLUMNS: Record<string, string> = {
  id: "id",
  mediaType: "media_type",
  mediaProductType: "media_product_type",
  caption: "caption",
  hashtags: "hashtags",
  mentions: "mentions",
  permalink: "permalink",
  shortcode: "shortcode",
  timestamp: "timestamp",
  likeCount: "like_count",
  commentsCount: "comments_count",
  altText: "alt_text",
  isSharedToFeed: "is_shared_to_feed",
};

/** The image and the input of its alt text. Joins the stored copy only for fields derived from its bytes. */
function imageJson(s: Statement, names: ReadonlySet<string>, { alias, accessScope }: MediaScope): string {
  const key = imageKey(s, alias, accessScope);
  // The caption is long, and needed only for the alt text.
  const text = names.has("alt")
    ? `, 'altText', ${alias}.alt_text, 'caption', ${alias}.caption, 'timestamp', ${alias}.timestamp, 'username', a.username`
    : "";
  const copied = COPIED.filter((name) => names.has(name)).map((name) => `, '${name}', f.${name}`);
  if (copied.length === 0) return `json_build_object('url', ${addressOf(s, key)}${text})`;
  return `(select json_build_object('url', ${addressOf(s, "k.key")}${text}${copied.join("")}) from (select ${key} as key) k
    left join pictures p on p.account_id = ${s.idIn(`${alias}.account_id`)} and p.key = k.key left join files f on f.hash = p.hash)`;
}

const COPIED = ["width", "height", "thumbhash", "palette", "type", "bytes"];

function addressOf(s: Statement, key: string): string {
  return `${s.input("filesUrl")}::text || ${key}`;
}

function pictureFailure(s: Statement, alias: string): string {
  const isNotGiven = `case ${alias}.media_type when 'IMAGE' then ${alias}.media_path is null
    when 'VIDEO' then ${alias}.thumbnail_path is null else false end`;
  return `coalesce((select p.failure_cause from pictures p where p.account_id = ${s.idIn(`${alias}.account_id`)} and p.media_id = ${alias}.id
    and p.failure_cause is not null order by p.kind limit 1), case when ${isNotGiven} then 'NOT_GIVEN' end)`;
}

function childrenJson(s: Statement, selection: MediaSelection | "NONE", scope: MediaScope): string {
  if (selection === "NONE") return "'[]'::json";
  return `(select coalesce(json_agg(c), '[]'::json) from (
    select ${mediaSelect(s, selection, { ...scope, alias: "part" })} from media part
    where part.account_id = ${s.idIn("m.account_id")} and part.parent_id = m.id and ${shown("part", scope.accessScope)}
    order by part.position) c)`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
