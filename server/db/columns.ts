import { sql } from "drizzle-orm";
import { timestamp } from "drizzle-orm/pg-core";

/** A moment, in UTC, to the millisecond that JavaScript's Date knows. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
}

/** A default that nobody can guess: 160 of the 244 random bits of two UUIDs, in hex. */
export const RANDOM_KEY = sql`left(encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex'), 40)`;
