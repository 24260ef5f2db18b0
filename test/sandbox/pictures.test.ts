import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningSandbox, startSandbox } from "./start-sandbox.js";

describe("pictures", () => {
  let running: RunningSandbox;
  let token: string;
  beforeAll(async () => {
    running = await startSandbox();
    token = await running.longToken("bakery");
  });
  afterAll(() => running.close());

  const posts = async (fields: string) =>
    (await running.json(`/me/media?limit=100&fields=${fields}&access_token=${token}`)).data;
  const fetchBytes = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

  test("are JPEGs in Instagram's frames, each its own, and the same when fetched again", async () => {
    const images = (await posts("media_type,media_url")).filter(
      ({ media_type }: { media_type: string }) => media_type === "IMAGE",
    );
    const bytes = await Promise.all(
      images.slice(0, 12).map(({ media_url }: { media_url: string }) => fetchBytes(media_url)),
    );
    const frames = await Promise.all(bytes.map((one) => sharp(one).metadata()));
    for (const { format, width, height } of frames) {
      expect(format).toBe("jpeg");
      expect(["1080x1080", "1080x1350", "1080x566"]).toContain(`${width}x${height}`);
    }
    expect(new Set(bytes.map((one) => one.toString("base64"))).size).toBe(12);
    const again = await fetchBytes(images[0].media_url);
    expect(again.equals(bytes[0] ?? Buffer.alloc(0))).toBe(true);
  });

  test("profile pictures are 320 wide and square", async () => {
    const me = await running.json(`/me?fields=profile_picture_url&access_token=${token}`);
    expect(await sharp(await fetchBytes(me.profile_picture_url)).metadata()).toMatchObject({ width: 320, height: 320 });
  });

  test("a reel has a poster of 9:16 and a film that plays, in ranges too", async () => {
    const [reel] = (await posts("media_product_type,media_url,thumbnail_url")).filter(
      ({ media_product_type }: { media_product_type: string }) => media_product_type === "REELS",
    );
    expect(await sharp(await fetchBytes(reel.thumbnail_url)).metadata()).toMatchObject({ width: 1080, height: 1920 });
    const whole = await fetch(reel.media_url);
    const film = Buffer.from(await whole.arrayBuffer());
    expect(whole.headers.get("content-type")).toBe("video/mp4");
    expect(film.subarray(4, 8).toString()).toBe("ftyp");
    expect(film.includes("avc1")).toBe(true);
    const ranges: [string, Buffer][] = [
      ["bytes=0-99", film.subarray(0, 100)],
      ["bytes=100-", film.subarray(100)],
      ["bytes=-10", film.subarray(-10)],
    ];
    for (const [range, expected] of ranges) {
      const part = await fetch(reel.media_url, { headers: { range } });
      expect(part.status).toBe(206);
      expect(part.headers.get("content-range")).toMatch(new RegExp(`^bytes \\d+-\\d+/${film.length}$`));
      expect(Buffer.from(await part.arrayBuffer()).equals(expected)).toBe(true);
    }
    expect((await fetch(reel.media_url, { headers: { range: "bytes=999999-" } })).status).toBe(416);
  });

  test("may not be shown on other origins", async () => {
    const [post] = await posts("media_url");
    expect((await fetch(post.media_url)).headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });

  test("an address that was changed, in any part, is refused", async () => {
    const [post, other] = await posts("media_url");
    const url = new URL(post.media_url);
    const changed = (change: (to: URL) => void) => {
      const to = new URL(url);
      change(to);
      return fetch(to);
    };
    const expected: [string, (to: URL) => void][] = [
      ["URL signature mismatch", (to) => to.searchParams.set("stp", "dst-jpg_s150x150")],
      ["URL signature mismatch", (to) => to.searchParams.set("oe", "7FFFFFFF")],
      ["URL signature mismatch", (to) => Object.assign(to, { pathname: new URL(other.media_url).pathname })],
      ["Bad URL timestamp", (to) => to.searchParams.delete("oe")],
      ["Bad URL hash", (to) => to.searchParams.delete("oh")],
    ];
    for (const [words, change] of expected) {
      const response = await changed(change);
      expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
        403,
        "text/plain",
        words,
      ]);
    }
  });

  test("addresses expire by the sandbox's clock, films before images, and can be had anew", async () => {
    const all = await posts("media_type,media_url");
    const urlOf = (type: string) =>
      all.find(({ media_type }: { media_type: string }) => media_type === type).media_url as string;
    const [image, film] = [urlOf("IMAGE"), urlOf("VIDEO")];
    const expiryS = Number.parseInt(new URL(image).searchParams.get("oe") ?? "", 16);
    expect(Math.abs(expiryS - Date.now() / 1000 - 4 * 86_400)).toBeLessThan(60);
    await running.control({ advance: "37h" });
    expect(await (await fetch(film)).text()).toBe("URL signature expired");
    expect((await fetch(image)).status).toBe(200);
    await running.control({ advance: "3d" });
    const gone = await fetch(image);
    expect([gone.status, await gone.text()]).toEqual([403, "URL signature expired"]);
    const [fresh] = await posts("media_url");
    expect((await fetch(fresh.media_url)).status).toBe(200);
  });

  test("a deleted post's picture stops", async () => {
    const [post] = await posts("media_url");
    await running.control({ posts: { account: "bakery", delete: ["newest"] } });
    expect((await fetch(post.media_url)).status).toBe(404);
  });

  test("the CDN fails when it is told to, and only the CDN", async () => {
    const [post] = await posts("media_url");
    const whole = await fetchBytes(post.media_url);
    const under = async (mode: string) => {
      await running.control({ lift: "all" });
      await running.control({ cdn: { mode } });
      return fetch(post.media_url);
    };
    expect((await under("off")).status).toBe(403);
    expect((await under("html")).headers.get("content-type")).toContain("text/html");
    const cut = Buffer.from(await (await under("truncated")).arrayBuffer());
    expect(cut.length).toBe(Math.floor(whole.length / 2));
    expect((await under("wrong-type")).headers.get("content-type")).toBe("text/html");
    const huge = await under("huge");
    expect(Number(huge.headers.get("content-length"))).toBeGreaterThan(500_000_000);
    await huge.body?.cancel();
    await expect(under("reset")).rejects.toThrow();
    expect((await running.get(`/me?access_token=${token}`)).status).toBe(200);
    expect((await under("on")).status).toBe(200);
  });
});
