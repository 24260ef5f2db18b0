import { beforeAll, beforeEach, expect, test } from "vitest";
import { assetRuntime } from "../../../server/features/assets/asset-runtime.js";
import { cleanUp } from "../../../server/features/assets/clean-up.js";
import { deleteUnreferenced } from "../../../server/features/assets/delete-unreferenced.js";
import { hasRoom, trimRenditions } from "../../../server/features/assets/quota.js";
import { explainStatements, nodesOf } from "../../support/explain.js";
import { insertAccount, insertPosts } from "../../support/feed-rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { hasDatabaseProxy: true });
const KEPT = 20_000;

/** Many files that pictures need, as rows alone: a sweep must not so much as look at them. */
beforeAll(async () => {
  await insertAccount(testApp.app, "acc_a");
  await insertPosts(testApp.app, [{ accountId: "acc_a", id: "1" }]);
  const { sql } = testApp.app;
  await sql`insert into files (hash, name, type, bytes)
    select lpad(n::text, 64, '0'), lpad(n::text, 64, '0') || '.jpg', 'image/jpeg', 10 from generate_series(1, ${KEPT}::int) n`;
  await sql`insert into pictures (key, account_id, kind, path, hash)
    select 'kept' || n, 'acc_a', 'PICTURE', '/p', lpad(n::text, 64, '0') from generate_series(1, ${KEPT}::int) n`;
  await sql`analyze files, pictures`;
});
beforeEach(async () => {
  await testApp.app.sql`delete from pictures where key like 'new%'`;
  await deleteUnreferenced(testApp.app);
});

const hashOf = (n: number) => `${"f".repeat(60)}${String(n).padStart(4, "0")}`;

async function add(n: number, keys: string[]): Promise<void> {
  const name = `${hashOf(n)}.jpg`;
  await testApp.app.sql`insert into files (hash, name, type, bytes) values (${hashOf(n)}, ${name}, 'image/jpeg', 7)`;
  for (const key of keys) {
    await testApp.app.sql`insert into pictures (key, account_id, media_id, kind, path, hash)
      values (${key}, 'acc_a', '1', 'PICTURE', '/p', ${hashOf(n)})`;
  }
}

const candidates = async () => (await testApp.app.sql`select hash from file_candidates`).map(({ hash }) => hash);
const isKept = async (n: number) => (await testApp.app.sql`select 1 from files where hash = ${hashOf(n)}`).length === 1;

test("a sweep costs by what was deleted: it reads neither all files nor all pictures", async () => {
  await add(1, ["new1"]);
  await testApp.app.sql`delete from pictures where key = 'new1'`;
  const plans = await explainStatements(testApp, () => deleteUnreferenced(testApp.app));
  expect(plans.length).toBeGreaterThan(3);
  for (const plan of plans) {
    for (const table of ["files", "pictures", "renditions"]) expect(nodesOf(plan, "Seq Scan", table)).toEqual([]);
  }
  expect(await isKept(1)).toBe(false);
  testApp.database.forget();
  expect(await deleteUnreferenced(testApp.app)).toBe(0);
  expect(testApp.database.statements().length).toBeLessThanOrEqual(5);
});

test("a file goes with the last picture that needs it, however that one goes", async () => {
  await add(2, ["new2", "new3"]);
  await testApp.app.sql`delete from pictures where key = 'new2'`;
  expect(await deleteUnreferenced(testApp.app)).toBe(0);
  expect([await isKept(2), await candidates()]).toEqual([true, []]);
  // Copied anew.
  await add(3, []);
  await testApp.app.sql`update pictures set hash = ${hashOf(3)} where key = 'new3'`;
  expect(await deleteUnreferenced(testApp.app)).toBe(1);
  expect([await isKept(2), await isKept(3)]).toEqual([false, true]);
  // With its post, by the key between them.
  await testApp.app.sql`delete from media where id = '1'`;
  expect(await deleteUnreferenced(testApp.app)).toBe(1);
  await insertPosts(testApp.app, [{ accountId: "acc_a", id: "1" }]);
});

test("what somebody else holds is looked at by the next sweep", async () => {
  await add(4, ["new4"]);
  await testApp.app.sql`delete from pictures where key = 'new4'`;
  await testApp.app.sql.begin(async (sql) => {
    await sql`select 1 from files where hash = ${hashOf(4)} for update`;
    expect(await deleteUnreferenced(testApp.app)).toBe(0);
  });
  expect(await candidates()).toEqual([hashOf(4)]);
  expect(await deleteUnreferenced(testApp.app)).toBe(1);
  expect(await candidates()).toEqual([]);
});

test("how much room everything takes is counted as it comes and goes, and summing reads a few rows", async () => {
  testApp.app.config.filesMaxBytes = 1e9;
  await add(5, ["new5"]);
  const { sql } = testApp.app;
  await sql`insert into renditions (hash, width, type, name, bytes, read_at) values (${hashOf(5)}, 320, 'image/webp', ${`${hashOf(5)}.320.webp`}, 3, now())`;
  await sql`update renditions set bytes = 5, read_at = now() where hash = ${hashOf(5)}`;
  const room = async () => {
    await trimRenditions(testApp.app);
    return assetRuntime(testApp.app).room?.bytes;
  };
  expect(await room()).toBe(KEPT * 10 + 7 + 5);
  await cleanUp(testApp.app, new AbortController().signal);
  const rows = await sql<{ bytes: string }[]>`select bytes from stored_bytes`;
  expect(rows.map(({ bytes }) => Number(bytes))).toEqual([KEPT * 10 + 7 + 5]);
  await sql`delete from pictures where key = 'new5'`;
  await deleteUnreferenced(testApp.app);
  expect(await room()).toBe(KEPT * 10);
  const [summed] = await explainStatements(testApp, () => trimRenditions(testApp.app));
  for (const table of ["files", "renditions"])
    expect((summed ?? []).filter((node) => node.table === table)).toEqual([]);
  expect(await hasRoom(testApp.app)).toBe(true);
});
