import { beforeAll, expect, test } from "vitest";
import { claimSync } from "../../../server/features/sync/store.js";
import { syncClaimed } from "../../../server/features/sync/sync-account.js";
import { SYSTEM } from "../../../server/viewer.js";
import { setUpTestApp } from "../../support/test-app.js";

/** `npm run bench -- --only sync` measures ten thousand. */
const POSTS = 1_000;
const BYTES_MAX = 100;

/** Of its own: what others write to it would count. */
const testApp = setUpTestApp({ JOBS: "off" }, { hasOwnPostgres: true });
let archive: string;

beforeAll(async () => {
  await testApp.sandbox.control({ posts: { account: "archive", deleteOldest: 10_000 - POSTS } });
  archive = await testApp.connect("archive");
  await fullSync();
});

async function fullSync(): Promise<void> {
  const claim = await claimSync(testApp.app.db, archive);
  if (!claim) expect.fail("another worker has it");
  await syncClaimed(testApp.app, claim, { by: SYSTEM, full: true, signal: new AbortController().signal });
}

async function walBytesOf(act: () => Promise<void>): Promise<number> {
  const { sql } = testApp.app;
  const position = async () => (await sql`select pg_current_wal_insert_lsn() as lsn`)[0]?.lsn as string;
  const from = await position();
  await act();
  const [row] = await sql`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), ${from}::pg_lsn)::int as bytes`;
  return row?.bytes;
}

test("a full sync of unchanged posts writes less than a hundred bytes a post", async () => {
  const [row] = await testApp.app.sql`select count(*)::int as count from media where parent_id is null`;
  expect(row?.count).toBe(POSTS);
  // Once before: the first change of a page after a checkpoint logs all of it.
  await fullSync();
  const bytes = await walBytesOf(fullSync);
  expect(bytes / POSTS).toBeLessThan(BYTES_MAX);
});
