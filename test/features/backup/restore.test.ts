import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../../server/db/db.js";
import { revokeKey } from "../../../server/features/api-keys/revoke-key.js";
import { COUNTED, LEFT_OUT, TABLES } from "../../../server/features/backup/store.js";
import { createLink } from "../../../server/features/connect/create-link.js";
import { addOperator } from "../../../server/features/operators/add-operator.js";
import { removeOperator } from "../../../server/features/operators/remove-operator.js";
import { setPassword } from "../../../server/features/operators/set-password.js";
import { signIn } from "../../../server/features/operators/sign-in.js";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { eraseAccount } from "../../../server/features/privacy/erase-account.js";
import { finishErasures } from "../../../server/features/privacy/finish-erasures.js";
import { Secret } from "../../../server/lib/secret.js";
import { OPERATOR } from "../../support/cast.js";
import { runCli, settingsOf } from "../../support/cli.js";
import { makeKey, PASSWORD, signedIn } from "../../support/credentials.js";
import { dumpDatabase } from "../../support/dump.js";
import { countRows, rowsOf } from "../../support/rows.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";

let testApp: TestApp;
let folder: string;
let bakery: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "darkroom-backup-"));
  // It counts as a tool, not as a server, so that a backup can be restored beside it.
  testApp = await createTestApp({ INSTAGRAM_APP_ID: "12345", INSTAGRAM_APP_SECRET: "0123456789abcdef" }, TOOL);
  bakery = await testApp.connect("bakery");
  await testApp.app.sql`update media set caption = ${"one\u2028two\u2029three"} where account_id = ${bakery}`;
});
afterAll(async () => {
  await testApp.close();
  rmSync(folder, { recursive: true });
});

const TOOL = { applicationName: "darkroom-cli" };
const cli = (line: string) => runCli(settingsOf(testApp), line);
const tablesOf = async () => Object.keys(await countRows(testApp.app.sql, { without: [] }));

/** What the database held, of the tables that a backup holds. */
async function countKept(): Promise<Record<string, number>> {
  const counts = await countRows(testApp.app.sql, { without: [] });
  return Object.fromEntries(
    Object.entries(counts).filter(([name]) => TABLES.includes(name) && !LEFT_OUT.includes(name)),
  );
}

test("the tables of a backup are those of the migrations, all of them and no others", async () => {
  expect([...TABLES, COUNTED].sort()).toEqual(await tablesOf());
  for (const name of LEFT_OUT) expect(TABLES).toContain(name);
});

test.each(["backup.ndjson", "backup.ndjson.gz"])("every row comes back from %s", async (name) => {
  const file = join(folder, name);
  const { rowCount } = (await cli(`backup ${file} --json`)).json();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await cli(`backup ${file}`)).exitCode).toBe(2);
  const [counts, rows] = [await countKept(), await rowsOf(testApp.app.sql, bakery)];
  expect(rowCount).toBe(Object.values(counts).reduce((sum, count) => sum + count));
  expect((await cli(`restore ${file}`)).stderr).toContain("The database is not empty");
  await testApp.app.sql`truncate accounts cascade`;
  expect((await cli(`restore ${file} --replace --json`)).json()).toMatchObject({ file, rowCount, leftOutCount: 0 });
  expect(await countKept()).toEqual(counts);
  expect(await rowsOf(testApp.app.sql, bakery)).toEqual(rows);
  // The next number is a new one.
  await testApp.app.sql`insert into events (at, actor, action, outcome) values (now(), 'system', 'sync.failed', 'ok')`;
});

test("what is torn, or of other tables, changes nothing", async () => {
  const whole = join(folder, "whole.ndjson");
  await cli(`backup ${whole}`);
  const counts = await countRows(testApp.app.sql, { without: [] });
  const lines = readFileSync(whole, "utf8").split("\n");
  for (const [name, text, words] of [
    ["torn", lines.slice(0, -2).join("\n"), /breaks off/],
    ["half", `${lines.slice(0, -4).join("\n")}\n${lines.at(-2)}\n`, /breaks off/],
    ["other", (lines[0] ?? "").replace(/"migration":"[^"]*"/, '"migration":"x"'), /whose tables differ/],
    ["none", "hello\n", /no head/],
  ] as const) {
    const file = join(folder, `${name}.ndjson`);
    writeFileSync(file, text);
    const { exitCode, stderr } = await cli(`restore ${file} --replace`);
    expect([name, exitCode]).toEqual([name, 1]);
    expect(stderr).toMatch(words);
    expect(await countRows(testApp.app.sql, { without: [] })).toEqual(counts);
  }
  expect((await cli(`restore ${join(folder, "nowhere")} --replace`)).stderr).toContain("cannot be read (ENOENT)");
});

test("tables of somebody else are neither read nor emptied, also when a file holds their rows", async () => {
  await testApp.app.sql`create table shop_orders (id serial primary key, total text)`;
  await testApp.app.sql`insert into shop_orders (total) values ('99 EUR')`;
  const file = join(folder, "shared.ndjson");
  await cli(`backup ${file}`);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines.join()).not.toContain("99 EUR");
  const { rowCount } = JSON.parse(lines.at(-1) ?? "");
  const older = [
    lines[0],
    '["shop_orders",{"id":2,"total":"1 EUR"}]',
    '["sessions",{"hash":"x"}]',
    ...lines.slice(1, -1),
  ];
  writeFileSync(file, `${older.join("\n")}\n${JSON.stringify({ rowCount: rowCount + 2 })}\n`);
  const restored = (await cli(`restore ${file} --replace --json`)).json();
  expect(restored).toMatchObject({ rowCount, leftOutCount: 2 });
  expect(await testApp.app.sql`select id, total from shop_orders`).toEqual([{ id: 1, total: "99 EUR" }]);
  const [next] = await testApp.app.sql`insert into shop_orders (total) values ('5 EUR') returning id`;
  expect(next).toEqual({ id: 2 });

  await testApp.app.sql`alter table shop_orders add account text references accounts (id)`;
  const counts = await countRows(testApp.app.sql, { without: [] });
  const refused = await cli(`restore ${file} --replace`);
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining("shop_orders")]);
  expect(await countRows(testApp.app.sql, { without: [] })).toEqual(counts);
  await testApp.app.sql`drop table shop_orders`;
});

