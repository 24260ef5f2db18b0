import type { AccessScope } from "../../viewer.js";
import { passingCauses } from "../assets/copy-error.js";
import { shown } from "./shown.js";

/**
 * SQL of the keys in asset addresses; null if the address would lead nowhere. A picture without a copy is fetched at its first
 * request and has an address; one that cannot be copied has none.
 */

const PART = "part";

/** For `mediaUrl`: the picture, or a VIDEO's video. An album whose first part is a video has its picture. */
export function mediaUrlKey(alias: string, accessScope: AccessScope): string {
  if (alias === PART) return mediaKey(alias);
  return `case when ${alias}.media_type = 'CAROUSEL_ALBUM' then coalesce(${ownPictureKey(alias)}, ${partKey(alias, accessScope)})
    else ${mediaKey(alias)} end`;
}

export function thumbnailKey(alias: string): string {
  return `case when ${alias}.thumbnail_path is not null and ${canBeRead(`${alias}.thumbnail_key`)} then ${alias}.thumbnail_key end`;
}

/** For an `img`, never a video: the picture, a video's poster, or an album's first part with either. */
export function imageKey(alias: string, accessScope: AccessScope): string {
  if (alias === PART) return stillKey(alias);
  return `case ${alias}.media_type
    when 'CAROUSEL_ALBUM' then coalesce(${partKey(alias, accessScope)}, ${ownPictureKey(alias)}) else ${stillKey(alias)} end`;
}

/**
 * Whether a picture has a copy or may get one; a video is streamed without one. Uses index pictures_failed_idx, which contains
 * only failed ones.
 */
export function canBeRead(key: string): string {
  return `not exists (select from pictures p where p.key = ${key} and p.hash is null and p.kind <> 'VIDEO'
    and p.failure_cause is not null and (p.next_try_at is null or p.failure_cause not in (${PASSING})))`;
}

const PASSING = passingCauses()
  .map((cause) => `'${cause}'`)
  .join(", ");

function mediaKey(alias: string): string {
  return `case when ${alias}.media_path is not null and ${canBeRead(`${alias}.media_key`)} then ${alias}.media_key end`;
}

function stillKey(alias: string): string {
  return `case ${alias}.media_type when 'VIDEO' then ${thumbnailKey(alias)} else ${mediaKey(alias)} end`;
}

function ownPictureKey(alias: string): string {
  return `case when not exists (select from pictures film where film.key = ${alias}.media_key and film.kind = 'VIDEO')
    then ${mediaKey(alias)} end`;
}

function partKey(alias: string, accessScope: AccessScope): string {
  return `(select still.key from (select ${stillKey("first")} as key, first.position from media first
      where first.account_id = ${alias}.account_id and first.parent_id = ${alias}.id and ${shown("first", accessScope)}) still
    where still.key is not null order by still.position limit 1)`;
}
