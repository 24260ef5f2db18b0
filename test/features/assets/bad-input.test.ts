import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { type PictureHost, startPictureHost } from "../../support/picture-host.js";
import { at, copyAll, get, picturesOf } from "../../support/pictures.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";

let testApp: TestApp;
let url: string;
let host: PictureHost;
let good: Buffer;

beforeAll(async () => {
  host = await startPictureHost((request, response) => {
    const bytes = BODIES[(request.url ?? "").split("?")[0]?.slice(1) ?? ""];
    if (bytes) response.writeHead(200, { "content-type": "image/jpeg" }).end(bytes);
    else response.writeHead(302, { location: "/good" }).end();
  });
  testApp = await createTestApp({ INSTAGRAM_CDN_HOSTS: host.url.slice("http://".length) });
  url = await testApp.serve();
  await testApp.connect("traveller");
  await reset();
  good = await sharp({ create: { width: 300, height: 200, channels: 3, background: "tomato" } })
    .jpeg()
    .toBuffer();
  BODIES.good = good;
  BODIES["short.jpg"] = good.subarray(0, good.length / 2);
  BODIES["short.png"] = (
    await sharp(await noise())
      .png()
      .toBuffer()
  ).subarray(0, 30_000);
});
afterAll(async () => {
  await testApp.close();
  await host.close();
});
afterEach(reset);

async function reset(): Promise<void> {
  await testApp.sandbox.control({ lift: "all" });
  await testApp.app
    .sql`update pictures set hash = null, source = null, next_try_at = null, attempts = 0, failure_cause = null`;
  await testApp.app.sql`delete from files`;
}

const BODIES: Record<string, Buffer> = {
  "page.jpg": Buffer.from("<!DOCTYPE html><html><body>Sorry, something went wrong.</body></html>"),
  "drawing.jpg": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  "film.jpg": Buffer.concat([Buffer.from("\0\0\0\x18ftypmp42", "latin1"), Buffer.alloc(5_000)]),
  "nothing.jpg": Buffer.alloc(0),
  "bomb.png": bomb(30_000),
  "wide.png": bomb(12_001, 100),
};

/** A PNG of about 100 kB that is `side` pixels wide and high. */
function bomb(width: number, height = width): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function noise() {
  return sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: "grey",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer();
}

/** Makes one picture's address this one, lets the job copy it, and answers what became of it and what a client gets then. */
async function copyFrom(source: string) {
  const [picture] = (await picturesOf(testApp.app)).filter(({ kind }) => kind === "PICTURE");
  const key = picture?.key ?? "";
  await testApp.app
    .sql`update pictures set source = ${source}, next_try_at = now() - interval '1 minute' where key = ${key}`;
  await copyAll(testApp.app);
  const [row] = await testApp.app.sql`select *, next_try_at > now() as is_put_off from pictures where key = ${key}`;
  const { status, headers } = await get(`${url}/files/${key}`);
  const small = await get(`${url}/files/${key}/320`);
  const [stored] = await testApp.app.sql`select count(*)::int from files`;
  return { row, status, headers, small: small.status, storedCount: stored?.count, mediaId: picture?.media_id };
}

test.each([
  ["page.jpg", "WRONG_TYPE"],
  ["drawing.jpg", "WRONG_TYPE"],
  ["film.jpg", "WRONG_TYPE"],
  ["nothing.jpg", "WRONG_TYPE"],
  ["short.jpg", "BROKEN"],
  ["short.png", "BROKEN"],
  ["bomb.png", "TOO_MANY_PIXELS"],
  ["wide.png", "TOO_MANY_PIXELS"],
  ["elsewhere", "REDIRECTED"],
])("%s is noted as %s, tried again later, never kept, never served", async (path, cause) => {
  const before = sharp.cache().memory.high;
  const { row, status, small, storedCount, mediaId } = await copyFrom(`${host.url}/${path}`);
  expect(row).toMatchObject({ failure_cause: cause, hash: null, attempts: 1, is_put_off: true });
  expect([status, small, storedCount]).toEqual([404, 404, 0]);
  // In MB: the most that the decoder ever held, which tells of nothing else that this process does.
  expect(sharp.cache().memory.high - before).toBeLessThan(200);
  expect(host.asked).not.toContain("/good");
  const told = await ask(url, `{ mediaItem(id: "${mediaId}") { pictureFailure mediaUrl image { url } } }`, AS_OPERATOR);
  expect(told.data.mediaItem).toEqual({ pictureFailure: cause, mediaUrl: null, image: null });
  const hidden = await ask(url, `{ mediaItem(id: "${mediaId}") { pictureFailure } }`);
  expect(hidden.data.mediaItem.pictureFailure).toBeNull();
});

