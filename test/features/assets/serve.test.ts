import { request } from "node:http";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { deleteUnreferenced } from "../../../server/features/assets/delete-unreferenced.js";
import { disconnectAccount } from "../../../server/features/privacy/disconnect-account.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { until } from "../../support/api-error.js";
import { OPERATOR } from "../../support/cast.js";
import { signedIn } from "../../support/credentials.js";
import { AS_OPERATOR, ask } from "../../support/graphql.js";
import { at, copyAll, get } from "../../support/pictures.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({}, { hasFullPictures: true });
let url: string;
let id: string;
let address: string;

const QUERY = `{ account { profile { profilePictureUrl } media(first: 40) { id mediaType mediaUrl thumbnailUrl
  image { url small: url(width: 300) wide: url(width: 1081) width height } children { mediaUrl } } } }`;

beforeAll(async () => {
  url = await testApp.serve();
  // Pictures of this size take long to copy: fifteen posts have every kind.
  await testApp.sandbox.control({ posts: { account: "bakery", deleteOldest: 25 } });
  id = await testApp.connect("bakery");
  await copyAll(testApp.app);
  const post = (await posts()).find(({ mediaType }) => mediaType === "IMAGE");
  address = at(url, post?.mediaUrl ?? "");
});

interface Post {
  id: string;
  mediaType: string;
  mediaUrl: string;
  thumbnailUrl: string | null;
  image: { url: string; small: string; wide: string; width: number; height: number };
  children: { mediaUrl: string }[];
}

async function posts(): Promise<Post[]> {
  return (await ask(url, QUERY)).data.account.media;
}

