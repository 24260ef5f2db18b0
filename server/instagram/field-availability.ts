import { type Clock, DAY_MS } from "../lib/clock.js";

const FIELDS = {
  profile:
    "id,user_id,username,name,biography,website,account_type,profile_picture_url,followers_count,follows_count,media_count",
  media:
    "id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,shortcode,timestamp,username,alt_text," +
    "like_count,comments_count,is_shared_to_feed,children",
  child: "id,media_type,media_url,thumbnail_url,permalink,timestamp,username,shortcode",
} as const;
export type FieldList = keyof typeof FIELDS;

/**
 * The fields to start with if an error names none. Each can still be rejected by name and is then substituted. Album parts come
 * first: they lose a field before posts do.
 */
const ESSENTIAL: Record<FieldList, ReadonlySet<string>> = {
  child: new Set(["id", "media_type"]),
  media: new Set(["id", "media_type", "timestamp"]),
  profile: new Set(["id"]),
};

const SUSPECTS = (
  "is_shared_to_feed,alt_text,thumbnail_url,shortcode,like_count,comments_count,media_product_type,children,username," +
  "user_id,follows_count,followers_count,website,biography,account_type,profile_picture_url,name,media_count," +
  "media_url,caption,permalink"
).split(",");

export type LeftOut = ReadonlySet<string>;

export function fieldsOf(list: FieldList, leftOut: LeftOut): string[] {
  return FIELDS[list].split(",").filter((field) => !leftOut.has(`${list}.${field}`));
}

export function namesOf(lists: readonly FieldList[], leftOut: LeftOut): string[] {
  return [...new Set(lists.flatMap((list) => fieldsOf(list, leftOut)))];
}

export function suspectsOf(lists: readonly FieldList[], leftOut: LeftOut): string[] {
  return SUSPECTS.filter((field) =>
    lists.some((list) => !ESSENTIAL[list].has(field) && fieldsOf(list, leftOut).includes(field)),
  );
}

export function leaveOut(lists: readonly FieldList[], fields: readonly string[]): string[] {
  return lists.flatMap((list) =>
    fields.filter((field) => FIELDS[list].split(",").includes(field)).map((field) => `${list}.${field}`),
  );
}

export function essentialsOf(lists: readonly FieldList[]): string[] {
  const names = new Set(lists.flatMap((list) => [...ESSENTIAL[list]]));
  names.delete("id");
  return leaveOut(lists, [...names]);
}

export function mediaFields(leftOut: LeftOut): string {
  const child = fieldsOf("child", leftOut).join(",");
  return fieldsOf("media", leftOut)
    .map((field) => (field === "children" ? `children{${child}}` : field))
    .join(",");
}

/** Names that are also English words count only in quotes, in brackets, or after "field". */
export function namedFields(message: string, fields: readonly string[]): string[] {
  const setApart = [...message.matchAll(/(?:["'`‘“([]|\bfields?:?\s+)\s*(\w+)/gi)].map(([, word]) => word);
  const words = new Set([...setApart, ...(message.match(/\w*_\w*/g) ?? [])]);
  return fields.filter((field) => words.has(field));
}

export interface FieldAvailability {
  recall(accountId: string | null): string[];
  /** Stores them for a day, in this process; ignored for an unknown account. */
  remember(accountId: string | null, leftOut: Iterable<string>): void;
}

const FORGET_AFTER_MS = DAY_MS;
const ACCOUNTS_MAX = 10_000;

export function createFieldAvailability(clock: Clock): FieldAvailability {
  const accounts = new Map<string, Map<string, number>>();
  return {
    recall(accountId) {
      const since = clock.now().getTime() - FORGET_AFTER_MS;
      const known = accounts.get(accountId ?? "") ?? [];
      return [...known].filter(([, at]) => at > since).map(([field]) => field);
    },
    remember(accountId, leftOut) {
      if (accountId === null) return;
      const fresh = new Map([...leftOut].map((field) => [field, clock.now().getTime()]));
      if (fresh.size === 0) return;
      accounts.set(accountId, new Map([...(accounts.get(accountId) ?? []), ...fresh]));
      const [oldest] = accounts.keys();
      if (accounts.size > ACCOUNTS_MAX && oldest !== undefined) accounts.delete(oldest);
    },
  };
}
