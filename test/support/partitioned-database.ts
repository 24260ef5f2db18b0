import postgres from "postgres";
import { TABLE_PLACES } from "../../server/db/table-places.js";
import { createTestDatabase, type TestDatabase } from "./database.js";

const PARTITION_COUNT = 16;

/** The tables whose rows lie with their account. */
export const SPREAD_TABLES = [...TABLE_PLACES].flatMap(([table, place]) => (place === "DISTRIBUTED" ? [table] : []));

interface Definition {
  table: string;
  name: string;
  definition: string;
}

/**
 * A database whose tables of accounts are partitioned by the account's id, as a distributed Postgres spreads them: it has nearly
 * the same demands on keys and statements. Like such a database, it says in its catalog that it is distributed.
 */
export async function createPartitionedDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  await sql.begin(async (sql) => {
    const indexes = await sql<Definition[]>`
      select tablename as table, indexname as name, indexdef as definition from pg_indexes i
      where schemaname = 'public' and tablename = any(${SPREAD_TABLES})
        and not exists (select from pg_constraint c where c.conname = i.indexname)`;
    // Primary keys before the foreign keys that lead to them.
    const constraints = await sql<Definition[]>`
      select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
      where conrelid = any(${SPREAD_TABLES}::text[]::regclass[]) and contype in ('p', 'u', 'f') order by contype <> 'f' desc`;
    await sql`alter sequence sync_runs_id_seq owned by none`;
    for (const table of SPREAD_TABLES) {
      await sql.unsafe(`alter table ${table} rename to ${table}_plain;
        create table ${table} (like ${table}_plain including defaults including generated) partition by hash (account_id);
        drop table ${table}_plain cascade`);
      for (let n = 0; n < PARTITION_COUNT; n++) {
        await sql.unsafe(
          `create table ${table}_p${n} partition of ${table} for values with (modulus ${PARTITION_COUNT}, remainder ${n})`,
        );
      }
    }
    for (const { table, name, definition } of constraints) {
      await sql.unsafe(`alter table ${table} add constraint ${name} ${definition}`);
    }
    for (const { definition } of indexes) await sql.unsafe(definition);
    await sql.unsafe(`create table pg_dist_partition (logicalrelid regclass, partmethod "char");
      insert into pg_dist_partition values ('account_states', 'h')`);
  });
  await sql.end();
  return database;
}