test("a restore beside a server is refused, and nothing is changed", async () => {
  const file = join(folder, "beside.ndjson");
  await cli(`backup ${file}`);
  const counts = await countRows(testApp.app.sql, { without: [] });
  for (const applicationName of ["darkroom", "darkroom-signals"]) {
    const server = openDatabase(testApp.app.config.databaseUrl, { max: 1, applicationName });
    await server.sql`select 1`;
    const { exitCode, stderr } = await cli(`restore ${file} --replace`);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/A server is connected.*\n.*Stop every server/)]);
    await server.close();
  }
  expect(await countRows(testApp.app.sql, { without: [] })).toEqual(counts);
});

test("what has ended since stays ended, unless it is asked for; a session never comes back", async () => {
  const { app } = testApp;
  const add = (email: string) => addOperator(app, { email, password: new Secret(PASSWORD) }, OPERATOR);
  const shop = await makeKey(app, { name: "shop" });
  await makeKey(app, { name: "web" });
  const florist = await testApp.connect("florist");
  await signedIn(app, "ada@example.com");
  await add("ben@example.com");
  await createLink(app, { label: "pending", accountId: null, reference: null, expiresAt: null }, OPERATOR);
  const file = join(folder, "before.ndjson");
  await cli(`backup ${file}`);
  expect(readFileSync(file, "utf8")).not.toMatch(/^\["(sessions|sign_in_failures|oauth_states)"/m);

  await revokeKey(app, shop.id, OPERATOR);
  await removeOperator(app, { email: "ben@example.com" }, OPERATOR);
  const fresh = new Secret("another four words of hers");
  await setPassword(app, { email: "ada@example.com", password: fresh }, OPERATOR);
  await disconnectAccount(app, florist, OPERATOR);

  for (let round = 0; round < 2; round++) {
    const { leftEnded, live } = (await cli(`restore ${file} --replace --json`)).json();
    const counts = { keyCount: 1, operatorCount: 1, passwordCount: 1, linkCount: 1, accountCount: 1 };
    expect([leftEnded, live]).toEqual([counts, { keys: ["web"], operators: ["ada@example.com"] }]);
    expect(await rowsOf(app.sql, florist)).toEqual([]);
    expect(await app.sql`select from sessions`).toHaveLength(0);
    await signIn(app, { email: "ada@example.com", password: fresh, address: "::1" });
  }
  expect((await cli(`restore ${file} --replace`)).stdout).toMatch(
    /1 API keys work: web\.\n.*\nNot restored: 1 revoked/,
  );

  const revived = (await cli(`restore ${file} --replace --revive --json`)).json();
  const leftEnded = { keyCount: 0, operatorCount: 0, passwordCount: 0, linkCount: 0, accountCount: 0 };
  const live = { keys: ["shop", "web"], operators: ["ada@example.com", "ben@example.com"] };
  expect(revived).toMatchObject({ leftEnded, live });
  expect(await rowsOf(app.sql, florist)).not.toEqual([]);
  const [link] = await app.sql`select revoked_at from connect_links`;
  expect(link).toEqual({ revoked_at: null });
  expect(await app.sql`select from sessions`).toHaveLength(0);
});

test("an account that its owner erased never comes back, and its receipt stays", async () => {
  const { app } = testApp;
  const museum = await testApp.connect("museum");
  const input = { label: "link for museum", accountId: null, reference: null, expiresAt: null };
  const { connectLink } = await createLink(app, input, OPERATOR);
  await app.sql`update connect_links set used_at = now(), used_by_account_id = ${museum} where id = ${connectLink.id}`;
  const file = join(folder, "erased.ndjson");
  await cli(`backup ${file}`);
  const owner = { kind: "OWNER", accountId: museum } as const;
  const receipt = await eraseAccount(app, museum, { by: owner, reason: "OWNER" });
  await finishErasures(app, new AbortController().signal);

  for (const options of ["--replace", "--replace --revive"]) {
    const { leftEnded } = (await cli(`restore ${file} ${options} --json`)).json();
    expect(leftEnded.accountCount).toBe(1);
    expect(await rowsOf(app.sql, museum)).toEqual([]);
    expect(await dumpDatabase(app)).not.toMatch(/museum/);
    const [row] = await app.sql`select id, code, state, reason from erasures where account_id = ${museum}`;
    expect(row).toEqual({ id: receipt?.id, code: receipt?.code, state: "ERASED", reason: "OWNER" });
    await finishErasures(app, new AbortController().signal);
    expect(await app.sql`select from erasures where account_id = ${museum} and state = 'DONE'`).toHaveLength(1);
  }
  const text = (await cli(`restore ${file} --replace --revive`)).stdout;
  expect(text).toMatch(
    /Not restored: 1 erased accounts\.\nAccounts erased after 20.* only if this database knew of them/,
  );
});
