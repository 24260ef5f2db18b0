import type { Sql, TransactionSql } from "postgres";
import { ALL_TABLES } from "../../db/all-tables.js";

const BATCH = 500;

/** Of no row in particular: it is counted again after a restore. */
export const COUNTED = "stored_bytes";

/** All other tables of Darkroom, each after those it references. Foreign tables are never read or emptied. */
export const TABLES: readonly string[] = ALL_TABLES.map(({ name }) => name).filter((name) => name !== COUNTED);

const COLUMNS = new Map(
  ALL_TABLES.map(({ name, columns }) => {
    const written = columns.filter(({ generated }) => !generated).map((column) => `"${column.name}"`);
    return [name, written.join(", ")];
  }),
);

/** Sessions and other short-lived or single-use rows: in no backup and no restore. */
export const LEFT_OUT: readonly string[] = ["sessions", "owner_sessions", "sign_in_failures", "oauth_states"];

/** Allows ten minutes between statements: the file is read or written in the transaction. */
export async function allowSlowFile(sql: TransactionSql): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = '10min'`;
}

/** A backup fits only the same migration. */
export async function selectMigration(sql: Sql | TransactionSql): Promise<string> {
  const [last] = await sql<{ hash: string }[]>`
    select hash from drizzle.__drizzle_migrations order by created_at desc limit 1`;
  return last?.hash ?? "";
}

export async function selectForeignReferrers(sql: TransactionSql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    with ours as (select to_regclass(quote_ident(name))::oid as oid from unnest(${[...TABLES]}::text[]) name)
    select distinct c.conrelid::regclass::text as name from pg_constraint c
    where c.contype = 'f' and c.confrelid in (select oid from ours) and c.conrelid not in (select oid from ours)
    order by 1 limit 20`;
  return rows.map(({ name }) => name);
}

/** A table's rows as JSON texts, in batches; numbers of any size stay exact. */
export async function* selectRows(sql: TransactionSql, table: string): AsyncGenerator<string[]> {
  const cursor = sql<{ row: string }[]>`select to_jsonb(t)::text as row from ${sql(table)} t`.cursor(BATCH);
  for await (const rows of cursor) yield rows.map(({ row }) => row);
}

/** Postgres computes the columns that are generated. */
export async function insertRows(sql: TransactionSql, table: string, rows: readonly string[]): Promise<void> {
  const columns = sql.unsafe(COLUMNS.get(table) ?? "");
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = `[${rows.slice(from, from + BATCH).join(",")}]`;
    await sql`insert into ${sql(table)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${sql(table)}, ${batch}::text::jsonb) r`;
  }
}

export async function selectFilledTable(sql: TransactionSql): Promise<string | null> {
  for (const table of TABLES) {
    const rows = await sql`select 1 from ${sql(table)} limit 1`;
    if (rows.length > 0) return table;
  }
  return null;
}

export async function emptyTables(sql: TransactionSql): Promise<void> {
  await sql`truncate ${sql([...TABLES])}`;
}

export async function moveSequences(sql: TransactionSql): Promise<void> {
  const columns = await sql<{ table: string; column: string; sequence: string }[]>`
    select table_name as table, column_name as column,
      pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
    from information_schema.columns where table_schema = 'public' and table_name = any(${[...TABLES]})
      and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null`;
  for (const { table, column, sequence } of columns) {
    await sql`select setval(${sequence}, coalesce(max(${sql(column)}), 0) + 1, false) from ${sql(table)}`;
  }
}

/** Records, for the transaction, what is revoked or removed now: keys, operators, passwords. */
export async function recordEnded(sql: TransactionSql): Promise<void> {
  await sql`create temp table ended_keys on commit drop as
    select id, revoked_at from api_keys where revoked_at is not null`;
  await sql`create temp table ended_operators on commit drop as select * from removed_operators`;
  await sql`create temp table ended_passwords on commit drop as select id, password_hash from operators`;
}

