import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../server/db/migrate-database.js";
import { startEmbeddedPostgres } from "../../server/lib/postgres/embedded-postgres.js";
import { dropDatabase } from "./drop-database.js";
import { postgresFolder } from "./postgres-folder.js";

declare module "vitest" {
  interface ProvidedContext {
    /** A role that may create databases. */
    adminUrl: string;
    /** The migrated database that every test database is a copy of; also the beginning of their names. */
    template: string;
    /** The folder of the pictures that some sandbox of this run has drawn. */
    pictures: string;
  }
}

const MIGRATIONS = join(import.meta.dirname, "../../drizzle");

/** One Postgres for the whole run (TEST_DATABASE_URL, else an embedded one) with one migrated database to copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await openPostgres();
  const template = `darkroom_test_${randomBytes(4).toString("hex")}`;
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  await sql`create database ${sql(template)}`;
  if (existsSync(join(MIGRATIONS, "meta/_journal.json"))) await migrateDatabase(urlOf(url, template), MIGRATIONS);
  await cacheCatalog(urlOf(url, template));
  project.provide("adminUrl", url);
  project.provide("template", template);
  const pictures = mkdtempSync(join(tmpdir(), "darkroom-pictures-"));
  project.provide("pictures", pictures);
  return async () => {
    const left = await sql<{ name: string }[]>`
      select datname as name from pg_database where starts_with(datname, ${template})`;
    for (const { name } of left) await dropDatabase(sql, name);
    await sql.end({ timeout: 5 });
    await stop();
    rmSync(pictures, { recursive: true });
  };
}

/** The first connection writes what Postgres caches of a database's catalog, which is then copied with it. */
async function cacheCatalog(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5 });
  await sql`select 1`;
  await sql.end({ timeout: 5 });
}

async function openPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const dir = postgresFolder();
  const embedded = await startEmbeddedPostgres({ dir, durable: false });
  return {
    url: embedded.url.reveal(),
    stop: async () => {
      await embedded.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function urlOf(adminUrl: string, database: string): string {
  return Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href;
}
