import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { World } from "../../../server/app-context.js";
import { assetRuntime } from "../../../server/features/assets/asset-runtime.js";
import { cleanUp } from "../../../server/features/assets/clean-up.js";
import { filesStatus } from "../../../server/features/assets/files-status.js";
import { hasRoom } from "../../../server/features/assets/has-room.js";
import { verifyFiles } from "../../../server/features/assets/verify-files.js";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { StoreFull } from "../../../server/lib/file-store.js";
import { type Bucket, startBucket } from "../../support/bucket.js";
import { OPERATOR } from "../../support/cast.js";
import { ask } from "../../support/graphql.js";
import { at, copyAll, get, picturesOf } from "../../support/pictures.js";
import { until } from "../../support/refusal.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

let it: TestWorld;
let url: string;

beforeEach(async () => {
  it = await createTestWorld();
  url = await it.serve();
  await it.connect("traveller");
});
afterEach(() => it.close());

async function addresses(): Promise<string[]> {
  const { data } = await ask(url, "{ account { media(type: IMAGE, first: 40) { mediaUrl } } }");
  return data.account.media.map(({ mediaUrl }: { mediaUrl: string }) => at(url, mediaUrl));
}

async function keptBytes(world: World): Promise<number> {
  const [row] =
    await world.sql`select (select coalesce(sum(bytes), 0) from files) + (select coalesce(sum(bytes), 0) from sizes) as n`;
  return Number(row?.n);
}

test("the sizes that were read longest ago go first, then copying stops, and reading never does", async () => {
  await copyAll(it.world);
  const all = await addresses();
  const originals = await keptBytes(it.world);
  for (const address of all) {
    await get(`${address}/640`);
    await it.sandbox.control({ advance: "2h" });
  }
  // Read again, so that it is no longer the oldest.
  await get(`${all[0]}/640`);
  await it.world.background.drain(2_000);
  const scaled = (await keptBytes(it.world)) - originals;
  it.world.config.filesMaxBytes = originals + Math.floor(scaled / 2);
  await cleanUp(it.world, new AbortController().signal);
  expect(await keptBytes(it.world)).toBeLessThanOrEqual(it.world.config.filesMaxBytes);
  const left = await it.world.sql`select p.key from sizes s join pictures p on p.hash = s.hash`;
  const keys = left.map(({ key }) => String(key));
  expect(keys).toContain(all[0]?.slice(-40));
  expect(keys).not.toContain(all[1]?.slice(-40));
  expect(filesStatus(it.world)).toBe("ok");

  it.world.config.filesMaxBytes = originals - 1;
  await it.connect("lighthouse");
  expect(await copyAll(it.world)).toEqual({ copiedCount: 0, failedCount: 0 });
  expect(filesStatus(it.world)).toBe("LIMIT_REACHED");
  const [row] = await it.world.sql`select count(*)::int from sizes`;
  expect(row?.count).toBe(0);
  for (const address of all) expect((await get(address)).status).toBe(200);
  expect((await get(`${all[1]}/640`)).status).toBe(200);
  const waiting = (await picturesOf(it.world)).find(({ hash, kind }) => hash === null && kind === "PICTURE");
  const later = await get(`${url}/files/${waiting?.key}`);
  expect([later.status, later.headers.get("cache-control")]).toEqual([503, "no-store"]);
  const ready = await (await get(`${url}/readyz`)).json();
  expect(ready).toMatchObject({ status: "ready", files: "LIMIT_REACHED" });

  it.world.config.filesMaxBytes = originals * 100;
  expect((await copyAll(it.world)).copiedCount).toBeGreaterThan(0);
  expect(filesStatus(it.world)).toBe("ok");
});

test("what is kept is not summed before each picture", async () => {
  it.world.config.filesMaxBytes = 1e9;
  expect(await hasRoom(it.world)).toBe(true);
  await copyAll(it.world);
  expect(assetRuntime(it.world).room?.bytes).toBe(await keptBytes(it.world));
  it.database.forget();
  expect(await hasRoom(it.world)).toBe(true);
  expect(it.database.statements()).toEqual([]);
});

