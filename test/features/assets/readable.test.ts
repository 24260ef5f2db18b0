import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { media } from "../../../server/db/schema/media.js";
import { saveMedia } from "../../../server/features/media/save-media.js";
import { readPosts } from "../../../server/instagram/media-schemas.js";
import { insertAccount } from "../../support/feed-rows.js";
import { ask } from "../../support/graphql.js";
import { type PictureHost, startPictureHost } from "../../support/picture-host.js";
import { at, copyAll, get } from "../../support/pictures.js";
import { createTestApp, type TestApp } from "../../support/test-app.js";

let testApp: TestApp;
let url: string;
let host: PictureHost;
const FTYP = Buffer.from("\0\0\0\x18ftyp", "latin1");
const BODIES: Record<string, Buffer> = {
  "a.mp4": Buffer.concat([FTYP, Buffer.from("isom", "latin1"), Buffer.alloc(5_000)]),
  "a.heic": Buffer.concat([FTYP, Buffer.from("heic", "latin1"), Buffer.alloc(5_000)]),
};

beforeAll(async () => {
  const red = sharp({ create: { width: 300, height: 200, channels: 3, background: "tomato" } });
  BODIES["a.jpg"] = await red.clone().jpeg().toBuffer();
  BODIES["a.avif"] = await red.clone().avif().toBuffer();
  host = await startPictureHost((request, response) => {
    const bytes = BODIES[request.url?.split("/").at(-1) ?? ""];
    response.writeHead(bytes ? 200 : 404, { "content-type": "application/octet-stream" }).end(bytes);
  });
  testApp = await createTestApp({ INSTAGRAM_CDN_HOSTS: host.url.slice("http://".length), JOBS: "off" });
  url = await testApp.serve();
  await insertAccount(testApp.app, "acc_a");
});
afterAll(async () => {
  await testApp.close();
  await host.close();
});
beforeEach(() => testApp.app.db.delete(media));

let made = 0;
/** A post as Instagram tells it; a file's name stands for its signed address. */
function raw(media_type: string, files: { media_url?: string; thumbnail_url?: string } = {}, parts?: unknown[]) {
  const id = `1790000000000${String(++made).padStart(4, "0")}`;
  const addresses = Object.entries(files).map(([name, file]) => [name, `${host.url}/${id}/${file}`]);
  return {
    ...{ id, media_type, timestamp: "2026-11-17T07:10:00+0000", ...Object.fromEntries(addresses) },
    ...(parts ? { children: { data: parts } } : {}),
  };
}

const FIELDS = "mediaUrl thumbnailUrl image { url small: url(width: 320, format: JPEG) width }";

/** Saves one post, copies what can be copied, and asks for it. */
async function shown(post: { id: string }) {
  await saveMedia(testApp.app, "acc_a", { ...readPosts([post]), requestedFields: new Set() });
  await copyAll(testApp.app);
  return await asked(post.id);
}

async function asked(id: string) {
  const { data, errors } = await ask(url, `{ mediaItem(id: "${id}") { ${FIELDS} children { ${FIELDS} } } }`);
  expect(errors).toBeUndefined();
  return data.mediaItem;
}

/** What an `img` gets: a status and a type. */
async function seen(address: string): Promise<string> {
  const answer = await get(at(url, address));
  return `${answer.status} ${answer.headers.get("content-type")}`;
}

