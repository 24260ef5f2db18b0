import { join } from "node:path";
import postgres from "postgres";
import { migrateDatabase } from "../../server/db/migrate-database.js";

/** A migrated database without rows beside the one at `databaseUrl`; returns its address. */
export async function createDatabase(databaseUrl: string, name: string): Promise<string> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await sql`create database ${sql(name)}`;
  await sql.end();
  const url = Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href;
  await migrateDatabase(url, join(import.meta.dirname, "../../drizzle"));
  return url;
}
