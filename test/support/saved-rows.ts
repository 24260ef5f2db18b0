import type { Sql } from "postgres";

interface Table {
  name: string;
  columns: { name: string; isInstant: boolean }[];
  parents: string[];
}

/** The rows of a test database as they were at a moment. */
export interface SavedRows {
  /** Puts them back into the tables that are empty by now, with every instant moved by so much. */
  restore(movedMs: number): Promise<void>;
}

/** Copies all rows aside, into a schema of this name: what is made by many calls once is then made by some statements again. */
export async function saveRows(sql: Sql, schema = "saved"): Promise<SavedRows> {
  const tables = await withRows(sql, parentsFirst(await readTables(sql)));
  const copies = tables.map(({ name }) => `create table ${schema}."${name}" as table public."${name}"`);
  await sql.unsafe([`drop schema if exists ${schema} cascade`, `create schema ${schema}`, ...copies].join(";\n"));
  return {
    async restore(movedMs) {
      const copies = tables.map(({ name, columns }) => {
        const names = columns.map((column) => `"${column.name}"`).join(", ");
        const moved = columns.map(({ name, isInstant }) =>
          isInstant ? `"${name}" + interval '${movedMs} milliseconds'` : `"${name}"`,
        );
        return `insert into public."${name}" (${names}) overriding system value
          select ${moved.join(", ")} from ${schema}."${name}" where not exists (select from public."${name}")`;
      });
      await sql.unsafe(copies.join(";\n"));
    },
  };
}

/** Those of the server that can be written, with what must be there before them. */
async function readTables(sql: Sql): Promise<Table[]> {
  return await sql<Table[]>`
    select t.relname as name,
      (select json_agg(json_build_object('name', attname, 'isInstant', atttypid = 'timestamptz'::regtype) order by attnum)
        from pg_attribute where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      array(select distinct p.relname::text from pg_constraint c join pg_class p on p.oid = c.confrelid
        where c.contype = 'f' and c.conrelid = t.oid and p.oid <> t.oid) as parents
    from pg_class t where t.relnamespace = 'public'::regnamespace and t.relkind = 'r'`;
}

async function withRows(sql: Sql, tables: Table[]): Promise<Table[]> {
  const asked = tables.map(({ name }) => `select '${name}' as name where exists (select from public."${name}")`);
  const names = (await sql.unsafe<{ name: string }[]>(asked.join(" union all "))).map(({ name }) => name);
  return tables.filter(({ name }) => names.includes(name));
}

function parentsFirst(tables: Table[]): Table[] {
  const sorted: Table[] = [];
  for (let left = tables; left.length > 0; left = left.filter((table) => !sorted.includes(table))) {
    const ready = left.filter(({ parents }) => parents.every((name) => sorted.some((table) => table.name === name)));
    if (ready.length === 0) throw new Error("the tables refer to each other in a circle");
    sorted.push(...ready);
  }
  return sorted;
}
