import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { migrateDatabase } from "../../server/db/migrate-database.js";
import { startEmbeddedPostgres } from "../../server/lib/postgres/embedded-postgres.js";
import { dropDatabase } from "./drop-database.js";
import { postgresFolder } from "./postgres-folder.js";

export interface TestDatabase {
  url: string;
  /** Also cuts off whoever is still connected. */
  drop(): Promise<void>;
}

/** A database of its own for a test file: a copy of the migrated one, made in some 20 ms: where nothing is durable, files copy at half the cost of the log. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject("template");
  const name = `${template}_${randomBytes(4).toString("hex")}`;
  await asAdmin(async (sql) => {
    // Postgres refuses to copy a database while somebody is connected to it, another copier for instance.
    await sql`select pg_advisory_lock(hashtext(${template}))`;
    await sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`;
  });
  const url = Object.assign(new URL(inject("adminUrl")), { pathname: `/${name}` }).href;
  return { url, drop: () => asAdmin((sql) => dropDatabase(sql, name)) };
}

/** A whole Postgres of its own, made in some seconds, for what is measured of the server and not of one database. */
export async function createTestPostgres(): Promise<TestDatabase> {
  const dir = postgresFolder();
  const { url, stop } = await startEmbeddedPostgres({ dir, durable: false });
  await migrateDatabase(url, join(import.meta.dirname, "../../drizzle"));
  const drop = async () => {
    await stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { url: url.reveal(), drop };
}

/** On one connection, so that a lock lasts until it is closed. */
async function asAdmin(act: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(inject("adminUrl"), { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await act(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
