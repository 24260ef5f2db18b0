import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { syncMedia } from "../../../server/features/sync/sync-media.js";
import { readToken } from "../../../server/features/tokens/read-token.js";
import { createTestApp, type TestApp } from "../../support/world.js";

const MB = 1_000_000;

let testApp: TestApp;
beforeAll(async () => {
  testApp = await createTestApp({ JOBS: "off" });
});
afterAll(() => testApp.close());

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test("ten thousand posts are swept in bounded memory, and swept again without a write", {
  timeout: 240_000,
}, async () => {
  const id = await testApp.connect("archive");
  const { secret } = await readToken(testApp.app, id);
  const heaps: number[] = [];
  let pages = 0;
  const hold = async () => {
    // What the test has overheard is no room of the sweep's.
    testApp.database.forget();
    if (++pages % 10 === 0) heaps.push(heapBytes());
    return true;
  };
  const plan = { reach: "EVERYTHING", hold, signal: new AbortController().signal } as const;
  const sweep = (mediaCount = 10_000) =>
    syncMedia(testApp.app, { accountId: id, token: secret, plan: { ...plan, mediaCount } });
  await sweep();
  const [posts] = await testApp.app.sql`select count(*)::int as count from media where parent_id is null`;
  expect(posts?.count).toBe(10_000);
  // Whatever else this process holds: the second five thousand posts take no room of their own, which would be 9 MB.
  const half = heaps.length / 2;
  expect(half).toBeGreaterThanOrEqual(3);
  expect(Math.max(...heaps.slice(half)) - Math.max(...heaps.slice(0, half))).toBeLessThan(5 * MB);

  const written = await versions();
  await sweep();
  expect(await versions()).toBe(written);

  // So many that the list is no longer as long as Instagram's window: else what is missing may lie behind it.
  await testApp.sandbox.control({ posts: { account: "archive", deleteOldest: 105 } });
  await sweep(9_895);
  await sweep(9_895);
  const [gone] = await testApp.app.sql`select count(*)::int as count from media where removed_at is not null`;
  expect(gone?.count).toBe(105);
});

/** Changes with any row that is written. */
async function versions(): Promise<string> {
  const [row] = await testApp.app.sql<[{ all: string }]>`
    select md5(string_agg(id || ' ' || xmin::text, ',' order by id)) as all from media`;
  return row.all;
}
