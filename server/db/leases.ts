import { and, eq, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/*
 * Parts of the statements by which workers claim rows. A lease uses the database's time, so that processes with
 * different clocks agree. A fence grows with each claim: a worker whose fence is old has lost its claim.
 */

/** The end of a lease that begins now. */
export function leaseFor(seconds: number | SQL): SQL {
  return sql`now() + make_interval(secs => ${seconds}::int)`;
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

/** Due rows of one bucket, found before they are claimed: their ids name one machine of a distributed database. */
export interface BucketPart {
  bucket: number;
  accountIds: readonly string[];
}

/** Undefined, and so no condition, for rows of any bucket. */
export function isIn(table: { bucket: AnyPgColumn; accountId: AnyPgColumn }, part: BucketPart | null): SQL | undefined {
  if (!part) return undefined;
  return and(eq(table.bucket, part.bucket), sql`${table.accountId} = any(${sql.param([...part.accountIds])}::text[])`);
}
