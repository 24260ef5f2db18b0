import { sql } from "drizzle-orm";
import { smallint, timestamp } from "drizzle-orm/pg-core";

/** A UTC instant, to the millisecond as JavaScript's Date. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
}

/** An unguessable default: 160 of the 244 random bits of two UUIDs, in hex. */
export const RANDOM_KEY = sql`left(encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex'), 40)`;

/**
 * The account's bucket, 0 to 1,023, of a table with `account_id`: the upper ten bits of the hash by which databases spread texts over
 * machines. So the accounts of a bucket lie on one machine.
 */
export function bucket() {
  return smallint("bucket").notNull().generatedAlwaysAs(sql.raw("((hashtext(account_id) >> 22) + 512)::smallint"));
}
