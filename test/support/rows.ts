import type { Sql } from "postgres";

/** How many rows each table holds; what a test compares to see that nothing was half saved. */
export async function countRows(sql: Sql, { without = ADDED_LATER } = {}): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`;
  const counts: Record<string, number> = {};
  for (const { name } of tables.filter(({ name }) => !without.includes(name))) {
    const [row] = await sql<[{ count: number }]>`select count(*)::int as count from ${sql(name)}`;
    counts[name] = row.count;
  }
  return counts;
}

/** A process adds them once a second, in the middle of a test. */
const ADDED_LATER: readonly string[] = ["daily_counts"];

/** Every row of an account in every table but the record, as text. */
export async function rowsOf(sql: Sql, accountId: string): Promise<string[]> {
  const rows = await sql<{ row: string }[]>`
    select a::text as row from accounts a where id = ${accountId}
    union all select s::text from account_states s where account_id = ${accountId}
    union all select t::text from tokens t where account_id = ${accountId}
    union all (select m::text from media m where account_id = ${accountId} order by id)`;
  return rows.map(({ row }) => row);
}

/** What the record holds of an account, in order: `action outcome`. */
export async function eventsOf(sql: Sql, accountId: string): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    select action || ' ' || outcome as line from events where account_id = ${accountId} order by id`;
  return rows.map(({ line }) => line);
}
