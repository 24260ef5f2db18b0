import type postgres from "postgres";

/**
 * Drops a database, whoever is still connected to it.
 *
 * `with (force)` is refused while autovacuum, which runs as another role, is at work there; without it, Postgres sends
 * autovacuum away by itself.
 */
export async function dropDatabase(sql: postgres.Sql, name: string): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and usename = current_user`;
  await sql`drop database ${sql(name)}`;
}
