import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { assetRuntime } from "../../../server/features/assets/asset-runtime.js";
import { StoreFullError, StoreUnwritableError, storeErrorCode } from "../../../server/lib/file-store.js";
import { startBucket } from "../../support/bucket.js";
import { ask } from "../../support/graphql.js";
import { at, copyAll, get, picturesOf } from "../../support/pictures.js";
import { createTestApp, setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" });
let url: string;
const errors: string[] = [];

beforeAll(async () => {
  url = await testApp.serve();
  await testApp.connect("traveller");
});

async function filesSaid(): Promise<string> {
  const { files } = (await (await get(`${url}/readyz`)).json()) as { files: string };
  return files;
}

test.each([
  ["EROFS", "NOT_WRITABLE"],
  ["EACCES", "NOT_WRITABLE"],
  ["ENOTDIR", "NOT_WRITABLE"],
  ["ENOSPC", "DISK_FULL"],
  ["EDQUOT", "DISK_FULL"],
  ["ECONNRESET", null],
])("%s is a fault of the store: %s", (code, fault) => {
  expect(storeErrorCode(Object.assign(new Error("x"), { code }))).toBe(fault);
});

test("StoreFullError and StoreUnwritableError are faults of the store, other errors are none", () => {
  expect([
    storeErrorCode(new StoreFullError("x")),
    storeErrorCode(new StoreUnwritableError("x")),
    storeErrorCode(new Error("x")),
  ]).toEqual([...["DISK_FULL", "NOT_WRITABLE", null]]);
});

test("a folder that cannot be written stops copying as a whole, with one line, and is tried until it can", async () => {
  const logged = testApp.app.log.error.bind(testApp.app.log);
  testApp.app.log.error = ((facts: object, text: string) => {
    errors.push(text);
    logged(facts, text);
  }) as typeof testApp.app.log.error;
  const folder = join(testApp.app.config.dataDir, "files");
  mkdirSync(folder, { recursive: true });
  renameSync(folder, `${folder}.away`);
  // Root may write everywhere, but not into a file.
  writeFileSync(folder, "no folder");
  const calls = () => testApp.sandbox.sandbox.calls.counts().traveller?.cdn ?? 0;
  for (let look = 0; look < 5; look++) expect(await copyAll(testApp.app)).toEqual({ copiedCount: 0, failedCount: 0 });
  expect(calls()).toBeLessThanOrEqual(8);
  expect(errors).toEqual([expect.stringContaining("their store cannot be written")]);
  expect(await filesSaid()).toBe("NOT_WRITABLE");
  const untouched = (await picturesOf(testApp.app)).filter(
    ({ failure_cause, attempts }) => failure_cause || attempts > 0,
  );
  expect(untouched).toEqual([]);
  const { data } = await ask(url, "{ account { media(type: IMAGE, first: 1) { image { url } } } }");
  const later = await get(at(url, data.account.media[0].image.url));
  expect([later.status, later.headers.get("cache-control")]).toEqual([503, "no-store"]);

  rmSync(folder);
  renameSync(`${folder}.away`, folder);
  expect((await get(at(url, data.account.media[0].image.url))).status).toBe(200);
  expect(await filesSaid()).toBe("ok");
  expect((await copyAll(testApp.app)).copiedCount).toBeGreaterThan(0);
  expect(errors).toHaveLength(1);
});

test("a bucket that refuses to take anything is the same", async () => {
  const bucket = await startBucket();
  const away = await createTestApp({ FILES_URL: bucket.url, JOBS: "off" });
  try {
    await away.connect("traveller");
    bucket.faults.push(...Array<number>(200).fill(403));
    expect((await copyAll(away.app)).copiedCount).toBe(0);
    expect((await picturesOf(away.app)).filter(({ attempts }) => attempts > 0)).toEqual([]);
    // Tried once more, with one picture, and then left alone for a while.
    await copyAll(away.app);
    const left = bucket.faults.length;
    for (let look = 0; look < 5; look++) await copyAll(away.app);
    expect(bucket.faults.length).toBe(left);
    bucket.faults.length = 0;
    assetRuntime(away.app).retry.atMs = 0;
    expect((await copyAll(away.app)).copiedCount).toBeGreaterThan(0);
  } finally {
    await away.close();
    await bucket.close();
  }
});
