import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBucketStore } from "../../server/lib/bucket-store.js";
import { parseBucketUrl } from "../../server/lib/bucket-url.js";
import type { FileStore } from "../../server/lib/file-store.js";
import { createFolderStore } from "../../server/lib/folder-store.js";
import { type Bucket, startBucket } from "../support/bucket.js";

const dir = mkdtempSync(join(tmpdir(), "darkroom-files-"));
let bucket: Bucket;
const stores: Record<string, FileStore> = {};

beforeAll(async () => {
  bucket = await startBucket();
  stores.folder = createFolderStore(join(dir, "folder"));
  stores.bucket = createBucketStore(parseBucketUrl(bucket.url), join(dir, "incoming"));
});
afterAll(async () => {
  await bucket.close();
  rmSync(dir, { recursive: true });
});

const nameOf = (letter: string) => `${letter.repeat(64)}.one`;

async function keep(store: FileStore, name: string, bytes: Buffer): Promise<void> {
  const path = await store.scratch();
  await writeFile(path, bytes);
  await store.put(name, path);
  await expect(readFile(path)).rejects.toThrow("ENOENT");
}

async function read(store: FileStore, name: string, range: { start: number; end: number } | null = null) {
  const kept = await store.open(name, range);
  return kept && (Buffer.isBuffer(kept.body) ? kept.body : await buffer(kept.body as Readable));
}

describe.each(["folder", "bucket"])("a %s", (home) => {
  const store = () => stores[home] as FileStore;

  test("gives back what it keeps, whole and in ranges, small and large", async () => {
    const small = Buffer.from("a picture");
    const large = Buffer.alloc(300_000, "0123456789");
    await keep(store(), nameOf("a"), small);
    await keep(store(), nameOf("b"), large);
    expect(await read(store(), nameOf("a"))).toEqual(small);
    expect(await read(store(), nameOf("b"))).toEqual(large);
    expect(String(await read(store(), nameOf("a"), { start: 2, end: 4 }))).toBe("pic");
    expect(await read(store(), nameOf("b"), { start: 100_000, end: 299_999 })).toEqual(large.subarray(100_000));
    expect(await store().size(nameOf("b"))).toBe(300_000);
  });

  test("has nothing by a name that was never kept, or was removed twice", async () => {
    await keep(store(), nameOf("c"), Buffer.from("c"));
    await store().remove(nameOf("c"));
    await store().remove(nameOf("c"));
    expect(await store().open(nameOf("c"), null)).toBeNull();
    expect(await store().size(nameOf("c"))).toBeNull();
  });

  test("lists everything, over several pages too", async () => {
    for (const letter of "def") await keep(store(), nameOf(letter), Buffer.from(letter));
    const names: string[] = [];
    for await (const { name, storedAt } of store().list()) {
      names.push(name);
      expect(Math.abs(storedAt.getTime() - Date.now())).toBeLessThan(60_000);
    }
    expect(names.sort()).toEqual(["a", "b", "d", "e", "f"].map(nameOf));
  });

  test.each(["../../etc/passwd", "a", `${"a".repeat(64)}`, `${"a".repeat(64)}./x`, `${"a".repeat(64)}.x/../y`])(
    "takes no name such as %s",
    async (name) => {
      await expect(store().open(name, null)).rejects.toThrow("no name");
      await expect(store().remove(name)).rejects.toThrow("no name");
    },
  );
});

test("a folder keeps foreign files out of its list and tidies only what is old", async () => {
  const store = stores.folder as FileStore;
  mkdirSync(join(dir, "folder/incoming"), { recursive: true });
  writeFileSync(join(dir, "folder/incoming/left"), "left");
  await store.cleanUp(new Date(Date.now() - 60_000));
  expect(readdirSync(join(dir, "folder/incoming"))).toEqual(["left"]);
  await store.cleanUp(new Date(Date.now() + 60_000));
  expect(readdirSync(join(dir, "folder/incoming"))).toEqual([]);
});

test("a bucket that fails for a moment is asked again, one that refuses is not", async () => {
  const store = stores.bucket as FileStore;
  bucket.faults.push(500, 503);
  await keep(store, nameOf("9"), Buffer.from("nine"));
  expect(String(await read(store, nameOf("9")))).toBe("nine");
  bucket.faults.push(500, 500, 500);
  await expect(store.size(nameOf("9"))).rejects.toThrow("the bucket answered 500");
  const url = bucket.url.replace("secret", "wrong");
  const stranger = createBucketStore(parseBucketUrl(url), join(dir, "incoming"));
  await expect(stranger.open(nameOf("9"), null)).rejects.toThrow("403 SignatureDoesNotMatch");
});

test("a bucket whose answer never ends is given up", async () => {
  const server = createServer((_, response) => {
    const more = () => response.write("<Contents>".repeat(100_000), more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const url = `s3://key:secret@127.0.0.1:${port}/pictures`;
    const endless = createBucketStore(parseBucketUrl(url), join(dir, "incoming"));
    await expect(endless.list()[Symbol.asyncIterator]().next()).rejects.toThrow("the bucket did not answer");
  } finally {
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
  }
});
