import { sql } from "drizzle-orm";
import type { Db } from "../../db/db.js";
import { feedDecisions, feedPins, feeds, feedVersions } from "../../db/schema/feeds.js";

export interface Transfer {
  from: string;
  to: string;
}

/**
 * Names another account in the settings of all feeds, and in the versions of those that named the first. Reads all feeds, at most
 * 10,000. Returns the changed feeds.
 */
export async function replaceInSettings(db: Db, { from, to }: Transfer): Promise<string[]> {
  const replaced = sql`replace(settings::text, to_json(${from}::text)::text, to_json(${to}::text)::text)::jsonb`;
  const changed = await db.execute<{ id: string }>(sql`update ${feeds} set settings = ${replaced}
    where position(to_json(${from}::text)::text in settings::text) > 0 returning id`);
  const ids = changed.map(({ id }) => id);
  if (ids.length === 0) return ids;
  await db.execute(sql`update ${feedVersions} set settings = ${replaced},
      summary = replace(summary, '@' || ${from}::text, '@' || ${to}::text)
    where feed_id = any(${sql.param(ids)}::text[])`);
  return ids;
}

/** Pins and decisions that the other account has already go with the first. Uses the primary keys. */
export async function moveCuration(db: Db, { from, to }: Transfer): Promise<void> {
  for (const table of [feedPins, feedDecisions]) {
    await db.execute(sql`update ${table} moved set account_id = ${to}::text where account_id = ${from}::text
      and not exists (select from ${table} other where other.account_id = ${to}::text
        and other.feed_id = moved.feed_id and other.media_id = moved.media_id)`);
  }
}
