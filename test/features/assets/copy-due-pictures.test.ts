import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorld } from "../../../server/app-context.js";
import { assetRuntime } from "../../../server/features/assets/asset-runtime.js";
import { copyOnDemand } from "../../../server/features/assets/copy-on-demand.js";
import { type Asset, findPicture } from "../../../server/features/assets/find-picture.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { createSemaphore, QueueFullError } from "../../../server/lib/semaphore.js";
import { OPERATOR } from "../../support/cast.js";
import { ask } from "../../support/graphql.js";
import { at, copyAll, get, picturesOf } from "../../support/pictures.js";
import { createTestWorld, type TestWorld } from "../../support/world.js";

let it: TestWorld;
beforeEach(async () => {
  it = await createTestWorld();
});
afterEach(() => it.close());

test("everything but videos is copied, kept once, and no signed address is left", async () => {
  await it.connect("museum");
  await it.connect("traveller");
  const { copiedCount, failedCount } = await copyAll(it.world);
  const pictures = await picturesOf(it.world);
  const images = pictures.filter(({ kind }) => kind !== "VIDEO");
  expect([copiedCount, failedCount]).toEqual([images.length, 0]);
  expect(images.every(({ hash }) => hash !== null)).toBe(true);
  expect(pictures.every(({ source, next_try_at }) => source === null && next_try_at === null)).toBe(true);
  const [signed] = await it.world.sql`
    select count(*)::int from (select to_jsonb(p)::text as row from pictures p union all select to_jsonb(m)::text from media m
      union all select to_jsonb(a)::text from accounts a) rows where row ~ '[?&]oh='`;
  expect(signed?.count).toBe(0);
  const names: string[] = [];
  for await (const { name } of it.world.files.list()) names.push(name);
  expect(new Set(names).size).toBe(new Set(images.map(({ hash }) => hash)).size);
  expect(await copyAll(it.world)).toEqual({ copiedCount: 0, failedCount: 0 });
});

test("an account with few pictures waits for one turn of one with many at the most", async () => {
  await it.connect("traveller");
  await it.connect("newcomer");
  await copyAll(it.world);
  const copied = it.sandbox.sandbox.calls
    .recent()
    .flatMap(({ endpoint, account }) => (endpoint === "cdn" ? account : []));
  expect(copied.length).toBeGreaterThan(20);
  expect(copied).toContain("newcomer");
  expect(copied.indexOf("newcomer")).toBeLessThanOrEqual(8);
});

test("two processes on one database and one folder copy each picture once", async () => {
  const other = createWorld(it.world.config, { clock: it.clock });
  await it.connect("lighthouse");
  const [one, two] = await Promise.all([copyAll(it.world), copyAll(other)]);
  const images = (await picturesOf(it.world)).filter(({ kind }) => kind !== "VIDEO");
  expect(one.copiedCount + two.copiedCount).toBe(images.length);
  expect(Math.min(one.copiedCount, two.copiedCount)).toBeGreaterThan(0);
  expect(images.every(({ hash }) => hash !== null)).toBe(true);
  const { lighthouse } = it.sandbox.sandbox.calls.counts();
  expect(lighthouse?.cdn).toBe(images.length);
  const names = new Map<string, number>();
  for await (const { name } of it.world.files.list()) {
    const hash = name.slice(0, 64);
    names.set(hash, (names.get(hash) ?? 0) + 1);
  }
  expect([...names.values()].every((count) => count === 1)).toBe(true);
  await other[Symbol.asyncDispose]();
});

