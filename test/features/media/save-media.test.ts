import { expect, test } from "vitest";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { syncMedia } from "../../../server/features/sync/sync-media.js";
import { json, scriptInstagram, TOKEN } from "../../instagram/scripted-instagram.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });

const routine = (id: string) => syncAccount(testApp.app, id, { by: OPERATOR, full: false });
const sweep = (id: string) => syncAccount(testApp.app, id, { by: OPERATOR, full: true });

const partsOf = async (parent: string) =>
  (await testApp.app.sql<{ id: string }[]>`select id from media where parent_id = ${parent} order by position`).map(
    ({ id }) => id,
  );
const anAlbum = async () =>
  (
    await testApp.app.sql<{ id: string }[]>`select id from media where media_type = 'CAROUSEL_ALBUM' order by timestamp`
  )[0]?.id ?? "";

test("albums have their parts in order, and come back to it", async () => {
  const id = await testApp.connect("bakery");
  const album = await anAlbum();
  const parts = await partsOf(album);
  expect(parts.length).toBeGreaterThan(1);
  await testApp.app.sql`update media set position = 99 - position where parent_id = ${album}`;
  await routine(id);
  expect(await partsOf(album)).toEqual(parts);
});

test("albums lose the parts that Instagram no longer has", async () => {
  const id = await testApp.connect("bakery");
  const album = await anAlbum();
  const parts = await partsOf(album);
  await testApp.app.sql`insert into media (account_id, id, parent_id, position, media_type, timestamp)
    values (${id}, 'gone', ${album}, 9, 'IMAGE', now())`;
  await routine(id);
  expect(await partsOf(album)).toEqual([...parts, "gone"]);
  testApp.clock.advance(2 * 60_000);
  await routine(id);
  expect(await partsOf(album)).toEqual(parts);
});

test("albums keep their parts where Instagram does not tell them", async () => {
  const id = await testApp.connect("bakery");
  const parts = await partsOf(await anAlbum());
  const message = "Tried accessing nonexisting field (children)";
  await testApp.sandbox.control({ fail: { kind: "error", code: 100, message, endpoint: "media", calls: 1 } });
  await sweep(id);
  expect(await partsOf(await anAlbum())).toEqual(parts);
});

test("albums that are removed take their parts along", async () => {
  const id = await testApp.connect("bakery");
  const album = await anAlbum();
  await testApp.sandbox.control({ posts: { account: "bakery", delete: [album] } });
  await routine(id);
  await routine(id);
  expect(await partsOf(album)).toEqual([]);
});

test("albums keep the parts that cannot be read, each in its place; posts that are gone go all the same", async () => {
  const id = await testApp.connect("bakery");
  const at = "2026-01-02T03:04:05+0000";
  const part = (name: string) => ({ id: name, media_type: "IMAGE", timestamp: at });
  const album = { id: "album", media_type: "CAROUSEL_ALBUM", timestamp: at };
  const told = (parts: unknown[]) => json({ data: [{ ...album, children: { data: parts } }] });
  const plan = {
    mode: "EVERYTHING",
    mediaCount: 1,
    renewLease: async () => true,
    signal: new AbortController().signal,
  } as const;
  await using scripted = await scriptInstagram();
  const app = { ...testApp.app, instagram: scripted.instagram };
  const sync = () => syncMedia(app, { accountId: id, token: TOKEN, plan });
  scripted.script(told([part("a"), part("b"), part("c")]));
  await sync();
  expect(await sync()).toMatchObject({ removedCount: 40 });
  for (const broken of [{ id: "b" }, null, { ...part("b"), media_type: "HOLOGRAM" }]) {
    scripted.script(told([part("a"), broken, part("c")]));
    expect(await sync()).toMatchObject({ changedCount: 0, removedCount: 0 });
    expect(await partsOf("album")).toEqual(["a", "b", "c"]);
  }
  scripted.script(told([part("a"), part("c")]));
  await sync();
  await sync();
  expect((await partsOf("album")).toSorted()).toEqual(["a", "b", "c"]);
  testApp.clock.advance(2 * 60_000);
  await sync();
  expect(await partsOf("album")).toEqual(["a", "c"]);
});
