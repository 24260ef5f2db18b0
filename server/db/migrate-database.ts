import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import type { Secret } from "../lib/secret.js";
import { databaseOptions } from "./database-options.js";
import { DatabaseSetupError } from "./database-setup-error.js";

interface Migration {
  tag: string;
  when: number;
  statements: string[];
  hashes: [string, ...string[]];
}

const LOCK_TIMEOUT = "2min";

/**
 * Applies the missing migrations of `folder` in one transaction.
 *
 * Safe from several processes at once: one works, the others wait, at most 2 minutes. The lock belongs to the
 * transaction, so that no pooled connection keeps it.
 * @throws {DatabaseSetupError} when the database is newer than this program, or belongs to another program
 */
export async function migrateDatabase(url: Secret | string, folder: string): Promise<void> {
  const migrations = readMigrations(folder);
  const sql = postgres({ ...databaseOptions(url, { applicationName: "darkroom-migrate" }), max: 1, prepare: false });
  try {
    await sql.begin(async (sql) => {
      await sql.unsafe(`set local statement_timeout = '${LOCK_TIMEOUT}'`);
      await sql.unsafe("select pg_advisory_xact_lock(hashtext('darkroom migrations'))");
      // A migration's time depends on the size of the tables.
      await sql.unsafe("set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0");
      await apply(sql, migrations);
    });
  } finally {
    await sql.end({ timeout: 3 });
  }
}

async function apply(sql: postgres.TransactionSql, migrations: Migration[]): Promise<void> {
  const [found] = await sql<{ journal: string | null }[]>`
    select to_regclass('drizzle.__drizzle_migrations')::text as journal`;
  const applied = found?.journal
    ? await sql<AppliedMigration[]>`select hash, created_at::float8 as when from drizzle.__drizzle_migrations`
    : [];
  const missing = missingMigrations(migrations, applied);
  if (missing.length === 0) return;
  await requireRoom(sql, missing);
  await sql.unsafe(JOURNAL);
  for (const { statements, hashes, when } of missing) {
    for (const statement of statements) await sql.unsafe(statement);
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hashes[0]}, ${when})`;
  }
}

/** The same as drizzle's own migrator. */
const JOURNAL = `
  create schema if not exists drizzle;
  create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;

interface AppliedMigration {
  hash: string;
  when: number;
}

/**
 * The migrations still to apply, in order.
 * @throws {DatabaseSetupError} when an applied migration is unknown
 */
function missingMigrations(migrations: Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const known = new Set(migrations.flatMap(({ hashes }) => hashes));
  const foreign = applied.filter(({ hash }) => !known.has(hash));
  const newestWhen = Math.max(...migrations.map(({ when }) => when));
  const newer = foreign.find(({ when }) => when > newestWhen);
  if (newer && foreign.length < applied.length) {
    const made = new Date(newer.when).toISOString().slice(0, 10);
    throw new DatabaseSetupError(
      `The database is newer than this Darkroom: it has an unknown migration of ${made}. Start the newer version again, or restore a backup from before the upgrade into an empty database.`,
      { isSetting: true },
    );
  }
  if (foreign.length > 0)
    throw notOurs("its table drizzle.__drizzle_migrations lists migrations that are not this program's");
  const done = new Set(applied.map(({ hash }) => hash));
  return migrations.filter(({ hashes }) => !hashes.some((hash) => done.has(hash)));
}

/** The database may contain foreign tables, but none with a name that a migration creates. */
async function requireRoom(sql: postgres.TransactionSql, migrations: Migration[]): Promise<void> {
  const text = migrations.flatMap(({ statements }) => statements).join("\n");
  const tables = [...text.matchAll(/^(?:CREATE TABLE|ALTER TABLE "\w+" RENAME TO) "(\w+)"/gm)].map(
    ([, table = ""]) => table,
  );
  const [taken] = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = to_regnamespace('public') and relname = any(${tables})
    order by relname limit 1`;
  if (taken) throw notOurs(`it has a table "${taken.name}", and no record of who made it`);
}

function notOurs(why: string): DatabaseSetupError {
  return new DatabaseSetupError(
    `The database belongs to another program or an edited build: ${why}. Create an empty database for Darkroom (createdb darkroom) and set it in DATABASE_URL.`,
    { isSetting: true },
  );
}

export function readMigrations(folder: string): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8")) as {
    entries: { tag: string; when: number }[];
  };
  return journal.entries.map(({ tag, when }) => {
    const text = readFileSync(join(folder, `${tag}.sql`), "utf8").replaceAll("\r\n", "\n");
    const hashes: Migration["hashes"] = [hashOf(text), hashOf(text.replaceAll("\n", "\r\n"))];
    return { tag, when, statements: text.split("--> statement-breakpoint"), hashes };
  });
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
