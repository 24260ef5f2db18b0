import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAppContext } from "../../../server/app-context.js";
import { assetRuntime } from "../../../server/features/assets/asset-runtime.js";
import { copyDuePictures } from "../../../server/features/assets/copy-due-pictures.js";
import { copyOnDemand } from "../../../server/features/assets/copy-on-demand.js";
import { type Asset, findPicture } from "../../../server/features/assets/find-picture.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { createSemaphore, QueueFullError } from "../../../server/lib/concurrency.js";
import { OPERATOR } from "../../support/cast.js";
import { ask } from "../../support/graphql.js";
import { at, copyAll, get, picturesOf } from "../../support/pictures.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";

let testApp: TestApp;
beforeEach(async () => {
  testApp = await createTestApp();
});
afterEach(() => testApp.close());

/** Who copies the same bytes at the same moment stores them too; the second of them is noted for deletion. */
async function keptNames(): Promise<string[]> {
  const pending = (await testApp.app.sql<{ name: string }[]>`select name from pending_deletions`).map(
    ({ name }) => name,
  );
  const names: string[] = [];
  for await (const { name } of testApp.app.files.list()) if (!pending.includes(name)) names.push(name);
  return names;
}

test("everything but videos is copied, kept once, and no signed address is left", async () => {
  await testApp.sandbox.control({ posts: { account: "museum", deleteOldest: 20 } });
  await testApp.connect("museum");
  await testApp.connect("traveller");
  const { copiedCount, failedCount } = await copyAll(testApp.app);
  const pictures = await picturesOf(testApp.app);
  const images = pictures.filter(({ kind }) => kind !== "VIDEO");
  expect([copiedCount, failedCount]).toEqual([images.length, 0]);
  expect(images.every(({ hash }) => hash !== null)).toBe(true);
  expect(pictures.every(({ source, next_try_at }) => source === null && next_try_at === null)).toBe(true);
  const [signed] = await testApp.app.sql`
    select count(*)::int from (select to_jsonb(p)::text as row from pictures p union all select to_jsonb(m)::text from media m
      union all select to_jsonb(a)::text from accounts a) rows where row ~ '[?&]oh='`;
  expect(signed?.count).toBe(0);
  expect(await keptNames()).toHaveLength(new Set(images.map(({ hash }) => hash)).size);
  expect(await copyAll(testApp.app)).toEqual({ copiedCount: 0, failedCount: 0 });
});

test("an account with few pictures waits for one turn of one with many at the most", async () => {
  await testApp.connect("traveller");
  await testApp.connect("newcomer");
  await copyAll(testApp.app);
  const copied = testApp.sandbox.sandbox.calls
    .recent()
    .flatMap(({ endpoint, account }) => (endpoint === "cdn" ? account : []));
  expect(copied.length).toBeGreaterThan(20);
  expect(copied).toContain("newcomer");
  expect(copied.indexOf("newcomer")).toBeLessThanOrEqual(8);
});

test("two processes on one database and one folder copy each picture once", async () => {
  const other = createAppContext(testApp.app.config, { clock: testApp.clock });
  await testApp.connect("lighthouse");
  const [one, two] = await Promise.all([copyAll(testApp.app), copyAll(other)]);
  const images = (await picturesOf(testApp.app)).filter(({ kind }) => kind !== "VIDEO");
  expect(one.copiedCount + two.copiedCount).toBe(images.length);
  expect(Math.min(one.copiedCount, two.copiedCount)).toBeGreaterThan(0);
  expect(images.every(({ hash }) => hash !== null)).toBe(true);
  const { lighthouse } = testApp.sandbox.sandbox.calls.counts();
  expect(lighthouse?.cdn).toBe(images.length);
  const hashes = (await keptNames()).map((name) => name.slice(0, 64));
  expect(hashes).toHaveLength(new Set(hashes).size);
  await other[Symbol.asyncDispose]();
});

