import type { AccessScope } from "../../viewer.js";
import { passingCauses } from "../assets/copy-error.js";
import { shown } from "./shown.js";
import type { Statement } from "./statement.js";

/**
 * SQL of the keys in asset addresses; null if the address would lead nowhere. A picture without a copy is fetched at its first
 * request and has an address; one that cannot be copied has none.
 */

const PART = "part";

/** For `mediaUrl`: the picture, or a VIDEO's video. An album whose first part is a video has its picture. */
export function mediaUrlKey(s: Statement, alias: string, accessScope: AccessScope): string {
  if (alias === PART) return mediaKey(s, alias);
  return `case when ${alias}.media_type = 'CAROUSEL_ALBUM' then coalesce(${ownPictureKey(s, alias)}, ${partKey(s, alias, accessScope)})
    else ${mediaKey(s, alias)} end`;
}

export function thumbnailKey(s: Statement, alias: string): string {
  return `case when ${alias}.thumbnail_path is not null and ${canBeRead(s.idIn(`${alias}.account_id`), `${alias}.thumbnail_key`)} then ${alias}.thumbnail_key end`;
}

/** For an `img`, never a video: the picture, a video's poster, or an album's first part with either. */
export function imageKey(s: Statement, alias: string, accessScope: AccessScope): string {
  if (alias === PART) return stillKey(s, alias);
  return `case ${alias}.media_type
    when 'CAROUSEL_ALBUM' then coalesce(${partKey(s, alias, accessScope)}, ${ownPictureKey(s, alias)}) else ${stillKey(s, alias)} end`;
}

/**
 * Whether a picture has a copy or may get one; a video is streamed without one. Uses index pictures_failed_idx, which contains
 * only failed ones.
 */
export function canBeRead(accountId: string, key: string): string {
  return `not exists (select from pictures p where p.account_id = ${accountId} and p.key = ${key} and p.hash is null and p.kind <> 'VIDEO'
    and p.failure_cause is not null and (p.next_try_at is null or p.failure_cause not in (${PASSING})))`;
}

const PASSING = passingCauses()
  .map((cause) => `'${cause}'`)
  .join(", ");

function mediaKey(s: Statement, alias: string): string {
  return `case when ${alias}.media_path is not null and ${canBeRead(s.idIn(`${alias}.account_id`), `${alias}.media_key`)} then ${alias}.media_key end`;
}

function stillKey(s: Statement, alias: string): string {
  return `case ${alias}.media_type when 'VIDEO' then ${thumbnailKey(s, alias)} else ${mediaKey(s, alias)} end`;
}

function ownPictureKey(s: Statement, alias: string): string {
  return `case when not exists (select from pictures film where film.account_id = ${s.idIn(`${alias}.account_id`)} and film.key = ${alias}.media_key and film.kind = 'VIDEO')
    then ${mediaKey(s, alias)} end`;
}

function partKey(s: Statement, alias: string, accessScope: AccessScope): string {
  return `(select still.key from (select ${stillKey(s, "first")} as key, first.position from media first
      where first.account_id = ${s.idIn(`${alias}.account_id`)} and first.parent_id = ${alias}.id and ${shown("first", accessScope)}) still
    where still.key is not null order by still.position limit 1)`;
}
