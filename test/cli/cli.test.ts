import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signIn } from "../../server/features/operators/sign-in.js";
import { lockFolder } from "../../server/lib/folder-lock.js";
import { startEmbeddedPostgres } from "../../server/lib/postgres/embedded-postgres.js";
import { parseKeyRing } from "../../server/lib/seal.js";
import { Secret } from "../../server/lib/secret.js";
import { apiErrorOf } from "../support/api-error.js";
import { runCli, settingsOf, spawnCli } from "../support/cli.js";
import { bearer } from "../support/credentials.js";
import { ask } from "../support/graphql.js";
import { postgresFolder } from "../support/postgres-folder.js";
import { rowsOf } from "../support/rows.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

let testApp: TestApp;
let url: string;
let bakery: string;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = postgresFolder();
  // Live, since the sandbox's own app id cannot be set from outside.
  testApp = await createTestApp({ INSTAGRAM_APP_ID: "12345", INSTAGRAM_APP_SECRET: "0123456789abcdef" });
  url = await testApp.serve();
  bakery = await testApp.connect("bakery");
  env = settingsOf(testApp);
});
afterAll(async () => {
  await testApp.close();
  rmSync(folder, { recursive: true });
});

const cli = (line: string, secret?: string) => runCli(env, line, secret);

describe("the command line", () => {
  test("with wrong settings ends with 78 and names them all", async () => {
    const { exitCode, stderr } = await runCli({ ...env, PORT: "zero", OPERATOR_EMAIL: "x" }, "account list");
    expect(exitCode).toBe(78);
    expect(stderr).toMatch(/PORT: [\s\S]*OPERATOR_EMAIL: [\s\S]*OPERATOR_PASSWORD: /);
  });

  test("without its database ends with 1 and the next step", async () => {
    const { exitCode, stdout, stderr } = await runCli(
      { ...env, DATABASE_URL: "postgres://a:b@127.0.0.1:1/x" },
      "account list --json",
    );
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("Start Postgres there");
  });
});

describe("operators", () => {
  test("are added with a password from stdin, and given another one", async () => {
    const added = await spawnCli(env, "operator add ada@example.com", "first words of hers\n");
    expect(added).toMatchObject({ exitCode: 0, stderr: "", stdout: "ada@example.com may sign in now.\n" });
    const pair = (password: string) => ({ email: "ada@example.com", password: new Secret(password), address: "::1" });
    await signIn(testApp.app, pair("first words of hers"));
    const changed = await cli("operator set-password ada@example.com --generate --json");
    const { password, endedSessions } = changed.json();
    expect(endedSessions).toBe(1);
    await signIn(testApp.app, pair(password));
    expect((await apiErrorOf(signIn(testApp.app, pair("first words of hers")))).code).toBe("UNAUTHENTICATED");
  });

  test("are refused with the next step, and the last one is not removed", async () => {
    expect(await cli("operator add ada@example.com", "other words of hers")).toMatchObject({ exitCode: 1, stdout: "" });
    const last = await cli("operator remove ada@example.com");
    expect(last).toMatchObject({ exitCode: 1, stderr: "This is the last operator.\nAdd another one first.\n" });
    expect((await cli("operator list --json")).json()).toMatchObject([{ email: "ada@example.com" }]);
  });
});

describe("keys", () => {
  test("are made, listed and revoked beside a running server", async () => {
    const { key, apiKey } = (await cli("key create --name shop --account @Bakery --scope refresh --json")).json();
    expect(apiKey).toMatchObject({ name: "shop", scopes: ["READ", "REFRESH"], accountIds: [bakery] });
    const who = () => ask(url, "{ viewer { kind } }", { headers: bearer(key) });
    expect((await who()).data.viewer.kind).toBe("CLIENT");
    const list = await cli("key list");
    expect(list.stdout).toContain(`${key.slice(0, 9)}…`);
    expect(list.stdout).not.toContain(key);
    expect((await cli(`key revoke ${apiKey.id}`)).exitCode).toBe(0);
    await expect.poll(async () => (await who()).status).toBe(401);
  });

  test("are refused with the thing at fault named", async () => {
    const { exitCode, stderr } = await cli("key create --name web --publishable --all-accounts");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("A publishable key needs at least one origin.");
    expect((await cli("key create --name web --account nobody")).stderr).toContain("There is no account nobody");
  });
});

