import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { migrateDatabase, readMigrations } from "../../server/db/migrate-database.js";

const MIGRATIONS = join(import.meta.dirname, "../../drizzle");
let admin: postgres.Sql;
let sql: postgres.Sql;
let url: string;
let folder: string;

beforeAll(() => {
  admin = postgres(inject("adminUrl"), { max: 1, onnotice: () => undefined });
  folder = mkdtempSync(join(tmpdir(), "darkroom-first-"));
});
afterAll(async () => {
  await sql.end();
  await admin`drop database if exists ${admin(NAME)}`;
  await admin.end();
  rmSync(folder, { recursive: true });
});

/** An empty database before each test. */
const NAME = `${inject("template")}_upgrade`;
beforeEach(async () => {
  await sql?.end();
  await admin`drop database if exists ${admin(NAME)}`;
  await admin`create database ${admin(NAME)}`;
  url = Object.assign(new URL(inject("adminUrl")), { pathname: `/${NAME}` }).href;
  sql = postgres(url, { max: 1, onnotice: () => undefined });
});

/** The migrations of the first layout, which every installation may begin from. */
function firstLayout(): string {
  cpSync(MIGRATIONS, folder, { recursive: true });
  const journal = JSON.parse(readFileSync(join(MIGRATIONS, "meta/_journal.json"), "utf8"));
  const entries = journal.entries.slice(0, 1);
  writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify({ ...journal, entries }));
  return folder;
}

test("what was made by the first layout is kept by an upgrade to the present one", async () => {
  await migrateDatabase(url, firstLayout());
  await fillFirstLayout();
  const before = await rowsOf(TABLES);
  await migrateDatabase(url, MIGRATIONS);
  const after = await rowsOf(TABLES);
  for (const table of TABLES) {
    const [[old = {}] = [], [row = {}] = []] = [before[table], after[table]];
    expect(Object.keys(old).length, table).toBeGreaterThan(4);
    // A column may be given up by a later layout; what is in both is as it was.
    expect(row).toMatchObject(Object.fromEntries(Object.entries(old).filter(([column]) => column in row)));
  }
  const [{ count } = { count: 0 }] = await sql`select count(*)::int as count from drizzle.__drizzle_migrations`;
  expect(count).toBe(readMigrations(MIGRATIONS).length);
});

test("the first migration is what it was: editing it would strand every installation", () => {
  const [first] = readMigrations(MIGRATIONS);
  expect(first?.hashes[0]).toBe(FIRST_HASH);
});

test("a database of a newer build is refused, by an older one that would write on into it", async () => {
  await migrateDatabase(url, MIGRATIONS);
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', ${Date.UTC(2100, 0)})`;
  await expect(migrateDatabase(url, MIGRATIONS)).rejects.toMatchObject({
    name: "DatabaseFault",
    isSetting: true,
    message: expect.stringMatching(/newer than this Darkroom: it has an unknown migration of 2100-01-01/),
  });
});

test("a database that is not ours is refused, and nothing of it is touched", async () => {
  await sql`create table accounts (id int)`;
  await expect(migrateDatabase(url, MIGRATIONS)).rejects.toThrow(
    /another program or an edited build: it has a table "accounts"/,
  );
  expect(await sql`select to_regclass('drizzle.__drizzle_migrations') as journal`).toEqual([{ journal: null }]);

  await sql`drop table accounts`;
  await migrateDatabase(url, MIGRATIONS);
  await sql`update drizzle.__drizzle_migrations set hash = 'edited' where id = 1`;
  await expect(migrateDatabase(url, MIGRATIONS)).rejects.toThrow(
    /edited build.*migrations that are not this program's/,
  );
});

test("tables of others beside ours are none of our business", async () => {
  await sql`create table shop_orders (id int)`;
  await migrateDatabase(url, MIGRATIONS);
  expect(await sql`select count(*)::int as count from accounts`).toEqual([{ count: 0 }]);
});

/** Of the file as it was first released. */
const FIRST_HASH = "30637531e527a04598161a11fa3184d2b62f71ca5fb24b6f0906f6e00625aebc";

const AT = "2026-11-29T12:00:00Z";

/** One row of each kind that nobody could get back. */
async function fillFirstLayout(): Promise<void> {
  await sql.unsafe(`
    insert into accounts (id, sandbox, app_id, scoped_id, username, username_folded, tags, connected_at)
      values ('acc_1', false, '123', '178', 'Bäckerei', 'bäckerei', '{kunde}', '${AT}');
    insert into tokens (account_id, sealed, issued_at, expires_at)
      values ('acc_1', 'sealed text', '${AT}', '2027-01-28T12:00:00Z');
    insert into media (account_id, id, media_type, caption, hashtags, "timestamp")
      values ('acc_1', '17900000000000001', 'IMAGE', 'Guten Morgen 🥐 #brot', '{brot}', '${AT}');
    insert into api_keys (id, sandbox, name, kind, hash, prefix, scopes, all_accounts, created_at)
      values ('key_1', false, 'site', 'SECRET', 'hash', 'sk_123456', '{READ}', true, '${AT}');
    insert into operators (id, email, email_folded, password_hash, created_at)
      values ('op_1', 'Ada@example.com', 'ada@example.com', 'hash', '${AT}');
    insert into pictures (key, account_id, kind, path)
      select media_key, account_id, 'MEDIA', 'x' from media`);
}

const TABLES = ["accounts", "tokens", "media", "api_keys", "operators", "pictures"] as const;

async function rowsOf(tables: readonly string[]): Promise<Record<string, postgres.Row[]>> {
  const found: Record<string, postgres.Row[]> = {};
  for (const table of tables) found[table] = [...(await sql`select * from ${sql(table)}`)];
  return found;
}
