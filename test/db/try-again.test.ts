import { sql as query } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, type Db, openDatabase } from "../../server/db/db.js";
import { drizzleThatWrites, runTransaction } from "../../server/db/writing.js";
import { describeFailure, isDatabaseUnavailable } from "../../server/lib/database-failures.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { waitingCount } from "../support/locks.js";

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url, { max: 4 });
  await database.sql`create table rows (id int primary key, n int not null)`;
  await database.sql`insert into rows values (1, 0), (2, 0)`;
});

afterAll(async () => {
  await database.close();
  await own.drop();
});

test("two transactions that lock each other out are both done in the end, each once", async () => {
  const db = drizzleThatWrites(
    () => database.sql,
    () => undefined,
  );
  let attempts = 0;
  let locked = 0;
  const addTo = (first: number, second: number) =>
    runTransaction(db, async (db) => {
      attempts++;
      await db.execute(query`update rows set n = n + 1 where id = ${first}`);
      locked++;
      await expect.poll(() => locked, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
      await db.execute(query`update rows set n = n + 1 where id = ${second}`);
    });
  await Promise.all([addTo(1, 2), addTo(2, 1)]);
  expect(attempts).toBe(3);
  expect(await database.sql`select n from rows order by id`).toEqual([{ n: 2 }, { n: 2 }]);
  expect(await waitingCount(database.sql)).toBe(0);
});

test("a transaction whose connection is lost fails, nested or not, and the process goes on", async () => {
  const db = drizzleThatWrites(
    () => database.sql,
    () => undefined,
  );
  const loseIt = async (db: Db) => {
    const [row] = await db.execute<{ pid: number }>(query`select pg_backend_pid() as pid`);
    await database.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
    await db.execute(query`select 1`);
  };
  await expect(runTransaction(db, loseIt)).rejects.toSatisfy(isDatabaseUnavailable);
  await expect(runTransaction(db, (db) => runTransaction(db, loseIt))).rejects.toSatisfy(isDatabaseUnavailable);
  // Whatever is still to be written on the closed connections would end the process by now.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }]);
});

test.each([
  { code: "53100", message: "could not extend file", isAway: true, incident: "full" },
  { code: "53300", message: "too many clients", isAway: true, incident: "without a free connection" },
  { code: "25006", message: "cannot execute INSERT in a read-only transaction", isAway: true, incident: "read-only" },
  { code: "28P01", message: "password authentication failed", isAway: true, incident: "refusing our log-in" },
  { code: "3D000", message: "database does not exist", isAway: true, incident: "not there under this name" },
  { code: "55P03", message: "canceling statement due to lock timeout", isAway: true, incident: "away" },
  { code: "40P01", message: "deadlock detected", isAway: true, incident: "away" },
  { code: "57P04", message: "the database has been dropped", isAway: true, incident: "away" },
  { code: "XX000", message: "MaxClientsInSessionMode: max clients reached", isAway: true, incident: "away" },
  { code: "XX000", message: "could not open relation with OID 5", isAway: false, incident: "away" },
  { code: "42703", message: "column does not exist", isAway: false, incident: "away" },
  { code: "23505", message: "duplicate key", isAway: false, incident: "away" },
])(
  "$code, $message: the database is away or unwilling: $isAway, namely $trouble",
  ({ code, message, isAway, incident }) => {
    const error = Object.assign(new Error(message), { name: "PostgresError", code });
    expect(isDatabaseUnavailable(new Error("Failed query", { cause: error }))).toBe(isAway);
    expect(describeFailure(error)).toBe(incident);
  },
);
