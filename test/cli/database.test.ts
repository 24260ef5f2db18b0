import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ALL_TABLES, parentsOf } from "../../server/db/all-tables.js";
import { TABLE_PLACES } from "../../server/db/table-places.js";
import { runCli, settingsOf } from "../support/cli.js";
import { setUpTestApp } from "../support/test-app.js";

// Under a name of the command line, so that it is no server that must stop.
const testApp = setUpTestApp(
  { INSTAGRAM_APP_ID: "12345", INSTAGRAM_APP_SECRET: "0123456789abcdef" },
  { applicationName: "darkroom-cli-test" },
);
const cli = (line: string) => runCli(settingsOf(testApp), line);
const tablesAt = (place: string) => [...TABLE_PLACES].flatMap(([table, at]) => (at === place ? [table] : []));

test("a database without the extension is refused, with the next step", async () => {
  for (const line of ["database distribute", "database distribute --dry-run --json"]) {
    const { exitCode, stdout, stderr } = await cli(line);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /^This database has no Citus extension.*\n.*create extension citus.*Nothing was changed\.\n$/,
    );
  }
});

describe("a database with the extension's functions and catalog", () => {
  beforeAll(async () => {
    // Stands in for the extension, as far as the command asks it: each call is recorded, and enters the catalog.
    await testApp.app.sql.unsafe(`
      create table pg_dist_partition (logicalrelid regclass primary key, partmethod "char", repmodel "char", partkey text);
      create table calls (n serial, call text);
      create function column_to_column_name(regclass, text) returns text language sql as 'select $2';
      create function create_reference_table(table_name regclass) returns void language sql as $$
        insert into calls (call) values ('reference ' || table_name);
        insert into pg_dist_partition values (table_name, 'n', 't', null) $$;
      create function create_distributed_table(table_name regclass, distribution_column text, colocate_with text default 'default')
        returns void language sql as $$
        insert into calls (call) values ('distributed ' || table_name || ' beside ' || colocate_with);
        insert into pg_dist_partition values (table_name, 'h', 's', distribution_column) $$`);
  });
  beforeEach(() => testApp.app.sql`truncate pg_dist_partition, calls restart identity`);

  const calls = async () =>
    (await testApp.app.sql<{ call: string }[]>`select call from calls order by n`).map(({ call }) => call);

  test("is told what would be done, and left as it is", async () => {
    const { stdout, exitCode } = await cli("database distribute --dry-run");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\naccounts +reference +to do\n/);
    expect(stdout).toMatch(/\nmedia +distributed +to do\n/);
    expect(stdout).toMatch(/\noperators +local +-\n/);
    const toDoCount = tablesAt("REFERENCE").length + tablesAt("DISTRIBUTED").length;
    expect(stdout).toContain(`${toDoCount} tables are to do. Back up the database first.`);
    const plan = (await cli("database distribute --dry-run --json")).json();
    expect(plan).toMatchObject({ dryRun: true, toDoCount });
    expect(plan.steps).toHaveLength(ALL_TABLES.length);
    expect(plan.steps[0]).toEqual({ table: expect.any(String), place: "REFERENCE", isDone: false });
    expect(await calls()).toEqual([]);
  });

  test("gets reference tables, then distributed ones side by side, each after those it refers to", async () => {
    const { stdout } = await cli("database distribute");
    expect(stdout).toMatch(
      /^Now reference tables: .*accounts.*\.\nNow distributed tables: .*media.*\.\nStart the servers/,
    );
    const made = await calls();
    const tables = made.map((call) => call.split(" ")[1] ?? "");
    expect(tables.toSorted()).toEqual([...tablesAt("REFERENCE"), ...tablesAt("DISTRIBUTED")].toSorted());
    for (const table of ALL_TABLES.filter(({ name }) => tables.includes(name))) {
      for (const parent of parentsOf(table)) {
        expect(tables.indexOf(parent), `${table.name} refers to ${parent}`).toBeLessThan(tables.indexOf(table.name));
      }
    }
    const beside = made.filter((call) => call.startsWith("distributed")).map((call) => call.split(" beside ")[1]);
    const [first] = made.filter((call) => call.startsWith("distributed")).map((call) => call.split(" ")[1]);
    expect(beside).toEqual(["default", ...beside.slice(1).map(() => first)]);
  });

  test("may be run again: only what is missing is done", async () => {
    await cli("database distribute");
    await testApp.app.sql`truncate calls`;
    expect((await cli("database distribute")).stdout).toBe("Nothing was to do: all tables are where they belong.\n");
    expect((await cli("database distribute --dry-run")).stdout).toContain("Nothing is to do.");
    expect(await calls()).toEqual([]);
    await testApp.app.sql`delete from pg_dist_partition where logicalrelid = 'sync_runs'::regclass`;
    const after = (await cli("database distribute --json")).json();
    expect(after).toMatchObject({ dryRun: false, toDoCount: 0 });
    expect(await calls()).toEqual([expect.stringMatching(/^distributed sync_runs beside \w+$/)]);
  });

  test("what fails halfway says so, and goes on the next time", async () => {
    const { sql } = testApp.app;
    await sql`alter table calls add constraint refusing check (call not like 'distributed media %')`;
    const failed = await cli("database distribute");
    expect(failed).toMatchObject({ exitCode: 1, stdout: "" });
    expect(failed.stderr).toContain("refusing");
    const before = await calls();
    expect(before).toContain("reference accounts");
    await sql`alter table calls drop constraint refusing`;
    expect((await cli("database distribute --json")).json().toDoCount).toBe(0);
    const after = await calls();
    expect(new Set(after).size).toBe(after.length);
    expect(after.length).toBeGreaterThan(before.length);
  });

  test.each([
    ["media", "'h', 's', 'id'", "The table media is already distributed by id."],
    ["accounts", "'h', 's', 'account_id'", "The table accounts is already distributed by account_id."],
    ["tokens", "'n', 't', null", "The table tokens is already reference."],
  ])("with %s as %s is refused, and nothing is done", async (table, row, message) => {
    await testApp.app.sql.unsafe(`insert into pg_dist_partition values ('${table}', ${row})`);
    const { exitCode, stderr } = await cli("database distribute");
    expect([exitCode, stderr]).toEqual([
      1,
      `${message}\nMake it a plain table again (select undistribute_table('${table}')), then run this again. Nothing was changed.\n`,
    ]);
    expect(await calls()).toEqual([]);
  });

  test("beside a running server is refused; what would be done is told", async () => {
    const server = await testApp.other.sql.reserve();
    try {
      const { exitCode, stderr } = await cli("database distribute");
      expect([exitCode, stderr]).toEqual([
        1,
        "A server is connected to this database.\nStop every server that uses it, then run this again. Nothing was changed.\n",
      ]);
      expect((await cli("database distribute --dry-run")).exitCode).toBe(0);
    } finally {
      server.release();
    }
  });
});