test("what a process held that died in the middle is copied by the next one after its lease", async () => {
  await testApp.sandbox.control({ posts: { account: "traveller", deleteOldest: 10 } });
  await testApp.connect("traveller");
  const dead = createAppContext(testApp.app.config, { clock: testApp.clock });
  await testApp.sandbox.control({ cdn: { mode: "hang" } });
  const end = new AbortController();
  const copying = copyDuePictures(dead, end.signal).catch(() => undefined);
  const held = async () =>
    (await testApp.app.sql`select count(*)::int from pictures where lease_until > now()`)[0]?.count;
  while ((await held()) === 0) await sleep(20);
  // As after kill -9: nothing that it would still have written is.
  await testApp.app.sql`update pictures set fence = fence + 1 where lease_until is not null`;
  end.abort();
  await testApp.sandbox.control({ lift: "all" });
  const first = await copyAll(testApp.app);
  expect(await held()).toBeGreaterThan(0);
  await testApp.app.sql`update pictures set lease_until = now() - interval '1 second' where lease_until is not null`;
  const second = await copyAll(testApp.app);
  const images = (await picturesOf(testApp.app)).filter(({ kind }) => kind !== "VIDEO");
  expect(images.every(({ hash }) => hash !== null)).toBe(true);
  expect(first.copiedCount + second.copiedCount).toBe(images.length);
  await copying;
  await dead[Symbol.asyncDispose]();
  const incoming = join(testApp.app.config.dataDir, "files/incoming");
  expect(existsSync(incoming) ? readdirSync(incoming) : []).toEqual([]);
});

test("a picture that its owner exchanges keeps its address, shows the old one until the new one is there, then the new one", async () => {
  await testApp.sandbox.control({ posts: { account: "bakery", deleteOldest: 30 } });
  const id = await testApp.connect("bakery");
  const url = await testApp.serve();
  await copyAll(testApp.app);
  const { data } = await ask(url, "{ account { media(type: IMAGE, first: 1) { id mediaUrl } } }");
  const [post] = data.account.media;
  const address = at(url, post.mediaUrl);
  const etag = (await get(address)).headers.get("etag");
  await testApp.app.sql`update media set media_path = '/older' where id = ${post.id}`;
  await testApp.app.sql`update pictures set path = '/older' where media_id = ${post.id}`;
  await testApp.sandbox.control({ cdn: { mode: "off" } });
  await syncAccount(testApp.app, id, { by: OPERATOR, full: true });
  await copyAll(testApp.app);
  expect((await get(address)).headers.get("etag")).toBe(etag);
  const [row] = await testApp.app.sql`select failure_cause from pictures where media_id = ${post.id}`;
  expect(row?.failure_cause).toBe("REFUSED");
  await testApp.sandbox.control({ cdn: { mode: "on" } });
  await testApp.sandbox.control({ advance: "1d" });
  await copyAll(testApp.app);
  const [mended] = await testApp.app.sql`select failure_cause, source from pictures where media_id = ${post.id}`;
  expect(mended).toEqual({ failure_cause: null, source: null });
  expect(
    (await ask(url, "{ account { media(type: IMAGE, first: 1) { mediaUrl } } }")).data.account.media[0].mediaUrl,
  ).toBe(post.mediaUrl);
});

test("a picture that finds too many waiting is held by nobody", async () => {
  await testApp.connect("newcomer");
  const [picture] = await picturesOf(testApp.app);
  const found = await findPicture(testApp.app, { key: picture?.key ?? "", width: null, type: null });
  const runtime = assetRuntime(testApp.app);
  const { copying } = runtime;
  runtime.copying = createSemaphore(0, 0);
  await expect(copyOnDemand(testApp.app, found as Asset)).rejects.toThrow(QueueFullError);
  expect(await copyAll(testApp.app)).toEqual({ copiedCount: 0, failedCount: 0 });
  expect((await picturesOf(testApp.app)).filter(({ lease_until }) => lease_until !== null)).toEqual([]);
  runtime.copying = copying;
  expect(await copyOnDemand(testApp.app, found as Asset)).toBe("COPIED");
});

test("throttling puts an account's pictures off instead of being called on", async () => {
  await testApp.connect("bakery");
  await testApp.connect("lighthouse");
  await testApp.app.sql`update pictures set source = null`;
  await testApp.sandbox.control({ throttle: { account: "bakery", code: 80002 } });
  testApp.sandbox.sandbox.calls.clear();
  await copyAll(testApp.app);
  const { bakery, lighthouse } = testApp.sandbox.sandbox.calls.counts();
  expect((bakery?.item ?? 0) + (bakery?.me ?? 0)).toBeLessThanOrEqual(24);
  expect(bakery?.cdn).toBeUndefined();
  expect(lighthouse?.cdn).toBeGreaterThan(0);
});