describe("accounts", () => {
  test("are listed and shown, never with a token", async () => {
    const list = (await cli("account list --search bake --status ACTIVE --json")).json();
    expect(list).toMatchObject({
      totalCount: 1,
      nodes: [{ id: bakery, username: "bakery", token: { health: "HEALTHY" } }],
    });
    const shown = await cli("account show bakery --json");
    expect(shown.json()).toMatchObject({ id: bakery, profile: { name: expect.any(String) } });
    expect(JSON.stringify([list, shown.json()])).not.toMatch(/IGAA|sealed|\+00:00/);
    const { stdout } = await cli("account show bakery");
    expect(stdout).toMatch(/^username +bakery$/m);
    expect(stdout).toMatch(/^token\n {2}health +HEALTHY\n/m);
    expect(stdout).toMatch(/^ {2}expiresAt +\d{4}-\d\d-\d\d \d\d:\d\dZ$/m);
    expect(stdout).not.toMatch(/[{}[\]"]/);
    expect((await cli("account show @nobody")).exitCode).toBe(1);
  });

  test("are imported with a token from stdin, which is printed nowhere", async () => {
    const token = "IGAAnobodysTokenAtAll000";
    const refused = await cli("account import", token);
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).not.toContain(token);
  });

  test("have their tokens refreshed, or are told when they can be", async () => {
    const { exitCode, stderr } = await cli("token refresh @bakery");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/first 24 hours\.\nTry again from /);
  });

  test("are exported whole, without secrets", async () => {
    const data = (await cli("export bakery")).json();
    const [{ count }] = await testApp.app.sql<
      [{ count: number }]
    >`select count(*)::int from media where account_id = ${bakery}`;
    expect(data.media).toHaveLength(count);
    expect(data).toMatchObject({
      account: { username: "bakery" },
      token: { estimated: false },
      events: [{ outcome: "ok" }],
    });
    const [{ sealed }] = await testApp.app.sql<
      [{ sealed: string }]
    >`select sealed from tokens where account_id = ${bakery}`;
    expect(JSON.stringify(data)).not.toContain(sealed);
    expect(JSON.stringify(data)).not.toMatch(/"sealed"|IGAA/);
  });

  test("take references and tags from a CSV file, after a look at what would change", async () => {
    const file = join(folder, "customers.csv");
    writeFileSync(file, "username;reference;tags\n@Bakery;customer 7;food, weekly\nnobody;8;\nbakery;9;\n");
    const dry = await cli(`account import ${file} --dry-run`);
    expect(dry.exitCode).toBe(0);
    expect(dry.stdout.trim().split("\n")).toEqual([
      "1 account to change, 0 to leave as they are.",
      '@bakery: reference none -> "customer 7"; tags none -> "food, weekly"',
      "Line 3: no account @nobody",
      "Line 4 is left out: its username was in an earlier line",
      "Nothing was changed.",
    ]);
    const labels = async () => (await testApp.app.sql`select reference, tags from accounts where id = ${bakery}`)[0];
    expect(await labels()).toEqual({ reference: null, tags: [] });
    expect((await cli(`account import ${file}`)).stdout).toMatch(/1 account changed\.\n$/);
    expect(await labels()).toEqual({ reference: "customer 7", tags: ["food", "weekly"] });
    writeFileSync(file, "username,reference,tags\nbakery,-,-\n");
    expect((await cli(`account import ${file} --json`)).json()).toMatchObject({
      changes: [{ id: bakery, reference: null, tags: [] }],
      changedCount: 1,
    });
    expect(await labels()).toEqual({ reference: null, tags: [] });
    writeFileSync(file, "name\nbakery\n");
    expect((await cli(`account import ${file}`)).stderr).toContain("The first line must name the column username");
    for (const line of [`${folder}/nothing.csv`, file, `${file} --reference x`, "--dry-run"])
      expect([line, (await cli(`account import ${line}`)).exitCode]).toEqual([line, 2]);
  });

  test("are erased for good", async () => {
    const florist = await testApp.connect("florist");
    expect((await cli("erase @florist --yes --json")).json()).toEqual({ id: florist });
    expect(await rowsOf(testApp.app.sql, florist)).toEqual([]);
  });

  test("of the sandbox are erased on a live server, and no others", async () => {
    const florist = await testApp.connect("florist");
    await testApp.app.sql`update accounts set sandbox = true where id = ${florist}`;
    expect((await cli("account list --json")).json()).toMatchObject({ totalCount: 1 });
    expect((await cli("erase --sandbox --yes --json")).json()).toEqual({ erasedCount: 1 });
    const left = await testApp.app.sql<{ id: string }[]>`select id from accounts`;
    expect(left.map(({ id }) => id)).toEqual([bakery]);
  });
});