test.each(["a.heic", "a.mp4", "lost.jpg"])("a picture that is %s has no address anywhere", async (file) => {
  expect(await shown(raw("IMAGE", { media_url: file }))).toMatchObject({ mediaUrl: null, image: null });
  const reel = await shown(raw("VIDEO", { media_url: "a.mp4", thumbnail_url: file }));
  expect(reel).toMatchObject({ thumbnailUrl: null, image: null });
  expect(reel.mediaUrl).toMatch(/\/files\//);
});

test("AVIF is read, and served as JPEG in every size", async () => {
  const { mediaUrl, image } = await shown(raw("IMAGE", { media_url: "a.avif" }));
  expect([mediaUrl, image.width]).toEqual([image.url, 300]);
  expect([await seen(image.url), await seen(image.small)]).toEqual(["200 image/jpeg", "200 image/jpeg"]);
});

test("an album that begins with a film without a poster shows its first picture", async () => {
  const album = raw("CAROUSEL_ALBUM", { media_url: "a.mp4" }, [
    raw("VIDEO", { media_url: "a.mp4" }),
    raw("IMAGE", { media_url: "a.heic" }),
    raw("IMAGE", { media_url: "a.jpg" }),
    raw("IMAGE", { media_url: "a.avif" }),
  ]);
  const post = await shown(album);
  expect(post.image.url).toBe(post.children[2].mediaUrl);
  expect(post.mediaUrl).toBe(post.image.url);
  expect(post.children.map(({ image }: { image: unknown }) => image !== null)).toEqual([false, false, true, true]);
  expect([await seen(post.image.url), await seen(post.image.small)]).toEqual(["200 image/jpeg", "200 image/jpeg"]);
  // A poster is as good as a picture.
  const film = raw("VIDEO", { media_url: "a.mp4", thumbnail_url: "a.jpg" });
  const second = await shown(
    raw("CAROUSEL_ALBUM", { media_url: "a.mp4" }, [film, raw("IMAGE", { media_url: "a.jpg" })]),
  );
  expect(second.image.url).toBe(second.children[0].thumbnailUrl);
});

test("an album of nothing that can be read has no image, one whose parts are hidden neither a film", async () => {
  const films = [raw("VIDEO", { media_url: "a.mp4" }), raw("VIDEO", { media_url: "a.mp4" })];
  const album = raw("CAROUSEL_ALBUM", { media_url: "a.mp4" }, films);
  expect(await shown(album)).toMatchObject({ image: null, mediaUrl: null });
  const mixed = raw("CAROUSEL_ALBUM", { media_url: "a.mp4" }, [films[0], raw("IMAGE", { media_url: "a.jpg" })]);
  const { image } = await shown(mixed);
  expect(await seen(image.url)).toBe("200 image/jpeg");
  await testApp.app.sql`update media set hidden = true where parent_id = ${mixed.id} and media_type = 'IMAGE'`;
  expect((await asked(mixed.id)).image).toBeNull();
});

test("what is not copied yet is fetched at the first request; what only waits keeps its address, what is given up has none", async () => {
  const post = raw("IMAGE", { media_url: "a.jpg" });
  await saveMedia(testApp.app, "acc_a", { ...readPosts([post]), requestedFields: new Set() });
  const { image } = await asked(post.id);
  expect(image.width).toBeNull();
  expect(await seen(image.url)).toBe("200 image/jpeg");
  await testApp.app
    .sql`update pictures set hash = null, failure_cause = 'UNAVAILABLE', next_try_at = now() + interval '1 day'
    where media_id = ${post.id}`;
  expect((await asked(post.id)).image.url).toBe(image.url);
  await testApp.app.sql`update pictures set next_try_at = null where media_id = ${post.id}`;
  expect((await asked(post.id)).image).toBeNull();
});

test("a film that could not be copied passes through, and keeps its address", async () => {
  const post = raw("VIDEO", { media_url: "a.mp4", thumbnail_url: "a.jpg" });
  const { mediaUrl } = await shown(post);
  await testApp.app
    .sql`update pictures set failure_cause = 'TOO_LARGE', next_try_at = null where media_id = ${post.id} and kind = 'VIDEO'`;
  expect((await asked(post.id)).mediaUrl).toBe(mediaUrl);
});

test("a profile's picture that cannot be read has no address", async () => {
  await testApp.app.sql`update accounts set picture_path = '/p.heic' where id = 'acc_a'`;
  await testApp.app.sql`insert into pictures (key, account_id, kind, path, source, next_try_at)
    select picture_key, id, 'PROFILE', '/p.heic', ${`${host.url}/a.heic`}, now() - interval '1 minute' from accounts where id = 'acc_a'`;
  const read = async () => (await ask(url, "{ profile { profilePictureUrl } }")).data.profile.profilePictureUrl;
  expect(await read()).toMatch(/\/files\//);
  await copyAll(testApp.app);
  expect(await read()).toBeNull();
});
