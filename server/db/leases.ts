import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/*
 * Parts of the statements by which workers claim rows. A lease uses the database's time, so that processes with
 * different clocks agree. A fence grows with each claim: a worker whose fence is old has lost its claim.
 */

/** The end of a lease that begins now. */
export function leaseFor(seconds: number | SQL): SQL {
  return sql`now() + make_interval(secs => ${seconds})`;
}

export function isFree(leaseUntil: AnyPgColumn | SQL): SQL {
  return sql`(${leaseUntil} is null or ${leaseUntil} < now())`;
}

export function newClaim(row: { fence: AnyPgColumn }, seconds: number | SQL): { leaseUntil: SQL; fence: SQL } {
  return { leaseUntil: leaseFor(seconds), fence: sql`${row.fence} + 1` };
}

/** Postgres reads an array once; it might read a list of rows again, and lock others. */
export function isAmong(key: AnyPgColumn, due: { getSQL(): SQL }): SQL {
  return sql`${key} = any(array(${due}))`;
}
