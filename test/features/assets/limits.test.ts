import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { AppContext } from "../../../server/app-context.js";
import { assetRuntime } from "../../../server/features/assets/asset-runtime.js";
import { cleanUp } from "../../../server/features/assets/clean-up.js";
import { filesStatus, hasRoom } from "../../../server/features/assets/quota.js";
import { verifyFiles } from "../../../server/features/assets/verify-files.js";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { StoreFullError } from "../../../server/lib/file-store.js";
import { until } from "../../support/api-error.js";
import { type Bucket, startBucket } from "../../support/bucket.js";
import { OPERATOR } from "../../support/cast.js";
import { ask } from "../../support/graphql.js";
import { at, copyAll, get, picturesOf } from "../../support/pictures.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";

let testApp: TestApp;
let url: string;
let bucket: Bucket | undefined;

/** Connects an account with fewer posts than it has: ten are enough to keep some and lose some. */
async function openApp(settings: Record<string, string> = {}): Promise<string> {
  testApp = await createTestApp(settings, { hasDatabaseProxy: true });
  for (const [account, deleteOldest] of Object.entries({ traveller: 15, lighthouse: 12 })) {
    await testApp.sandbox.control({ posts: { account, deleteOldest } });
  }
  url = await testApp.serve();
  return await testApp.connect("traveller");
}
afterEach(async () => {
  await testApp.close();
  await bucket?.close();
  bucket = undefined;
});

async function addresses(): Promise<string[]> {
  const { data } = await ask(url, "{ account { media(type: IMAGE, first: 40) { mediaUrl } } }");
  return data.account.media.map(({ mediaUrl }: { mediaUrl: string }) => at(url, mediaUrl));
}

async function keptBytes(app: AppContext): Promise<number> {
  const [row] =
    await app.sql`select (select coalesce(sum(bytes), 0) from files) + (select coalesce(sum(bytes), 0) from renditions) as n`;
  return Number(row?.n);
}

test("the sizes that were read longest ago go first, then copying stops, and reading never does", async () => {
  await openApp();
  await copyAll(testApp.app);
  const all = await addresses();
  const originals = await keptBytes(testApp.app);
  for (const address of all) {
    await get(`${address}/640`);
    await testApp.sandbox.control({ advance: "2h" });
  }
  // Read again, so that it is no longer the oldest.
  await get(`${all[0]}/640`);
  await testApp.app.background.drain(2_000);
  const scaled = (await keptBytes(testApp.app)) - originals;
  testApp.app.config.filesMaxBytes = originals + Math.floor(scaled / 2);
  await cleanUp(testApp.app, new AbortController().signal);
  expect(await keptBytes(testApp.app)).toBeLessThanOrEqual(testApp.app.config.filesMaxBytes);
  const left = await testApp.app.sql`select p.key from renditions s join pictures p on p.hash = s.hash`;
  const keys = left.map(({ key }) => String(key));
  expect(keys).toContain(all[0]?.slice(-40));
  expect(keys).not.toContain(all[1]?.slice(-40));
  expect(filesStatus(testApp.app)).toBe("ok");

  testApp.app.config.filesMaxBytes = originals - 1;
  await testApp.connect("lighthouse");
  expect(await copyAll(testApp.app)).toEqual({ copiedCount: 0, failedCount: 0 });
  expect(filesStatus(testApp.app)).toBe("LIMIT_REACHED");
  const [row] = await testApp.app.sql`select count(*)::int from renditions`;
  expect(row?.count).toBe(0);
  for (const address of all) expect((await get(address)).status).toBe(200);
  expect((await get(`${all[1]}/640`)).status).toBe(200);
  const waiting = (await picturesOf(testApp.app)).find(({ hash, kind }) => hash === null && kind === "PICTURE");
  const later = await get(`${url}/files/${waiting?.key}`);
  expect([later.status, later.headers.get("cache-control")]).toEqual([503, "no-store"]);
  const ready = await (await get(`${url}/readyz`)).json();
  expect(ready).toMatchObject({ status: "ready", files: "LIMIT_REACHED" });

  testApp.app.config.filesMaxBytes = originals * 100;
  expect((await copyAll(testApp.app)).copiedCount).toBeGreaterThan(0);
  expect(filesStatus(testApp.app)).toBe("ok");
});

test("what is kept is not summed before each picture", async () => {
  await openApp();
  testApp.app.config.filesMaxBytes = 1e9;
  expect(await hasRoom(testApp.app)).toBe(true);
  await copyAll(testApp.app);
  expect(assetRuntime(testApp.app).room?.bytes).toBe(await keptBytes(testApp.app));
  testApp.database.forget();
  expect(await hasRoom(testApp.app)).toBe(true);
  expect(testApp.database.statements()).toEqual([]);
});

test("a full disk stops copying and says so, counts against no picture, and is over when there is room", async () => {
  await openApp();
  await copyAll(testApp.app);
  const [kept] = await addresses();
  const { put } = testApp.app.files;
  testApp.app.files.put = async (_, scratchPath) => {
    rmSync(scratchPath);
    throw new StoreFullError("the disk is full");
  };
  await testApp.connect("lighthouse");
  expect((await copyAll(testApp.app)).copiedCount).toBe(0);
  expect(filesStatus(testApp.app)).toBe("DISK_FULL");
  expect((await get(kept ?? "")).status).toBe(200);
  expect((await get(`${kept}/1080`)).status).toBe(200);
  const failed = (await picturesOf(testApp.app)).filter(
    ({ failure_cause, attempts }) => failure_cause !== null || attempts > 0,
  );
  expect(failed).toEqual([]);
  testApp.app.files.put = put;
  expect((await copyAll(testApp.app)).copiedCount).toBeGreaterThan(0);
  expect(filesStatus(testApp.app)).toBe("ok");
  expect(readdirSync(join(testApp.app.config.dataDir, "files/incoming"))).toEqual([]);
});

