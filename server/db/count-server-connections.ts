import type { Sql, TransactionSql } from "postgres";

/** Of Darkroom's servers, not of its command line. */
export async function countServerConnections(sql: Sql | TransactionSql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and application_name like 'darkroom%' and application_name not like 'darkroom-cli%'`;
  return row?.count ?? 0;
}
