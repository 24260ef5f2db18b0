import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/* Both kinds of functions can share a transaction of hand-written statements. */

/** The end of a lease that begins now. */
export function leaseFor(seconds: number | SQL): SQL {
  return sql`now() + make_interval(secs => ${seconds})`;
}

/** True while no worker holds the row. */
export function isFree(leaseUntil: AnyPgColumn | SQL): SQL {
  return sql`(${leaseUntil} is null or ${leaseUntil} < now())`;
}

/** True while no worker holds the row. */
export function newClaim(row: { fence: AnyPgColumn }, seconds: number | SQL): { leaseUntil: SQL; fence: SQL } {
  return { leaseUntil: leaseFor(seconds), fence: sql`${row.fence} + 1` };
}

/** Postgres reads an array once; it might read a list of rows again, and lock others. */
export function isAmong(key: AnyPgColumn, due: { getSQL(): SQL }): SQL {
  return sql`${key} = any(array(${due}))`;
}
