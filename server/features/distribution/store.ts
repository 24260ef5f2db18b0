import type { Sql } from "postgres";
import { ACCOUNT_ID, type TablePlace } from "../../db/table-places.js";

/** Where a table is now; tables that are not listed were never touched. */
export interface FoundPlace {
  table: string;
  place: TablePlace;
  /** By which rows are spread; null unless they are. */
  column: string | null;
}

/** Whether the database has Citus's functions and catalog. */
export async function hasExtension(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ hasIt: boolean }[]>`
    select to_regclass('pg_dist_partition') is not null and exists (
      select from pg_proc where proname = 'create_distributed_table') as "hasIt"`;
  return row?.hasIt === true;
}

export async function selectPlaces(sql: Sql): Promise<FoundPlace[]> {
  return await sql<FoundPlace[]>`
    select c.relname as table,
      case when p.partmethod = 'h' then 'DISTRIBUTED' when p.repmodel = 't' then 'REFERENCE' else 'LOCAL' end as place,
      case when p.partmethod = 'h' then column_to_column_name(p.logicalrelid, p.partkey) end as column
    from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
    where c.relnamespace = 'public'::regnamespace order by 1`;
}

/** Copies the rows; takes as long as that. */
export async function makeReference(sql: Sql, table: string): Promise<void> {
  await patiently(sql, (sql) => sql`select create_reference_table(${table}::text::regclass)`);
}

/** Spreads the rows by account, beside those of `beside`: an account's rows then lie on one machine. */
export async function makeDistributed(sql: Sql, table: string, beside: string | null): Promise<void> {
  await patiently(
    sql,
    (sql) => sql`select create_distributed_table(${table}::text::regclass, ${ACCOUNT_ID}::text,
      colocate_with => ${beside ?? "default"}::text)`,
  );
}

async function patiently(sql: Sql, act: (sql: Sql) => PromiseLike<unknown>): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`set local statement_timeout = 0`;
    await transaction`select set_config('citus.multi_shard_modify_mode', 'sequential', true)`;
    await act(transaction as unknown as Sql);
  });
}
