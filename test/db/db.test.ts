import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql as query } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../server/db/db.js";
import { requireVersion } from "../../server/db/inspect-database.js";
import { migrateDatabase } from "../../server/db/migrate-database.js";
import { isDatabaseUnavailable } from "../../server/lib/database-failures.js";
import { ApiError } from "../../server/lib/errors.js";
import { Secret } from "../../server/lib/secret.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  database = openDatabase(new Secret(own.url), { max: 2, applicationName: "db-test" });
});

afterAll(async () => {
  await database.close();
  await own.drop();
});

describe("a database connection", () => {
  test("runs on UTC, with its name and its limits", async () => {
    const [row] = await database.sql`
      select current_setting('TimeZone') as zone, current_setting('application_name') as name,
             current_setting('statement_timeout') as statement,
             current_setting('idle_in_transaction_session_timeout') as idle,
             current_setting('max_parallel_workers_per_gather') as helpers`;
    expect(row).toEqual({ zone: "UTC", name: "db-test", statement: "15s", idle: "30s", helpers: "0" });
  });

  test("gives timestamps as text to hand-written statements", async () => {
    const [row] = await database.sql`select timestamptz '2026-11-22 10:00:00+02' as at`;
    expect(row?.at).toBe("2026-11-22 08:00:00+00");
  });
});

describe("migrating", () => {
  test("works once when four processes ask at once, and again does nothing", async () => {
    const folder = makeMigrations("create table counted (n int)", "insert into counted values (1)");
    try {
      await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(own.url, folder)));
      await migrateDatabase(own.url, folder);
      expect(await database.db.execute(query`select n from counted`)).toEqual([{ n: 1 }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("leaves nothing behind when a statement fails", async () => {
    const folder = makeMigrations("create table half (n int)", "select nonsense");
    try {
      await expect(migrateDatabase(own.url, folder)).rejects.toThrow();
      expect(await database.sql`select to_regclass('half') as half`).toEqual([{ half: null }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("is refused by a Postgres older than 15, in words", () => {
    expect(() => requireVersion(140_011)).toThrow("leads to Postgres 14; Darkroom needs 15 or newer");
    expect(() => requireVersion(150_000)).not.toThrow();
  });
});

describe("a database counts as away", () => {
  test("when nobody listens, for drizzle, for plain statements and for transactions", async () => {
    const { db, sql, close } = openDatabase("postgres://nobody:none@127.0.0.1:1/none", { max: 1 });
    for (const attempt of [
      () => db.execute(query`select 1`),
      () => sql`select 1`,
      () => sql.begin((sql) => sql`select 1`),
      () => db.transaction((tx) => tx.execute(query`select 1`)),
    ]) {
      expect(isDatabaseUnavailable(await failureOf(attempt))).toBe(true);
    }
    await close();
  });

  test("when it ends the connection in the middle of a statement", async () => {
    const victim = openDatabase(own.url, { max: 1, applicationName: "victim" });
    const failure = failureOf(() => victim.db.execute(query`select pg_sleep(10)`));
    await expect
      .poll(async () => {
        const [row] = await database.sql`
          select count(pg_terminate_backend(pid))::int as ended from pg_stat_activity
          where application_name = 'victim' and state = 'active' and query like 'select pg_sleep%'`;
        return row?.ended;
      })
      .toBe(1);
    expect(isDatabaseUnavailable(await failure)).toBe(true);
    await victim.close();
  });

  test("when it says that it has no connection left, however deep that is wrapped", () => {
    const full = Object.assign(new Error("sorry, too many clients already"), { code: "53300" });
    expect(isDatabaseUnavailable(new Error("outer", { cause: new Error("inner", { cause: full }) }))).toBe(true);
  });

  test("not when a statement is wrong, a fetch failed or a client was refused", async () => {
    expect(isDatabaseUnavailable(await failureOf(() => database.db.execute(query`select nonsense`)))).toBe(false);
    expect(isDatabaseUnavailable(await failureOf(() => fetch("http://127.0.0.1:1/")))).toBe(false);
    const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    expect(isDatabaseUnavailable(new ApiError("INSTAGRAM_UNAVAILABLE", "no", { cause }))).toBe(false);
  });
});

async function failureOf(act: () => PromiseLike<unknown>): Promise<unknown> {
  return act().then(
    () => expect.unreachable("it should have failed"),
    (error: unknown) => error,
  );
}

/** The real migrations with newer ones behind them. */
function makeMigrations(...statements: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-migrations-"));
  cpSync(join(import.meta.dirname, "../../drizzle"), folder, { recursive: true });
  const journal = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8"));
  const entries = statements.map((statement, idx) => {
    const tag = `${idx}_${Math.random().toString(36).slice(2)}`;
    writeFileSync(join(folder, `${tag}.sql`), statement);
    return { idx, version: "7", when: FAR_FUTURE + nextMigration++, tag, breakpoints: true };
  });
  writeFileSync(
    join(folder, "meta/_journal.json"),
    JSON.stringify({ ...journal, entries: [...journal.entries, ...entries] }),
  );
  return folder;
}

const FAR_FUTURE = Date.UTC(2100, 0);
let nextMigration = 0;
