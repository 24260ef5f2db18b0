import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bootstrap } from "../../server/config/bootstrap.js";
import { ConfigError, readConfig } from "../../server/config/config.js";
import { explainStartupError } from "../../server/config/startup-errors.js";
import { requireVersion } from "../../server/db/inspect-database.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const PASSWORD = "correct-horse-battery";
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What a start with this DATABASE_URL tells whoever began it. */
async function startOn(url: string) {
  const config = readConfig({ DATABASE_URL: url, SECRET_KEYS: `k1:${randomBytes(32).toString("base64")}` });
  return await bootstrap(config, { mayAttach: false }).then(() => "it has started", explainStartupError);
}

const listenOn = (host: string) =>
  new Promise((resolve) => createServer().once("error", resolve).listen(0, host)).then(explainStartupError);

test("a database that nobody runs, a wrong password and a database that is not there are told in words", async () => {
  const nobody = `postgres://darkroom:${PASSWORD}@127.0.0.1:1/feed`;
  const mistyped = Object.assign(new URL(database.url), { password: PASSWORD }).href;
  const stranger = Object.assign(new URL(database.url), { username: "stranger", password: PASSWORD }).href;
  const missing = Object.assign(new URL(database.url), { pathname: "/not_there" }).href;
  for (const [url, exitCode, words] of [
    [nobody, 1, /^The database cannot be reached at 127\.0\.0\.1:1\. Start Postgres there, or correct/],
    [mistyped, 78, /does not accept the user or the password of DATABASE_URL\. Correct them there\.$/],
    [stranger, 78, /does not accept the user or the password of DATABASE_URL\. Correct them there\.$/],
    [missing, 78, /has no database "not_there"\. Create it \(createdb not_there\), or correct DATABASE_URL\.$/],
  ] as const) {
    const told = await startOn(url);
    expect(told).toEqual({ text: expect.stringMatching(words), exitCode });
    expect(JSON.stringify(told)).not.toContain(new URL(url).password);
  }
});

test("whatever else a connection string leads to is told with Postgres' own words and SQLSTATE, never with a secret", async () => {
  const withWords = (words: string) => `${database.url}?${words}`;
  for (const [url, exitCode, words] of [
    [
      withWords("sslmode=require"),
      78,
      /accepts no encrypted connections, but sslmode=require of DATABASE_URL requires them/,
    ],
    [withWords("options=-c%20no_such=x"), 78, /"unrecognized configuration parameter "no_such"" \(SQLSTATE 42704\)/],
    [
      withWords("sslmode=verify-full&sslrootcert=/no/ca.pem"),
      78,
      /sslrootcert of DATABASE_URL names cannot be read \(ENOENT\)/,
    ],
    [`postgres://a:${PASSWORD}@/feed?host=/no/such/folder`, 1, /cannot be reached at \/no\/such\/folder\..*ENOENT/],
    [`postgres://a:${PASSWORD}@no-such-host.invalid/feed`, 1, /cannot be reached at no-such-host\.invalid:5432\./],
  ] as const) {
    const told = await startOn(url);
    expect(told).toEqual({ text: expect.stringMatching(words), exitCode });
    expect(JSON.stringify(told)).not.toContain(new URL(database.url).password);
    expect(JSON.stringify(told)).not.toContain(PASSWORD);
  }
});

test("a database that is not encoded in UTF8 is refused, with the line that makes one", async () => {
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  await sql`create database latin_feed encoding 'LATIN1' locale 'C' locale_provider libc template template0`;
  try {
    expect(await startOn(Object.assign(new URL(database.url), { pathname: "/latin_feed" }).href)).toEqual({
      text: expect.stringMatching(
        /encoded in LATIN1.*: createdb -E UTF8 -T template0 --locale=C\.UTF-8 latin_feed_utf8$/,
      ),
      exitCode: 78,
    });
  } finally {
    await sql`drop database latin_feed`;
    await sql.end();
  }
});

test("a Postgres that is too old is a wrong setting", () => {
  const tell = () => {
    try {
      requireVersion(140_011);
    } catch (error) {
      return explainStartupError(error);
    }
  };
  expect(tell()).toEqual({ text: expect.stringContaining("needs 15 or newer"), exitCode: 78 });
});

test.each(["999.1.1.1", "203.0.113.1"])("HOST=%s, which is not here, is told with what to set", async (host) => {
  expect(await listenOn(host)).toEqual({
    text: expect.stringContaining(`HOST=${host} is not an address`),
    exitCode: 78,
  });
});

test("what no person can mend is not explained", () => {
  expect(explainStartupError(new TypeError("a bug"))).toBeNull();
  expect(explainStartupError(new ConfigError([]))).toMatchObject({ exitCode: 78 });
});
