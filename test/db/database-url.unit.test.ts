import { expect, test } from "vitest";
import { databaseOptions } from "../../server/db/database-options.js";
import { databaseHost, markPooled, parseDatabaseUrl, readDatabaseUrl } from "../../server/db/database-url.js";
import { Secret } from "../../server/lib/secret.js";

const HOST = "postgres://ada:secret@db.example.com/feed";

/** What is read, with the password laid open. */
function read(url: string) {
  const { password, ...rest } = readDatabaseUrl(url);
  return { ...rest, password: password.reveal() };
}

function problemOf(url: string): string {
  try {
    readDatabaseUrl(url);
    return "none";
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  [
    "postgresql://ada:secret@db.example.com:6543/feed",
    { user: "ada", password: "secret", port: 6543, database: "feed" },
  ],
  ["postgres://ada:a#b/c?d@e@db.example.com/feed", { password: "a#b/c?d@e", host: "db.example.com" }],
  ["postgres://ada:a%23b%2Fc%25d%40@db.example.com/feed", { password: "a#b/c%d@" }],
  ["postgres://ada:p:q@db.example.com/feed", { user: "ada", password: "p:q" }],
  ["postgres://ada@db.example.com/feed", { user: "ada", password: "" }],
  ["postgres://ada:secret@[::1]:5433/feed", { host: "::1", port: 5433 }],
  ["postgres:///feed", { host: "", user: "", port: 5432, database: "feed" }],
  ["postgres://ada:x@/feed?host=/var/run/postgresql", { host: "/var/run/postgresql", user: "ada" }],
  ["postgres://%2Fvar%2Frun%2Fpostgresql/feed", { host: "/var/run/postgresql" }],
  ["postgres://db.example.com/?user=ada&password=a%26b&dbname=feed&port=7", { user: "ada", password: "a&b", port: 7 }],
])("%s is understood", (url, told) => {
  expect(read(url)).toMatchObject(told);
});

test.each([
  ["mysql://ada:secret@h/feed", /^must begin with postgres:\/\//],
  ["postgres://ada:secret@db.example.com", /^must name a database after the host$/],
  ["postgres://ada:100%secret@h/feed", /^must percent-encode user, password and database: write a % in them as %25$/],
  ["postgres://ada:%00secret@h/feed", /%25$/],
  ["postgres://ada:secret@h:port/feed", /^must be like postgres:/],
  ["postgres://ada:secret@h:99999/feed", /^must be like postgres:/],
  ["postgres://ada:secret@h/feed#secret", /percent-encode the password: write # as %23/],
  ["postgres://ada:secret#", /percent-encode the password/],
  ["postgres://ada:secret?a=b@h/feed", /percent-encode the password/],
  ["postgres://ada:secret/x@y/z/feed", /percent-encode the password/],
  ["postgres://ada:secret@h/feed?user=secret@b", /@ as %40/],
  ["postgres://ada:secret@h1,h2:5433/feed", /^must name one host/],
  [`${HOST}?sslmod=secret`, /"sslmod" is not/],
  [`${HOST}?sslmode=secret`, /verify-full for its sslmode$/],
  [`${HOST}?schema=secret`, /^must not name a schema but public/],
  [`${HOST}?target_session_attrs=standby`, /^must lead to a primary/],
  [`${HOST}?client_encoding=secret`, /UTF8$/],
  [`${HOST}?connect_timeout=secret`, /connect_timeout$/],
  [`${HOST}?sslcert=secret`, /^must name sslcert and sslkey together/],
  [`${HOST}?options=%zz`, /options after the \? as %25$/],
])("%s is no address, and why is told without a secret", (url, problem) => {
  expect(problemOf(url)).toMatch(problem);
  expect(problemOf(url)).not.toContain("secret");
});

test("what Neon, Supabase and Prisma append is followed, or left out with a line", () => {
  const neon = read(`${HOST}?sslmode=require&channel_binding=require`);
  expect(neon).toMatchObject({
    tls: { mode: "require" },
    notes: [expect.stringMatching(/^channel_binding is left out/)],
  });
  const prisma = read(`${HOST}?schema=public&pgbouncer=true&connection_limit=1&pool_timeout=0&connect_timeout=30`);
  expect(prisma).toMatchObject({ isPooled: true, connectTimeoutS: 30 });
  expect(prisma.notes.map((note) => note.split(" ")[0])).toEqual(["connection_limit", "pool_timeout"]);
  expect(read(`${HOST}?supa=base-pooler.x&target_session_attrs=read-write&keepalives=1`).notes).toEqual([]);
  expect(read(`${HOST}?options=-c%20lock_timeout%3D5s`).options).toBe("-c lock_timeout=5s");
});

test.each([
  ["", "disable"],
  ["sslmode=disable", "disable"],
  ["sslmode=allow", "prefer"],
  ["sslmode=prefer", "prefer"],
  ["sslmode=no-verify", "require"],
  ["sslmode=require", "require"],
  ["ssl=true", "require"],
  ["sslmode=require&sslrootcert=/ca.pem", "verify-ca"],
  ["sslrootcert=system", "verify-full"],
  ["sslmode=verify-full&sslrootcert=/ca.pem", "verify-full"],
  ["sslaccept=strict", "verify-full"],
])("?%s encrypts as %s", (words, mode) => {
  expect(read(`${HOST}?${words}`).tls.mode).toBe(mode);
});

test("a file of a certificate that is not there is named with its word", () => {
  const options = () => databaseOptions(`${HOST}?sslmode=verify-full&sslrootcert=/no/ca.pem`, { applicationName: "x" });
  expect(options).toThrow("sslrootcert of DATABASE_URL names cannot be read (ENOENT): /no/ca.pem");
});

test("a pooler is sent no parameter that PgBouncer refuses, and nothing is prepared", () => {
  const session = {
    statement_timeout: 1,
    idle_in_transaction_session_timeout: 1,
    max_parallel_workers_per_gather: "0",
  };
  const pooled = databaseOptions(markPooled(new Secret(HOST)), { applicationName: "x", session });
  expect(pooled).toMatchObject({ prepare: false, connection: { application_name: "x", TimeZone: "UTC" } });
  expect(Object.keys(pooled.connection ?? {})).toEqual(["application_name", "TimeZone"]);
  expect(databaseOptions(HOST, { applicationName: "x", session })).toMatchObject({
    prepare: true,
    connection: session,
  });
});

test("where it leads is told without user and password, and the string itself stays as it was given", () => {
  expect(databaseHost(new Secret("postgres://ada:secret@[::1]/feed"))).toBe("[::1]:5432");
  expect(databaseHost(new Secret("postgres://ada:secret@/feed?host=/run"))).toBe("/run");
  expect(parseDatabaseUrl(HOST).reveal()).toBe(HOST);
});
