import { beforeAll, expect, test } from "vitest";
import { createAppContext, type OpenAppContext } from "../../../server/app-context.js";
import { copyDuePictures } from "../../../server/features/assets/copy-due-pictures.js";
import { hideMedia } from "../../../server/features/media/hide-media.js";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { createServer } from "../../../server/http/server.js";
import { until } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ RESPONSE_CACHE: "16M" }, { hasDatabaseProxy: true });
let url: string;
/** A second process with the same folder. */
let other: OpenAppContext;
let otherUrl: string;
let bakery: string;

beforeAll(async () => {
  bakery = await testApp.connect("bakery");
  await testApp.app.background.settled(60_000);
  await copyDuePictures(testApp.app, new AbortController().signal);
  url = await testApp.serve();
  other = createAppContext(testApp.app.config, { clock: testApp.clock });
  const server = await createServer(other);
  otherUrl = await server.listen({ port: 0, host: "127.0.0.1" });
  return async () => {
    await server.close();
    await other[Symbol.asyncDispose]();
  };
});

async function newest(n: number): Promise<{ id: string; path: string }> {
  const rows = await testApp.app.sql<{ id: string; key: string }[]>`
    select m.id, p.key from media m join pictures p on p.media_id = m.id and p.kind = 'PICTURE' and p.hash is not null
    where m.parent_id is null and not m.hidden and m.removed_at is null order by m.timestamp desc`;
  const { id = "", key = "" } = rows[n] ?? {};
  return { id, path: `/files/${key}/640` };
}

const statusOf = async (server: string, path: string) => {
  const answer = await fetch(`${server}${path}`);
  await answer.arrayBuffer();
  return answer.status;
};

/** Until then, and when it begins, all is forgotten. */
const areHeard = () => until(() => testApp.app.content.isHearing() && other.content.isHearing());

test("a picture that was served lately is served without a statement", async () => {
  const { path } = await newest(0);
  for (let time = 0; time < 2; time++) expect(await statusOf(url, path)).toBe(200);
  await areHeard();
  expect(await statusOf(url, path)).toBe(200);
  testApp.database.forget();
  expect(await statusOf(url, path)).toBe(200);
  expect(testApp.database.statements()).toEqual([]);
});

test("a hidden post's picture is gone at once, in other processes within a second, and comes back", async () => {
  const { id, path } = await newest(1);
  for (const server of [url, otherUrl]) {
    for (let time = 0; time < 3; time++) expect(await statusOf(server, path)).toBe(200);
  }
  await areHeard();
  await hideMedia(testApp.app, { id, hidden: true }, OPERATOR);
  expect(await statusOf(url, path)).toBe(404);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await statusOf(otherUrl, path)).toBe(404);
  await hideMedia(testApp.app, { id, hidden: false }, OPERATOR);
  expect(await statusOf(url, path)).toBe(200);
});

test("a picture whose bytes are lost is made again", async () => {
  const { path } = await newest(2);
  for (let time = 0; time < 3; time++) expect(await statusOf(url, path)).toBe(200);
  for await (const { name } of testApp.app.files.list()) await testApp.app.files.remove(name);
  expect(await statusOf(url, path)).toBe(200);
});

test("an erased account's pictures are gone at once", async () => {
  const { path } = await newest(0);
  for (let time = 0; time < 3; time++) expect(await statusOf(url, path)).toBe(200);
  await disconnectAccount(testApp.app, bakery, OPERATOR);
  expect(await statusOf(url, path)).toBe(404);
});