/** With `revive` only receipts of operators' erasures: data that a person or Meta deleted stays deleted. */
export async function recordErased(sql: TransactionSql, { revive }: { revive: boolean }): Promise<void> {
  await sql`create temp table receipts on commit drop as select * from erasures`;
  await sql`create temp table ended_accounts on commit drop as
    select distinct on (account_id) * from (
      select account_id, at, actor, action from events
      where action in ('account.disconnected', 'account.erased') and account_id is not null and not ${revive}
      union all select account_id, erased_at, actor, 'account.erased' from erasures
      where erased_at is not null and (reason <> 'OPERATOR' or not ${revive})) e
    where not exists (select from accounts a where a.id = e.account_id)
    order by account_id, at`;
}

export interface LeftEnded {
  keyCount: number;
  operatorCount: number;
  passwordCount: number;
  linkCount: number;
  accountCount: number;
}

/** Revokes or removes again what `recordEnded` recorded and the backup restored; also revokes unused links. */
export async function endAgain(sql: TransactionSql, now: Date): Promise<Omit<LeftEnded, "accountCount">> {
  const at = now.toISOString();
  const keys = await sql`update api_keys k set revoked_at = e.revoked_at from ended_keys e
    where e.id = k.id and k.revoked_at is null`;
  const operators = await sql`delete from operators o using ended_operators e where e.id = o.id`;
  await sql`insert into removed_operators select * from ended_operators on conflict do nothing`;
  const passwords = await sql`update operators o set password_hash = e.password_hash from ended_passwords e
    where e.id = o.id and e.password_hash <> o.password_hash`;
  const links =
    await sql`update connect_links set revoked_at = ${at}::timestamptz where used_at is null and revoked_at is null`;
  return {
    keyCount: keys.count,
    operatorCount: operators.count,
    passwordCount: passwords.count,
    linkCount: links.count,
  };
}

/** Restores the receipts of `recordErased`, and returns the erased accounts that the backup contained. */
export async function selectRevived(sql: TransactionSql): Promise<string[]> {
  await sql`delete from erasures e using receipts r where r.id = e.id or r.code = e.code or r.request_hash = e.request_hash`;
  await sql`insert into erasures select * from receipts`;
  const rows = await sql<{ id: string }[]>`select a.id from accounts a join ended_accounts e on e.account_id = a.id
    order by a.id`;
  return rows.map(({ id }) => id);
}

/** Restores the audit log entries of accounts erased again, and reopens their receipts until the files are deleted. */
export async function recordErasedAgain(sql: TransactionSql, accountIds: readonly string[]): Promise<void> {
  await sql`update erasures set state = 'ERASED', finished_at = null,
    candidate_max = (select coalesce(max(id), 0) from file_candidates)
    where account_id = any(${[...accountIds]}::text[]) and erased_at is not null`;
  await sql`insert into events (at, actor, action, account_id, outcome)
    select at, actor, action, account_id, 'ok' from ended_accounts where account_id = any(${[...accountIds]}::text[])`;
}

export async function selectLive(sql: TransactionSql, now: Date): Promise<{ keys: string[]; operators: string[] }> {
  const at = now.toISOString();
  const keys = await sql<{ name: string }[]>`select name from api_keys
    where revoked_at is null and (expires_at is null or expires_at > ${at}::timestamptz) order by name, id limit 1000`;
  const operators = await sql<{ email: string }[]>`select email from operators order by email limit 1000`;
  return { keys: keys.map(({ name }) => name), operators: operators.map(({ email }) => email) };
}

export async function recountBytes(sql: TransactionSql): Promise<void> {
  await sql`delete from ${sql(COUNTED)}`;
  await sql`insert into ${sql(COUNTED)} (bytes) select sum(bytes) from (
    select bytes from files union all select bytes from renditions) kept having count(*) > 0`;
}
