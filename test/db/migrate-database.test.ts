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

test("an upgrade of the first layout keeps every row, under the names of the present one", async () => {
  await migrateDatabase(url, firstLayout());
  await fillFirstLayout();
  const before = await rowsOf(Object.keys(FIRST_ROWS));
  expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);

  await migrateDatabase(url, MIGRATIONS);
  const after = await rowsOf(Object.keys(FIRST_ROWS).map(presentTable), SPLIT_TABLES);
  for (const [table, rows] of Object.entries(before)) {
    const expected = rows.map((row) => presentRow(table, row));
    expect(after[presentTable(table)], table).toMatchObject(expected);
  }
  const buckets = await sql`select s.bucket from account_states s join tokens t using (account_id, bucket)`;
  expect(buckets).toEqual([{ bucket: expect.any(Number) }]);
  expect(await sql`select page_count, ids from sync_checkpoint_pages`).toEqual([{ page_count: 3, ids: ["1", "2"] }]);
  const [{ count } = { count: 0 }] = await sql`select count(*)::int as count from drizzle.__drizzle_migrations`;
  expect(count).toBe(readMigrations(MIGRATIONS).length);
});

test("after an upgrade constraints, indexes and triggers are named as in a new database", async () => {
  await migrateDatabase(url, firstLayout());
  await migrateDatabase(url, MIGRATIONS);
  const names = await sql<{ name: string }[]>`
    select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
    union select relname from pg_class where relnamespace = 'public'::regnamespace
    union select tgname from pg_trigger where not tgisinternal
    union select proname from pg_proc where pronamespace = 'public'::regnamespace`;
  const retired = Object.keys(RENAMED_TABLES).join("|");
  expect(names.filter(({ name }) => new RegExp(`^(${retired})(_|$)|told|^note_`).test(name))).toEqual([]);
});

test("an upgrade that needs a table's name which a stranger's table has is refused by that name", async () => {
  await migrateDatabase(url, firstLayout());
  await sql`create table circuits (id int)`;
  await expect(migrateDatabase(url, MIGRATIONS)).rejects.toThrow(/it has a table "circuits"/);
  expect(await sql`select count(*)::int as count from traffic`).toEqual([{ count: 0 }]);
});

test("the first migration is what it was: editing it would strand every installation", () => {
  const [first] = readMigrations(MIGRATIONS);
  expect(first?.hashes[0]).toBe(FIRST_HASH);
});