test("a picture is served to any page: typed, cached for a day, with a length and an ETag, without cookies", async () => {
  const answer = await get(address);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "content-length": String(bytes.length),
    "cache-control": "public, max-age=86400",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "x-content-type-options": "nosniff",
    "accept-ranges": "bytes",
  });
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect((await sharp(bytes).metadata()).format).toBe("jpeg");
  const etag = answer.headers.get("etag") ?? "";
  for (const header of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const again = await get(address, { headers: { "if-none-match": header } });
    expect([again.status, again.headers.get("etag"), (await again.text()).length]).toEqual([304, etag, 0]);
  }
  expect((await get(address, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
});

test("HEAD answers what GET would, without the bytes", async () => {
  for (const path of ["", "/320"]) {
    const [got, head] = [await get(address + path), await get(address + path, { method: "HEAD" })];
    await got.arrayBuffer();
    for (const name of ["content-length", "content-type", "etag", "cache-control"]) {
      expect(head.headers.get(name)).toBe(got.headers.get(name));
    }
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
  }
});

test("a range of the bytes is served, of the same bytes only", async () => {
  for (const path of ["", "/640"]) {
    const whole = await get(address + path);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const etag = whole.headers.get("etag") ?? "";
    const part = await get(address + path, { headers: { range: "bytes=100-199", "if-range": etag } });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 100-199/${bytes.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(100, 200));
    const changed = await get(address + path, { headers: { range: "bytes=100-199", "if-range": '"other"' } });
    expect([changed.status, (await changed.arrayBuffer()).byteLength]).toEqual([200, bytes.length]);
    const beyond = await get(address + path, { headers: { range: `bytes=${bytes.length}-` } });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${bytes.length}`]);
  }
});

test("each size comes as WebP to who accepts it and as JPEG to others, and never larger than the original", async () => {
  for (const width of [96, 320, 640, 1080]) {
    for (const [accept, format] of [
      ["image/webp;q=0,*/*", "jpeg"],
      ["image/jpeg, image/webp; q=0.0", "jpeg"],
      ["image/webp;q=0.5", "webp"],
      ["image/avif,image/webp,*/*", "webp"],
      ["image/*", "jpeg"],
    ] as const) {
      const answer = await get(`${address}/${width}`, { headers: { accept } });
      const facts = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      expect([answer.headers.get("content-type"), answer.headers.get("vary")]).toEqual([`image/${format}`, "Accept"]);
      expect([facts.width, facts.format]).toEqual([width, format]);
    }
  }
  const [small] = await testApp.app.sql`
    select p.key from pictures p join files f on f.hash = p.hash where f.width = 320 limit 1`;
  const answer = await get(`${url}/files/${small?.key}/1080`);
  expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width).toBe(320);
});

test("an address that names a format answers it to everybody, so that a cache may ignore Vary", async () => {
  for (const [ending, format] of [
    ["webp", "webp"],
    ["jpg", "jpeg"],
  ] as const) {
    for (const accept of ["image/webp,*/*", "image/jpeg"]) {
      const answer = await get(`${address}/640.${ending}`, { headers: { accept } });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, `image/${format}`]);
      expect(answer.headers.get("vary")).toBeNull();
      expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).format).toBe(format);
    }
  }
  const { data } = await ask(url, "{ account { media(first: 1) { image { url(width: 600, format: WEBP) } } } }");
  expect(data.account.media[0].image.url).toMatch(/\/files\/[0-9a-f]{40}\/640\.webp$/);
});

test("image.url is the smallest size that is wide enough, and the original beyond them", async () => {
  for (const { image } of await posts()) {
    expect(image.small).toBe(`${image.url}/320`);
    expect(image.wide).toBe(image.url);
    const facts = await sharp(Buffer.from(await (await get(at(url, image.url))).arrayBuffer())).metadata();
    expect([facts.width, facts.height]).toEqual([image.width, image.height]);
  }
  const { errors } = await ask(url, "{ account { media(first: 1) { image { url(width: 0) } } } }");
  expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});

test("an album's image is its first part's, and its bytes are kept once", async () => {
  const albums = (await posts()).filter(({ mediaType }) => mediaType === "CAROUSEL_ALBUM");
  expect(albums.length).toBeGreaterThan(0);
  for (const { image, mediaUrl, children } of albums) {
    expect(image.url).toBe(children[0]?.mediaUrl);
    expect(image.url).not.toBe(mediaUrl);
    const [own, first] = await Promise.all([mediaUrl, image.url].map((one) => get(at(url, one))));
    expect(own?.headers.get("etag")).toBe(first?.headers.get("etag"));
  }
});

test("a hundred requests for one missing size make it once", async () => {
  const [post] = (await posts()).filter(({ mediaType }) => mediaType === "VIDEO");
  const poster = at(url, post?.thumbnailUrl ?? "");
  const names = new Set<string>();
  const keep = testApp.app.files.put;
  testApp.app.files.put = async (name, path) => {
    names.add(name);
    await keep(name, path);
  };
  const answers = await Promise.all(Array.from({ length: 100 }, () => get(`${poster}/640`)));
  testApp.app.files.put = keep;
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(names.size).toBe(1);
});

/** Without the client's own tidying of the path. */
function raw(path: string): Promise<[number, string]> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (answer) => {
      resolve([answer.resume().statusCode ?? 0, String(answer.headers["cache-control"])]);
    })
      .on("error", reject)
      .end();
  });
}

test("what no address of ours looks like is not found, however it is written", async () => {
  const key = address.slice(-40);
  const paths = [
    `/files/${"0".repeat(40)}`,
    `/files/${key.slice(1)}`,
    `/files/${key}x`,
    `/files/${key.toUpperCase()}`,
    `/files/${key}/321`,
    `/files/${key}/0320`,
    `/files/${key}/320.png`,
    `/files/${key}/320.`,
    `/files/${key}/.webp`,
    `/files/${key}/320/`,
    `/files/${key}/..`,
    `/files/../${key}`,
    "/files/..%2f..%2fsecret-keys",
    "/files/%2e%2e/secret-keys",
    "/files/incoming/x",
    `/files/${key.slice(0, 2)}/${key}`,
    `/files/${key}%00`,
    "/files/",
  ];
  // Each may be something the next moment, so no cache may keep it.
  for (const path of paths) expect([path, ...(await raw(path))]).toEqual([path, 404, "no-store"]);
  expect(await raw(`/files/${key}`)).toEqual([200, "public, max-age=86400"]);
  expect((await get(address, { method: "POST" })).status).toBe(404);
});

test("a hidden post's pictures are gone at once, and back when it is shown", async () => {
  const [album] = (await posts()).filter(({ mediaType }) => mediaType === "CAROUSEL_ALBUM");
  const addresses = [album?.mediaUrl, ...(album?.children ?? []).map(({ mediaUrl }) => mediaUrl)].map((one) =>
    at(url, one ?? ""),
  );
  const statuses = () =>
    Promise.all(addresses.flatMap((one) => [one, `${one}/320`]).map(async (one) => (await get(one)).status));
  expect(new Set(await statuses())).toEqual(new Set([200]));
  await testApp.app.sql`update media set hidden = true where id = ${album?.id ?? ""}`;
  expect(new Set(await statuses())).toEqual(new Set([404]));
  for (const one of addresses.flatMap((one) => [one, `${one}/320`, `${one}/320.webp`])) {
    for (const method of ["GET", "HEAD"]) {
      const gone = await get(one, { method, headers: { "if-none-match": "*", range: "bytes=0-9" } });
      expect([gone.status, gone.headers.get("cache-control")]).toEqual([404, "no-store"]);
    }
  }
  await testApp.app.sql`update media set hidden = false where id = ${album?.id ?? ""}`;
  expect(new Set(await statuses())).toEqual(new Set([200]));
});

test("a hidden post's pictures are shown to operators, and kept out of every cache and page", async () => {
  const { cookie } = await signedIn(testApp.app, "curator@example.com");
  await testApp.app.sql`update media set hidden = true where account_id = ${id}`;
  const seen = await get(address, { headers: { cookie } });
  expect(seen.status).toBe(200);
  expect(seen.headers.get("cache-control")).toBe("private, no-store");
  expect(seen.headers.get("cross-origin-resource-policy")).toBe("same-origin");
  expect((await get(`${address}/320`, { headers: { cookie } })).status).toBe(200);
  expect((await get(address)).status).toBe(404);
  expect((await get(address, { headers: { cookie: `${cookie}x` } })).status).toBe(404);
  await testApp.app.sql`update media set removed_at = now() where account_id = ${id} and media_type = 'IMAGE'`;
  expect((await get(address, { headers: { cookie } })).status).toBe(404);
  await testApp.app.sql`update media set hidden = false, removed_at = null where account_id = ${id}`;
  const shown = await get(address, { headers: { cookie } });
  expect([shown.status, shown.headers.get("cache-control")]).toEqual([200, "public, max-age=86400"]);
});

test("a post that its owner deletes takes its bytes along, and nobody else's", async () => {
  const [newest] = await posts();
  const count = async () => (await testApp.app.sql`select count(*)::int from files`)[0]?.count as number;
  const before = await count();
  await testApp.sandbox.control({ posts: { account: "bakery", delete: ["newest"] } });
  await syncAccount(testApp.app, id, { by: OPERATOR, full: true });
  await syncAccount(testApp.app, id, { by: OPERATOR, full: true });
  expect((await get(at(url, newest?.mediaUrl ?? ""))).status).toBe(404);
  expect(await deleteUnreferenced(testApp.app)).toBeGreaterThan(0);
  expect(await count()).toBeLessThan(before);
  expect((await get(address)).status).toBe(200);
});

test("bytes that were lost are fetched anew, original and size", async () => {
  const size = `${address}/320`;
  const etag = (await get(address)).headers.get("etag");
  await get(size);
  for await (const { name } of testApp.app.files.list()) await testApp.app.files.remove(name);
  expect((await get(size)).status).toBe(200);
  const again = await get(address);
  expect([again.status, again.headers.get("etag")]).toEqual([200, etag]);
});

test("a profile's picture keeps its address when it changes, and is gone when there is none any more", async () => {
  const read = async () => (await ask(url, QUERY)).data.account.profile.profilePictureUrl as string | null;
  const address = await read();
  const picture = at(url, address ?? "");
  const etag = (await get(picture)).headers.get("etag");
  await testApp.sandbox.control({ profile: { account: "bakery", picture: 2 } });
  await syncAccount(testApp.app, id, { by: OPERATOR, full: false });
  expect(await read()).toBe(address);
  expect((await get(picture)).headers.get("etag")).toBe(etag);
  await copyAll(testApp.app);
  const changed = await get(picture);
  expect([changed.status, changed.headers.get("etag") === etag]).toEqual([200, false]);
  await testApp.sandbox.control({ profile: { account: "bakery", picture: null } });
  await syncAccount(testApp.app, id, { by: OPERATOR, full: false });
  expect(await read()).toBeNull();
  expect((await get(picture)).status).toBe(404);
});

test("a disconnected account leaves no byte and no address", async () => {
  await disconnectAccount(testApp.app, id, OPERATOR);
  expect((await get(address)).status).toBe(404);
  const isEmpty = async () => (await testApp.app.files.list()[Symbol.asyncIterator]().next()).done === true;
  await until(isEmpty);
  const rows = await testApp.app
    .sql`select (select count(*) from files) + (select count(*) from renditions) + (select count(*) from pictures) as n`;
  expect(Number(rows[0]?.n)).toBe(0);
  expect((await ask(url, "{ accounts { totalCount } }", AS_OPERATOR)).data.accounts.totalCount).toBe(0);
});
