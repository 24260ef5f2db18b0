import { sql } from "drizzle-orm";
import { timestamp } from "drizzle-orm/pg-core";

/** A UTC instant, to the millisecond as JavaScript's Date. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
}

/** An unguessable default: 160 of the 244 random bits of two UUIDs, in hex. */
export const RANDOM_KEY = sql`left(encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex'), 40)`;
