import type { Sql } from "postgres";

/** How many statements of this database wait for a row or another lock that somebody else holds. */
export async function waitingCount(sql: Sql): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return row.count;
}
