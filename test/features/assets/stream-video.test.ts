import { beforeAll, expect, test } from "vitest";
import { ask } from "../../support/graphql.js";
import { at, copyAll, get, picturesOf } from "../../support/pictures.js";
import { createTestApp, setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp();
let url: string;
let video: string;

beforeAll(async () => {
  url = await testApp.serve();
  await testApp.connect("bakery");
  await copyAll(testApp.app);
  video = await firstVideo();
});

async function firstVideo(): Promise<string> {
  const { data } = await ask(url, "{ account { media(type: VIDEO, first: 1) { mediaUrl } } }");
  return at(url, data.account.media[0].mediaUrl);
}

const calls = () => testApp.sandbox.sandbox.calls.counts().bakery ?? {};

test("a video that is not kept is streamed, whole and in ranges, from an address that is asked for once", async () => {
  testApp.sandbox.sandbox.calls.clear();
  const answers = await Promise.all(Array.from({ length: 10 }, () => get(video)));
  const bodies = await Promise.all(answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())));
  const [whole] = answers;
  const bytes = bodies[0] ?? Buffer.alloc(0);
  expect(Object.fromEntries(whole?.headers ?? [])).toMatchObject({
    "content-type": "video/mp4",
    "content-length": String(bytes.length),
    "accept-ranges": "bytes",
    "cross-origin-resource-policy": "cross-origin",
  });
  expect(bodies.every((body) => body.equals(bytes))).toBe(true);
  expect(calls()).toEqual({ item: 1, cdn: 10 });

  const part = await get(video, { headers: { range: "bytes=10-29" } });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 10-29/${bytes.length}`]);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 30));
  const first = await get(video, { headers: { range: "bytes=0-1" } });
  expect([first.status, (await first.arrayBuffer()).byteLength]).toEqual([206, 2]);
  const beyond = await get(video, { headers: { range: `bytes=${bytes.length + 5}-` } });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${bytes.length}`]);
  expect(calls().item).toBe(1);
  const etag = whole?.headers.get("etag") ?? "";
  expect((await get(video, { headers: { "if-none-match": etag } })).status).toBe(304);
  const head = await get(video, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, String(bytes.length)]);
});

test("its address is in memory only, and asked for anew when it has expired", async () => {
  const rows = await testApp.app.sql`select p::text as row from pictures p where kind = 'VIDEO'`;
  expect(rows.some(({ row }) => /oh=|https?:/.test(String(row)))).toBe(false);
  testApp.sandbox.sandbox.calls.clear();
  await testApp.sandbox.control({ advance: "2d" });
  expect((await get(video)).status).toBe(200);
  expect(calls()).toEqual({ item: 1, cdn: 1 });
});

test("a video has no sizes, and one whose host gives no video is not passed on", async () => {
  expect((await get(`${video}/640`)).status).toBe(404);
  for (const mode of ["html", "wrong-type", "off"]) {
    await testApp.sandbox.control({ cdn: { mode } });
    const broken = await get(video);
    expect([404, 503]).toContain(broken.status);
    expect(await broken.text()).not.toContain("html");
    await testApp.sandbox.control({ lift: "all" });
  }
});

test("without a token that works there is no such video, though its address is still remembered", async () => {
  expect((await get(video)).status).toBe(200);
  await testApp.app.sql`update tokens set sealed = null`;
  expect((await get(video)).status).toBe(404);
});

test("with KEEP_VIDEOS its bytes are copied too and served when Instagram is away", async () => {
  const keeper = await createTestApp({ KEEP_VIDEOS: "on" });
  try {
    await keeper.connect("bakery");
    const served = await keeper.serve();
    await keeper.app.sql`update pictures set source = null, next_try_at = null where kind = 'VIDEO'`;
    await copyAll(keeper.app);
    const pictures = await picturesOf(keeper.app);
    expect(pictures.filter(({ kind }) => kind === "VIDEO").every(({ hash }) => hash !== null)).toBe(true);
    await keeper.sandbox.control({ cdn: { mode: "off" } });
    await keeper.sandbox.control({ revoke: { account: "bakery" } });
    const { data } = await ask(served, "{ account { media(type: VIDEO, first: 1) { mediaUrl } } }");
    const answer = await get(at(served, data.account.media[0].mediaUrl), { headers: { range: "bytes=4-7" } });
    expect([answer.status, await answer.text()]).toEqual([206, "ftyp"]);
    expect(answer.headers.get("content-type")).toBe("video/mp4");
  } finally {
    await keeper.close();
  }
});
