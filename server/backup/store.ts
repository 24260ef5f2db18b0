import type { Sql, TransactionSql } from "postgres";

/** Rows that are read and written at once. */
const BATCH = 500;

/** Written by triggers alone, also while rows are put back, and counted anew then. */
const COUNTED = "stored_bytes";

export interface Shape {
  /** All tables but that, each after those that it refers to. */
  tables: string[];
  /** What the last migration left: a backup fits only the same one. */
  migration: string;
}

/** Lets the transaction wait longer than others may, ten minutes a pause: the file is read or written while it is open. */
export async function allowSlowFile(sql: TransactionSql): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = '10min'`;
}

export async function selectShape(sql: Sql | TransactionSql): Promise<Shape> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> ${COUNTED} order by table_name`;
  const references = await sql<{ child: string; parent: string }[]>`
    select child.relname as child, parent.relname as parent from pg_constraint c
    join pg_class child on child.oid = c.conrelid join pg_class parent on parent.oid = c.confrelid
    where c.contype = 'f' and c.conrelid <> c.confrelid`;
  const [last] = await sql<{ hash: string }[]>`
    select hash from drizzle.__drizzle_migrations order by created_at desc limit 1`;
  return {
    tables: sortByReference(
      tables.map(({ name }) => name),
      references,
    ),
    migration: last?.hash ?? "",
  };
}

/** Parents first. */
function sortByReference(tables: string[], references: readonly { child: string; parent: string }[]): string[] {
  const sorted: string[] = [];
  for (let round = 0; round < tables.length && sorted.length < tables.length; round++) {
    for (const table of tables) {
      const isFree = references.every(({ child, parent }) => child !== table || sorted.includes(parent));
      if (isFree && !sorted.includes(table)) sorted.push(table);
    }
  }
  if (sorted.length < tables.length) throw new Error("the tables refer to each other in a circle");
  return sorted;
}

/** The rows of a table as JSON texts, in batches; a number of any size stays as it is. */
export async function* selectRows(sql: TransactionSql, table: string): AsyncGenerator<string[]> {
  const cursor = sql<{ row: string }[]>`select to_jsonb(t)::text as row from ${sql(table)} t`.cursor(BATCH);
  for await (const rows of cursor) yield rows.map(({ row }) => row);
}

/** Writes rows that `selectRows` gave. */
export async function insertRows(sql: TransactionSql, table: string, rows: readonly string[]): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = `[${rows.slice(from, from + BATCH).join(",")}]`;
    await sql`insert into ${sql(table)}
      select r.* from jsonb_populate_recordset(null::${sql(table)}, ${batch}::text::jsonb) r`;
  }
}

/** The first table that holds a row; null when the database is empty. */
export async function selectFilledTable(sql: TransactionSql, tables: readonly string[]): Promise<string | null> {
  for (const table of tables) {
    const rows = await sql`select 1 from ${sql(table)} limit 1`;
    if (rows.length > 0) return table;
  }
  return null;
}

export async function emptyTables(sql: TransactionSql, tables: readonly string[]): Promise<void> {
  await sql`truncate ${sql(tables)}`;
}

/** Moves every sequence behind the largest number that its column holds. */
export async function moveSequences(sql: TransactionSql): Promise<void> {
  const columns = await sql<{ table: string; column: string; sequence: string }[]>`
    select table_name as table, column_name as column,
      pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
    from information_schema.columns where table_schema = 'public'
      and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null`;
  for (const { table, column, sequence } of columns) {
    await sql`select setval(${sequence}, coalesce(max(${sql(column)}), 0) + 1, false) from ${sql(table)}`;
  }
}

/** Counts anew how many bytes are kept. */
export async function recountBytes(sql: TransactionSql): Promise<void> {
  await sql`delete from stored_bytes`;
  await sql`insert into stored_bytes (bytes) select sum(bytes) from (
    select bytes from files union all select bytes from sizes) kept having count(*) > 0`;
}
