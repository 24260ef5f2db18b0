import { type Clock, DAY_MS } from "../lib/clock.js";
import type { InstagramFailure } from "./failures.js";

const FIELDS = {
  profile:
    "id,user_id,username,name,biography,website,account_type,profile_picture_url,followers_count,follows_count,media_count",
  media:
    "id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,shortcode,timestamp,username,alt_text," +
    "like_count,comments_count,is_shared_to_feed,children",
  child: "id,media_type,media_url,thumbnail_url,permalink,timestamp,username,shortcode",
} as const;
export type FieldList = keyof typeof FIELDS;

const ESSENTIAL = new Set(["id", "username", "media_type", "timestamp"]);
const FORGET_AFTER_MS = DAY_MS;

/** Which fields to ask for: all but those that Instagram has lately called nonexistent. */
export interface FieldMemory {
  fieldsOf(list: FieldList): string[];
  /** Leaves a field out for a day; false when nothing can be read without it. */
  drop(list: FieldList, field: string): boolean;
}

export function createFieldMemory(clock: Clock): FieldMemory {
  const droppedAt = new Map<string, number>();
  const isDropped = (key: string) => clock.now().getTime() - (droppedAt.get(key) ?? -Infinity) < FORGET_AFTER_MS;
  return {
    fieldsOf: (list) => FIELDS[list].split(",").filter((field) => !isDropped(`${list}.${field}`)),
    drop(list, field) {
      if (ESSENTIAL.has(field)) return false;
      droppedAt.set(`${list}.${field}`, clock.now().getTime());
      return true;
    },
  };
}

/** The fields of a post as one parameter, those of an album's parts nested. */
export function mediaFields(media: readonly string[], child: readonly string[]): string {
  return media.map((field) => (field === "children" ? `children{${child.join(",")}}` : field)).join(",");
}

/** The field that does not exist, as Instagram names it; null when the failure is about something else. */
export function refusedField(failure: InstagramFailure): string | null {
  if (failure.code !== 100) return null;
  return /nonexisting field \((\w+)\)/i.exec(failure.message)?.[1] ?? null;
}