describe("secrets rotate", () => {
  test("seals every token under the first key, and names those that no key opens", async () => {
    const [old = ""] = (env.SECRET_KEYS ?? "").split(",");
    const fresh = `k2:${Buffer.alloc(32, 7).toString("base64")}`;
    const before = (await rowsOf(testApp.app.sql, bakery)).join();
    const rotated = await runCli({ ...env, SECRET_KEYS: `${fresh},${old}` }, "secrets rotate --json");
    const messages = { resealedCount: 0, lostCount: 0 };
    // The server of this test has read the old key and goes on sealing under it.
    const otherServers = [{ address: expect.any(String), since: expect.stringMatching(/^\d{4}-.*Z$/) }];
    expect(rotated.json()).toEqual({ resealedCount: 1, alreadyCount: 0, lostAccountIds: [], messages, otherServers });
    expect((await rowsOf(testApp.app.sql, bakery)).join()).not.toBe(before);
    const without = await runCli({ ...env, SECRET_KEYS: old }, "secrets rotate --json");
    expect([without.exitCode, without.json().lostAccountIds]).toEqual([1, [bakery]]);
    for (const [SECRET_KEYS, why] of [
      [old, "encrypted with k2 (missing)"],
      [`k2:${Buffer.alloc(32, 8).toString("base64")}`, "encrypted with k2 (another key has this id)"],
    ]) {
      const sick = await runCli({ ...env, SECRET_KEYS: SECRET_KEYS ?? "" }, "doctor --json");
      expect(sick.exitCode).toBe(1);
      const text = expect.stringContaining(`SECRET_KEYS cannot decrypt 1 tokens, ${why}`);
      expect(sick.json().findings).toContainEqual(expect.objectContaining({ what: "keys", state: "error", text }));
    }
    const back = await runCli({ ...env, SECRET_KEYS: `${old},${fresh}` }, "secrets rotate --json");
    expect(back.json().resealedCount).toBe(1);
    const [one, two] = [`${fresh},${old}`, "secrets rotate"];
    for (let time = 0; time < 2; time++) {
      const early = (await runCli({ ...env, SECRET_KEYS: one }, two)).stdout;
      expect(early).toMatch(/Do not remove the other keys yet.*Encrypts with another key: \S+, connected since \d{4}/s);
    }
    const done = await runCli({ ...env, SECRET_KEYS: `${old},${fresh}` }, two);
    expect(done.stdout).toContain("You can now remove the other keys from SECRET_KEYS");
  });
});

test("files check reads what is kept and tells what it mended", async () => {
  const report = (await cli("files check --json")).json();
  expect(report).toMatchObject({ missingCount: 0, damagedCount: 0 });
  expect((await cli("files check")).stdout).toContain("files were read");
});

describe("doctor", () => {
  test("finds all well, and tells what is not", async () => {
    const { exitCode, stdout } = await cli("doctor --json");
    expect(exitCode).toBe(0);
    const { findings } = JSON.parse(stdout);
    expect(findings.map(({ what }: { what: string }) => what)).toEqual([
      "settings",
      "database",
      "clocks",
      "server",
      "instagram",
      "meta form",
      "keys",
      "operators",
      "accounts",
    ]);
    expect(findings).toContainEqual(expect.objectContaining({ what: "instagram", state: "good" }));
    expect(findings).toContainEqual(expect.objectContaining({ what: "server", nextStep: expect.any(String) }));
  });

  test("looks for a server on an IPv6 address too", async () => {
    expect((await runCli({ ...env, HOST: "::1" }, "doctor")).stdout).toContain("http://[::1]:4000");
  });
});

describe("with the embedded database", () => {
  test("the tool starts it where no server runs one, with a key in a private file, and joins the one that a server runs", async () => {
    const dir = join(folder, "data");
    const alone = await spawnCli({ DATA_DIR: dir }, "operator add ada@example.com --generate");
    expect(alone.exitCode).toBe(0);
    expect(statSync(join(dir, "secret-keys")).mode & 0o777).toBe(0o600);
    expect(parseKeyRing([readFileSync(join(dir, "secret-keys"), "utf8").trim()])).toHaveLength(1);
    await using _server = await startEmbeddedPostgres({ dir, durable: false });
    const beside = await runCli({ DATA_DIR: dir }, "operator list --json");
    expect(beside.json()).toMatchObject([{ email: "ada@example.com" }]);
  });

  test("a folder whose server cannot be reached is waited for, then 75", async () => {
    const dir = join(folder, "held");
    const unlock = await lockFolder(dir);
    const { exitCode, stderr } = await runCli({ DATA_DIR: dir }, "operator list");
    unlock();
    expect(exitCode).toBe(75);
    expect(stderr).toContain("is in use");
  });
});