test.each([
  ["http://127.0.0.1:1/good", "HOST_NOT_ALLOWED"],
  ["https://pictures.example/good", "HOST_NOT_ALLOWED"],
  ["http://169.254.169.254/latest/meta-data", "HOST_NOT_ALLOWED"],
])("%s is not called: %s", async (source, cause) => {
  const { row, status } = await copyFrom(source);
  expect(row?.failure_cause).toBe(cause);
  expect(status).toBe(404);
});

test("a host of a named domain that leads into this machine is not called", async () => {
  const fresh = await createTestApp({ INSTAGRAM_CDN_HOSTS: "*.0.0.1" });
  await fresh.connect("traveller");
  await fresh.app.sql`update pictures set source = ${`https://127.0.0.1/good`}`;
  await copyAll(fresh.app);
  expect(
    new Set((await picturesOf(fresh.app)).filter(({ kind }) => kind !== "VIDEO").map((row) => row.failure_cause)),
  ).toEqual(new Set(["PRIVATE_ADDRESS"]));
  await fresh.close();
});

test.each([
  ["html", ["WRONG_TYPE", "UNAVAILABLE"]],
  ["truncated", ["BROKEN"]],
  ["wrong-type", ["WRONG_TYPE"]],
  ["huge", ["TOO_LARGE"]],
  ["endless", ["WRONG_TYPE", "TOO_LARGE"]],
  ["reset", ["UNAVAILABLE"]],
  ["forbidden", ["REFUSED"]],
])("Instagram's picture host being %s is noted, and what came is not served", async (mode, causes) => {
  const { data } = await ask(url, "{ account { media(first: 1, type: IMAGE) { mediaUrl } } }");
  const address = at(url, data.account.media[0].mediaUrl);
  await testApp.sandbox.control({ cdn: { mode } });
  const broken = await get(address);
  expect([404, 503]).toContain(broken.status);
  expect(broken.headers.get("content-type")).toMatch(/^text\/plain/);
  const [row] = await testApp.app.sql`select * from pictures where key = ${address.slice(-40)}`;
  expect(causes).toContain(row?.failure_cause);
  expect((await testApp.app.sql`select 1 from files`).length).toBe(0);

  await testApp.sandbox.control({ cdn: { mode: "on" } });
  expect((await get(address)).status).toBe(broken.status);
  await testApp.sandbox.control({ advance: "1d" });
  await copyAll(testApp.app);
  const mended = await get(address);
  expect([mended.status, mended.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
});

test("an expired signature is answered by asking for the post anew, by its id", async () => {
  await testApp.app.sql`delete from media`;
  await testApp.connect("traveller");
  const { data } = await ask(url, "{ account { media(first: 1, type: IMAGE) { id mediaUrl } } }");
  await testApp.sandbox.control({ advance: "6d" });
  testApp.sandbox.sandbox.calls.clear();
  const picture = await get(at(url, data.account.media[0].mediaUrl));
  expect(picture.status).toBe(200);
  const { traveller } = testApp.sandbox.sandbox.calls.counts();
  expect(traveller).toEqual({ item: 1, cdn: 1 });
});

test("a failure that stays is tried less and less often, and given up in the end until the account is connected again", async () => {
  const [picture] = (await picturesOf(testApp.app)).filter(({ kind }) => kind === "PICTURE");
  const source = `${host.url}/page.jpg`;
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 12; attempt++) {
    const now = testApp.clock.now();
    await testApp.app
      .sql`update pictures set source = ${source}, next_try_at = ${now.toISOString()} where key = ${picture?.key ?? ""}`;
    await copyAll(testApp.app);
    const [row] = await testApp.app.sql`select next_try_at from pictures where key = ${picture?.key ?? ""}`;
    if (row?.next_try_at) waits.push(new Date(row.next_try_at).getTime() - now.getTime());
  }
  expect(waits).toHaveLength(11);
  expect(Math.max(...waits)).toBeLessThanOrEqual(86_400_000 + 120_000);
  await testApp.app.sql`update pictures set source = ${`${host.url}/good`} where key = ${picture?.key ?? ""}`;
  await testApp.connect("traveller");
  await copyAll(testApp.app);
  const [mended] = await testApp.app.sql`select failure_cause, hash from pictures where key = ${picture?.key ?? ""}`;
  expect(mended?.failure_cause).toBeNull();
  expect(mended?.hash).not.toBeNull();
});