test("a full disk stops copying and says so, counts against no picture, and is over when there is room", async () => {
  await copyAll(it.world);
  const [kept] = await addresses();
  const { keep } = it.world.files;
  it.world.files.keep = async (_, scratchPath) => {
    rmSync(scratchPath);
    throw new StoreFull("the disk is full");
  };
  await it.connect("lighthouse");
  expect((await copyAll(it.world)).copiedCount).toBe(0);
  expect(filesStatus(it.world)).toBe("DISK_FULL");
  expect((await get(kept ?? "")).status).toBe(200);
  expect((await get(`${kept}/1080`)).status).toBe(200);
  const failed = (await picturesOf(it.world)).filter(
    ({ failure_cause, attempts }) => failure_cause !== null || attempts > 0,
  );
  expect(failed).toEqual([]);
  it.world.files.keep = keep;
  expect((await copyAll(it.world)).copiedCount).toBeGreaterThan(0);
  expect(filesStatus(it.world)).toBe("ok");
  expect(readdirSync(join(it.world.config.dataDir, "files/incoming"))).toEqual([]);
});

/** Where the folder has the bytes of a picture. */
function pathOf(world: World, name: string): string {
  return join(world.config.dataDir, "files", name.slice(0, 2), name);
}

test("a check finds what is missing, damaged, left over or needed by nobody, and mends it", async () => {
  await copyAll(it.world);
  const [first] = await addresses();
  await get(`${first}/320`);
  expect(await verifyFiles(it.world)).toMatchObject({
    missingCount: 0,
    damagedCount: 0,
    orphanCount: 0,
    unneededCount: 0,
  });
  const rows = await it.world.sql<{ name: string; hash: string }[]>`select name, hash from files
    where hash not in (select hash from pictures where key = ${first?.slice(-40) ?? ""}) order by hash`;
  const [missing, damaged, unneeded] = rows;
  const [size] = await it.world.sql<{ name: string }[]>`select name from sizes`;
  rmSync(pathOf(it.world, missing?.name ?? ""));
  writeFileSync(pathOf(it.world, damaged?.name ?? ""), "not what it was");
  rmSync(pathOf(it.world, size?.name ?? ""), { force: true });
  await it.world.sql`delete from pictures where hash = ${unneeded?.hash ?? ""}`;
  const orphan = pathOf(it.world, `${"0".repeat(64)}.orphan`);
  mkdirSync(join(orphan, "../.."), { recursive: true });
  writeFileSync(orphan, "left by a crash");
  const young = await verifyFiles(it.world);
  expect(young).toMatchObject({ missingCount: 1, damagedCount: 1, unneededCount: 1, orphanCount: 0 });
  utimesSync(orphan, new Date(0), new Date(0));
  expect((await verifyFiles(it.world)).orphanCount).toBe(1);
  await copyAll(it.world);
  expect(await verifyFiles(it.world)).toEqual({
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
  const bucket: Bucket = await startBucket();
  const away = await createTestWorld({ FILES_URL: bucket.url, JOBS: "off" });
  try {
    const id = await away.connect("traveller");
    await copyAll(away.world);
    const keptCount = bucket.objects.size;
    expect(keptCount).toBeGreaterThan(0);
    bucket.faults.push(...Array<number>(1_000).fill(500));
    expect(await disconnectAccount(away.world, id, OPERATOR)).toBe(id);
    // The bytes are asked for, and the bucket has not given one.
    await until(async () => (await away.world.sql`select 1 from leftovers`).length === keptCount);
    expect(bucket.objects.size).toBe(keptCount);
    await expect(cleanUp(away.world, new AbortController().signal)).rejects.toThrow("the bucket answered 500");
    bucket.faults.length = 0;
    await cleanUp(away.world, new AbortController().signal);
    expect(bucket.objects.size).toBe(0);
    expect(await away.world.sql`select 1 from leftovers`).toEqual([]);
  } finally {
    await away.close();
    await bucket.close();
  }
});

test("everything works alike with the copies in a bucket", async () => {
  const bucket: Bucket = await startBucket();
  const away = await createTestWorld({ FILES_URL: bucket.url });
  try {
    const served = await away.serve();
    const id = await away.connect("traveller");
    await copyAll(away.world);
    const [row] = await away.world.sql`select count(*)::int from files`;
    expect(bucket.objects.size).toBe(row?.count);
    const { data } = await ask(served, "{ account { media(type: IMAGE, first: 1) { mediaUrl } } }");
    const address = at(served, data.account.media[0].mediaUrl);
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
    expect(await verifyFiles(away.world)).toMatchObject({ missingCount: (row?.count ?? 0) - 1, damagedCount: 0 });
    await copyAll(away.world);
    expect(await verifyFiles(away.world)).toMatchObject({ missingCount: 0, orphanCount: 0 });
    await away.world.sql`delete from accounts where id = ${id}`;
    await cleanUp(away.world, new AbortController().signal);
    expect(bucket.objects.size).toBe(0);
  } finally {
    await away.close();
    await bucket.close();
  }
});