/** Where the folder has the bytes of a picture. */
function pathOf(app: AppContext, name: string): string {
  return join(app.config.dataDir, "files", name.slice(0, 2), name);
}

test("a check finds what is missing, damaged, left over or needed by nobody, and mends it", async () => {
  await openApp();
  await copyAll(testApp.app);
  const [first] = await addresses();
  await get(`${first}/320`);
  expect(await verifyFiles(testApp.app)).toMatchObject({
    missingCount: 0,
    damagedCount: 0,
    orphanCount: 0,
    unneededCount: 0,
  });
  const rows = await testApp.app.sql<{ name: string; hash: string }[]>`select name, hash from files
    where hash not in (select hash from pictures where key = ${first?.slice(-40) ?? ""}) order by hash`;
  const [missing, damaged, unneeded] = rows;
  const [size] = await testApp.app.sql<{ name: string }[]>`select name from renditions`;
  rmSync(pathOf(testApp.app, missing?.name ?? ""));
  writeFileSync(pathOf(testApp.app, damaged?.name ?? ""), "not what it was");
  rmSync(pathOf(testApp.app, size?.name ?? ""), { force: true });
  await testApp.app.sql`delete from pictures where hash = ${unneeded?.hash ?? ""}`;
  const orphan = pathOf(testApp.app, `${"0".repeat(64)}.orphan`);
  mkdirSync(join(orphan, ".."), { recursive: true });
  writeFileSync(orphan, "left by a crash");
  const young = await verifyFiles(testApp.app);
  expect(young).toMatchObject({ missingCount: 1, damagedCount: 1, unneededCount: 1, orphanCount: 0 });
  utimesSync(orphan, new Date(0), new Date(0));
  expect((await verifyFiles(testApp.app)).orphanCount).toBe(1);
  await copyAll(testApp.app);
  expect(await verifyFiles(testApp.app)).toEqual({
    fileCount: rows.length,
    missingCount: 0,
    damagedCount: 0,
    sizesMissingCount: 0,
    orphanCount: 0,
    unneededCount: 0,
  });
  expect((await get(first ?? "")).status).toBe(200);
});

test("an account is gone at once while the bucket is away, and the bytes go when it is back", async () => {
  bucket = await startBucket();
  const id = await openApp({ FILES_URL: bucket.url, JOBS: "off" });
  await copyAll(testApp.app);
  const keptCount = bucket.objects.size;
  expect(keptCount).toBeGreaterThan(0);
  bucket.faults.push(...Array<number>(1_000).fill(500));
  expect(await disconnectAccount(testApp.app, id, OPERATOR)).toBe(id);
  // The bytes are asked for, and the bucket has not given one.
  await until(async () => (await testApp.app.sql`select 1 from pending_deletions`).length === keptCount);
  expect(bucket.objects.size).toBe(keptCount);
  await expect(cleanUp(testApp.app, new AbortController().signal)).rejects.toThrow("the bucket answered 500");
  bucket.faults.length = 0;
  await cleanUp(testApp.app, new AbortController().signal);
  expect(bucket.objects.size).toBe(0);
  expect(await testApp.app.sql`select 1 from pending_deletions`).toEqual([]);
});

test("everything works alike with the copies in a bucket", async () => {
  bucket = await startBucket();
  const id = await openApp({ FILES_URL: bucket.url });
  await copyAll(testApp.app);
  const [row] = await testApp.app.sql`select count(*)::int from files`;
  expect(bucket.objects.size).toBe(row?.count);
  const { data } = await ask(url, "{ account { media(type: IMAGE, first: 1) { mediaUrl } } }");
  const address = at(url, data.account.media[0].mediaUrl);
  const whole = Buffer.from(await (await get(address)).arrayBuffer());
  const part = await get(address, { headers: { range: "bytes=10-19" } });
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20));
  expect((await get(`${address}/320`, { headers: { accept: "image/webp" } })).headers.get("content-type")).toBe(
    "image/webp",
  );
  // The original is given, then the size is not taken, however often it is tried.
  bucket.faults.push(0, 500, 500, 500);
  expect((await get(`${address}/640`)).status).toBe(200);
  expect(bucket.faults).toEqual([]);
  bucket.objects.clear();
  expect((await get(address)).status).toBe(200);
  expect(await verifyFiles(testApp.app)).toMatchObject({ missingCount: (row?.count ?? 0) - 1, damagedCount: 0 });
  await copyAll(testApp.app);
  expect(await verifyFiles(testApp.app)).toMatchObject({ missingCount: 0, orphanCount: 0 });
  await disconnectAccount(testApp.app, id, OPERATOR);
  // The disconnection deletes files, too, and each skips what the other holds.
  await until(async () => {
    await cleanUp(testApp.app, new AbortController().signal);
    return bucket?.objects.size === 0;
  });
});