test("a database of a newer build is refused, by an older one that would write on into it", async () => {
  await migrateDatabase(url, MIGRATIONS);
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', ${Date.UTC(2100, 0)})`;
  await expect(migrateDatabase(url, MIGRATIONS)).rejects.toMatchObject({
    name: "DatabaseSetupError",
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
const LATER = "2027-01-28T12:00:00Z";

/** Of each table that was there at first, rows with every column and every stored word that a later layout names anew. */
const FIRST_ROWS: Record<string, string> = {
  accounts: `(id, sandbox, app_id, scoped_id, username, username_folded, tags, connected_at, paused, snoozed_until,
      followers_count, follows_count, media_count, synced_at, swept_at, next_sync_at, next_sweep_at, sync_failure_cause,
      sync_failed_at, sync_attempts, sync_lease_until, sync_fence)
    values ('acc_1', false, '123', '178', 'Bäckerei', 'bäckerei', '{kunde}', '${AT}', true, '${LATER}', 1, 2, 3, '${AT}',
      '${AT}', '${LATER}', '${LATER}', 'APP_BLOCKED', '${AT}', 4, '${LATER}', 5)`,
  tokens: `(account_id, sealed, issued_at, expires_at) values ('acc_1', 'sealed text', '${AT}', '${LATER}')`,
  media: `(account_id, id, media_type, caption, hashtags, "timestamp")
    values ('acc_1', '17900000000000001', 'IMAGE', 'Guten Morgen 🥐 #brot', '{brot}', '${AT}')`,
  api_keys: `(id, sandbox, name, kind, hash, prefix, scopes, all_accounts, created_at)
    values ('key_1', false, 'site', 'SECRET', 'hash', 'sk_123456', '{READ}', true, '${AT}')`,
  operators: `(id, email, email_folded, password_hash, created_at)
    values ('op_1', 'Ada@example.com', 'ada@example.com', 'hash', '${AT}')`,
  files: "(hash, name, type, bytes) values ('abc', 'abc.jpg', 'image/jpeg', 10)",
  sizes: "(hash, width, type, name, bytes, read_at) values ('abc', 320, 'image/webp', 'abc.320.webp', 3, now())",
  pictures: "(key, account_id, kind, path, hash) values ('key', 'acc_1', 'PROFILE', 'x', 'abc')",
  leftovers: "(name) values ('old.jpg')",
  connect_links: `(id, sandbox, hash, created_at, place, expires_at)
    values ('link_1', false, 'h1', '${AT}', 0, '${LATER}'), ('link_2', false, 'h2', '${AT}', 1, '${LATER}')`,
  oauth_states: `(hash, began_by, redirect_uri, link_id, sandbox, expires_at, spent_at)
    values ('state', 'operator:op_1', 'https://example.com/', 'link_1', false, '${LATER}', '${AT}')`,
  sweeps: `(account_id, saved_at, next, ids, page_count, is_unsure)
    values ('acc_1', '${AT}', 'https://graph.instagram.com/next', '{1,2}', 3, true)`,
  sync_runs: `(account_id, started_at, ms, is_full, outcome, new_count, changed_count, removed_count, unknown_type_count,
      broken_count, call_count)
    select 'acc_1', '${AT}', 5, true, outcome, 1, 2, 3, 4, 5, 6 from unnest('{OK,FAILED,CUT_OFF}'::text[]) outcome`,
  outcome_days: "(day, sandbox, kind, count) values ('2026-11-29', false, 'synced', 7)",
  ticks: `(sandbox, job, began_at, ms, is_failed, failing_since, failures)
    values (false, 'prune posts', '${AT}', 5, true, '${AT}', 2)`,
  traffic: `(subject, account_id, percent, percent_at, reason, since, until, said_until, openings, doubted_at)
    values ('acc_1', 'acc_1', 85, '${AT}', 'RATE_LIMITED', '${AT}', '${LATER}', '${LATER}', 0, '${AT}'),
      ('app:live:123', null, 0, null, 'SUSPECT', '${AT}', '${LATER}', null, 4, null)`,
  alerts: `(sandbox, subject, kind, since, noticed_at, tell_at, told_at)
    select false, kind, kind, '${AT}', '${AT}', '${AT}', '${LATER}'
    from unnest('{JOBS_LATE,DATABASE_WAS_AWAY,EXPIRING_7}'::text[]) kind`,
  events: `(at, actor, action, outcome)
    values ('${AT}', 'machine', 'token.refreshed', 'ok'), ('${AT}', 'operator:op_1', 'token.refreshed', 'ok')`,
  alert_deliveries: `(id, sandbox, channel, test, news_count, created_at, status, answer_code)
    values ('del_1', false, 'WEBHOOK', false, 3, '${AT}', 'WAITING', 500)`,
};

async function fillFirstLayout(): Promise<void> {
  for (const [table, rows] of Object.entries(FIRST_ROWS)) await sql.unsafe(`insert into ${table} ${rows}`);
}

const RENAMED_TABLES: Record<string, string> = {
  ticks: "job_runs",
  leftovers: "pending_deletions",
  sizes: "renditions",
  traffic: "circuits",
  sweeps: "sync_checkpoints",
  outcome_days: "daily_counts",
};

/** Tables whose columns a later layout has divided among two. */
const SPLIT_TABLES: Record<string, string> = { accounts: "accounts join account_states on account_id = id" };

/** Null: a later layout has given it up. */
const RENAMED_COLUMNS: Record<string, string | null> = {
  "accounts.swept_at": "fully_synced_at",
  "accounts.next_sweep_at": "next_full_sync_at",
  "accounts.removal_doubted_at": null,
  "alerts.noticed_at": "detected_at",
  "alerts.tell_at": "notify_after",
  "alerts.told_at": "notified_at",
  "alert_deliveries.news_count": "alert_count",
  "alert_deliveries.answer_code": "response_code",
  "connect_links.place": "position",
  "oauth_states.began_by": "initiated_by",
  "oauth_states.spent_at": "consumed_at",
  "sweeps.is_unsure": "is_incomplete",
  "sweeps.ids": null,
  "ticks.began_at": "started_at",
  "traffic.subject": "scope_key",
  "traffic.said_until": "retry_after",
  "traffic.openings": "consecutive_opens",
  "traffic.doubted_at": "revocation_suspected_at",
};

const RENAMED_VALUES: Record<string, string> = {
  "events.actor machine": "system",
  "sync_runs.outcome CUT_OFF": "INTERRUPTED",
  "alerts.kind JOBS_LATE": "JOBS_OVERDUE",
  "alerts.kind DATABASE_WAS_AWAY": "DATABASE_OUTAGE",
  "traffic.reason SUSPECT": "MASS_REVOCATION",
};

function presentTable(table: string): string {
  return RENAMED_TABLES[table] ?? table;
}

/** A row of the first layout as the present one must have it. */
function presentRow(table: string, row: postgres.Row): Record<string, unknown> {
  const columns = Object.entries(row).flatMap(([column, value]) => {
    const name = RENAMED_COLUMNS[`${table}.${column}`];
    if (name === null) return [];
    return [[name ?? column, RENAMED_VALUES[`${table}.${column} ${value}`] ?? value]];
  });
  return Object.fromEntries(columns);
}

/** The rows of each table, by its first column. */
async function rowsOf(
  tables: readonly string[],
  split: Record<string, string> = {},
): Promise<Record<string, postgres.Row[]>> {
  const found: Record<string, postgres.Row[]> = {};
  for (const table of tables)
    found[table] = [...(await sql.unsafe(`select * from ${split[table] ?? table} order by 1`))];
  return found;
}
