import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { deletePictures } from "../../../server/db/delete-pictures.js";
import { assetRuntime } from "../../../server/features/assets/asset-runtime.js";
import { cleanUp } from "../../../server/features/assets/clean-up.js";
import { deleteUnreferenced } from "../../../server/features/assets/delete-unreferenced.js";
import { finishCopy } from "../../../server/features/assets/picture-store.js";
import { hasRoom, trimRenditions } from "../../../server/features/assets/quota.js";
import { insertSize, upsertFile } from "../../../server/features/assets/store.js";
import { removePosts } from "../../../server/features/media/store.js";
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
  await sql`insert into stored_bytes (bytes) values (${KEPT * 10})`;
  await sql`analyze files, pictures`;
});
beforeEach(async () => {
  await remove("new%");
  await deleteUnreferenced(testApp.app);
});

const hashOf = (n: number) => `${"f".repeat(60)}${String(n).padStart(4, "0")}`;

async function add(n: number, keys: string[]): Promise<void> {
  const file = { hash: hashOf(n), name: `${hashOf(n)}.jpg`, type: "image/jpeg", bytes: 7 };
  await upsertFile(
    testApp.app.db,
    { ...file, width: null, height: null, thumbhash: null, palette: [] },
    { instead: null },
  );
  for (const key of keys) {
    await testApp.app.sql`insert into pictures (key, account_id, media_id, kind, path, hash)
      values (${key}, 'acc_a', '1', 'PICTURE', '/p', ${hashOf(n)})`;
  }
}

async function remove(key: string): Promise<void> {
  await deletePictures(testApp.app.db, "acc_a", sql`key like ${key}`);
}

const candidates = async () => (await testApp.app.sql`select hash from file_candidates`).map(({ hash }) => hash);
const isKept = async (n: number) => (await testApp.app.sql`select 1 from files where hash = ${hashOf(n)}`).length === 1;

test("a sweep costs by what was deleted: it reads neither all files nor all pictures", async () => {
  await add(1, ["new1"]);
  await remove("new1");
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
  await remove("new2");
  expect(await deleteUnreferenced(testApp.app)).toBe(0);
  expect([await isKept(2), await candidates()]).toEqual([true, []]);
  // Copied anew.
  await add(3, []);
  const claim = { accountId: "acc_a", key: "new3", fence: 0, hash: hashOf(2) };
  expect(await finishCopy(testApp.app.db, claim, hashOf(3))).toBe(true);
  expect(await deleteUnreferenced(testApp.app)).toBe(1);
  expect([await isKept(2), await isKept(3)]).toEqual([false, true]);
  // With its post.
  await removePosts(testApp.app.db, { accountId: "acc_a", ids: ["1"], now: new Date() });
  expect(await deleteUnreferenced(testApp.app)).toBe(1);
});

test("what somebody else holds is looked at by the next sweep", async () => {
  await add(4, ["new4"]);
  await remove("new4");
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
  const size = { hash: hashOf(5), width: 320, type: "image/webp", readAt: new Date() };
  const { db } = testApp.app;
  const nameOf = (part: string) => `${hashOf(5)}.320.webp.${part}`;
  expect(await insertSize(db, { ...size, name: nameOf("lost"), bytes: 3 }, { instead: null })).toBe(true);
  expect(await insertSize(db, { ...size, name: nameOf("second"), bytes: 4 }, { instead: null })).toBe(false);
  expect(await insertSize(db, { ...size, name: nameOf("again"), bytes: 5 }, { instead: nameOf("lost") })).toBe(true);
  const room = async () => {
    await trimRenditions(testApp.app);
    return assetRuntime(testApp.app).room?.bytes;
  };
  expect(await room()).toBe(KEPT * 10 + 7 + 5);
  await cleanUp(testApp.app, new AbortController().signal);
  const rows = await testApp.app.sql<{ bytes: string }[]>`select bytes from stored_bytes`;
  expect(rows.map(({ bytes }) => Number(bytes))).toEqual([KEPT * 10 + 7 + 5]);
  await remove("new5");
  await deleteUnreferenced(testApp.app);
  expect(await room()).toBe(KEPT * 10);
  const [summed] = await explainStatements(testApp, () => trimRenditions(testApp.app));
  for (const table of ["files", "renditions"])
    expect((summed ?? []).filter((node) => node.table === table)).toEqual([]);
  expect(await hasRoom(testApp.app)).toBe(true);
});