test("what a process held that died in the middle is copied by the next one after its lease", async () => {
  await it.connect("traveller");
  const dead = createWorld(it.world.config, { clock: it.clock });
  await it.sandbox.control({ cdn: { mode: "hang" } });
  const copying = copyAll(dead).catch(() => undefined);
  const held = async () => (await it.world.sql`select count(*)::int from pictures where lease_until > now()`)[0]?.count;
  while ((await held()) === 0) await sleep(20);
  // As after kill -9: nothing that it would still have written is.
  await it.world.sql`update pictures set fence = fence + 1 where lease_until is not null`;
  await it.sandbox.control({ lift: "all" });
  const first = await copyAll(it.world);
  expect(await held()).toBeGreaterThan(0);
  await it.world.sql`update pictures set lease_until = now() - interval '1 second' where lease_until is not null`;
  const second = await copyAll(it.world);
  const images = (await picturesOf(it.world)).filter(({ kind }) => kind !== "VIDEO");
  expect(images.every(({ hash }) => hash !== null)).toBe(true);
  expect(first.copiedCount + second.copiedCount).toBe(images.length);
  await copying;
  await dead[Symbol.asyncDispose]();
  const incoming = join(it.world.config.dataDir, "files/incoming");
  expect(existsSync(incoming) ? readdirSync(incoming) : []).toEqual([]);
});

test("a picture that its owner exchanges keeps its address, shows the old one until the new one is there, then the new one", async () => {
  const id = await it.connect("bakery");
  const url = await it.serve();
  await copyAll(it.world);
  const { data } = await ask(url, "{ account { media(type: IMAGE, first: 1) { id mediaUrl } } }");
  const [post] = data.account.media;
  const address = at(url, post.mediaUrl);
  const etag = (await get(address)).headers.get("etag");
  await it.world.sql`update media set media_path = '/older' where id = ${post.id}`;
  await it.world.sql`update pictures set path = '/older' where media_id = ${post.id}`;
  await it.sandbox.control({ cdn: { mode: "off" } });
  await syncAccount(it.world, id, { by: OPERATOR, full: true });
  await copyAll(it.world);
  expect((await get(address)).headers.get("etag")).toBe(etag);
  const [row] = await it.world.sql`select failure_cause from pictures where media_id = ${post.id}`;
  expect(row?.failure_cause).toBe("REFUSED");
  await it.sandbox.control({ cdn: { mode: "on" } });
  await it.sandbox.control({ advance: "1d" });
  await copyAll(it.world);
  const [mended] = await it.world.sql`select failure_cause, source from pictures where media_id = ${post.id}`;
  expect(mended).toEqual({ failure_cause: null, source: null });
  expect(
    (await ask(url, "{ account { media(type: IMAGE, first: 1) { mediaUrl } } }")).data.account.media[0].mediaUrl,
  ).toBe(post.mediaUrl);
});

test("a picture that finds too many waiting is held by nobody", async () => {
  await it.connect("newcomer");
  const [picture] = await picturesOf(it.world);
  const found = await findPicture(it.world, { key: picture?.key ?? "", width: null, type: null });
  const workshop = assetRuntime(it.world);
  const { copying } = workshop;
  workshop.copying = createSemaphore(0, 0);
  await expect(copyOnDemand(it.world, found as Asset)).rejects.toThrow(QueueFullError);
  expect(await copyAll(it.world)).toEqual({ copiedCount: 0, failedCount: 0 });
  expect((await picturesOf(it.world)).filter(({ lease_until }) => lease_until !== null)).toEqual([]);
  workshop.copying = copying;
  expect(await copyOnDemand(it.world, found as Asset)).toBe("COPIED");
});

test("throttling puts an account's pictures off instead of being called on", async () => {
  await it.connect("bakery");
  await it.connect("lighthouse");
  await it.world.sql`update pictures set source = null`;
  await it.sandbox.control({ throttle: { account: "bakery", code: 80002 } });
  it.sandbox.sandbox.calls.clear();
  await copyAll(it.world);
  const { bakery, lighthouse } = it.sandbox.sandbox.calls.counts();
  expect((bakery?.item ?? 0) + (bakery?.me ?? 0)).toBeLessThanOrEqual(24);
  expect(bakery?.cdn).toBeUndefined();
  expect(lighthouse?.cdn).toBeGreaterThan(0);
});
