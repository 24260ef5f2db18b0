import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./db.js";
import { fileCandidates } from "./schema/assets.js";
import { pictures } from "./schema/pictures.js";

/**
 * Deletes an account's pictures that meet a condition, and records their files, which the next clean-up looks at. Call it
 * before pictures would go with their posts or account: no trigger records their files, because a distributed Postgres
 * has none.
 */
export async function deletePictures(db: Db, accountId: string, condition: SQL = sql`true`): Promise<void> {
  await db.execute(sql`
    with gone as (
      delete from ${pictures} where account_id = ${accountId}::text and ${condition} returning hash
    )
    insert into ${fileCandidates} (hash) select hash from gone where hash is not null`);
}
