import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bearer, makeKey, SITE } from "../../support/credentials.js";
import { insertPosts } from "../../support/feed-rows.js";
import { EVIL, expectValid, setUpEmbeds } from "./embeds.js";

const { testApp, create, operator, get, publishable, url } = setUpEmbeds();

describe("the fragment", () => {
  test("is a section with a list of links, valid, without script and inline style", async () => {
    await create();
    const { key } = await publishable();
    const { status, headers, text } = await get(`/embed/shops.html?key=${key}`);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("set-cookie")).toBeNull();
    expect(text).toMatch(/^<section [^>]*lang="en" aria-label="Shops">/);
    expect(text.match(/<li /g)).toHaveLength(7);
    expect(text.match(/<link /g)).toHaveLength(1);
    expect(text).not.toMatch(/<script|<style|style=|\son\w+=/i);
    const images = text.match(/<img [^>]*>/g) ?? [];
    expect(images).toHaveLength(7);
    for (const image of images) {
      expect(image).toMatch(/srcset="\S+\/320\.jpg 320w, \S+\/640\.jpg 640w, \S+\/1080\.jpg 1080w"/);
      expect(image).toMatch(/ width="\d+" height="\d+" alt="[^"]+" loading="lazy"/);
    }
    await expectValid(text);
  });

  test("names links in the visitor's language, and marks albums and reels", async () => {
    await insertPosts(testApp.app, [
      {
        accountId: "acc_g",
        id: "album",
        mediaType: "CAROUSEL_ALBUM",
        permalink: "https://www.instagram.com/p/album/",
        mediaPath: "/a.jpg",
        caption: "An album",
        timestamp: new Date("2026-03-05"),
      },
      {
        accountId: "acc_g",
        id: "reel",
        mediaType: "VIDEO",
        mediaProductType: "REELS",
        mediaPath: "/r.mp4",
        thumbnailPath: "/r.jpg",
        timestamp: new Date("2026-03-06"),
      },
    ]);
    await create({ slug: "garage", sources: [{ accountId: "acc_g" }] });
    const english = await get("/embed/garage.html");
    expect(english.text).toContain('alt="An album"');
    expect(english.text).toMatch(
      /alt="Post by @garage".*<time [^>]*datetime="2026-03-06">6 March 2026<\/time> <span [^>]*>Reel</,
    );
    expect(english.text).toMatch(/5 March 2026<\/time> <span [^>]*>Album</);
    expect(english.text).toContain('data-film="');
    expect(english.headers.get("vary")).toContain("Accept-Language");
    const accepting = await get("/embed/garage.html", { "accept-language": "de-AT,de;q=0.9,en;q=0.5" });
    expect(accepting.text).toMatch(/lang="de".*alt="Beitrag von @garage".*6\. März 2026/s);
    const named = await get("/embed/garage.html?lang=de");
    expect(named.text).toContain("6. März 2026");
    expect(named.headers.get("vary")).not.toContain("Accept-Language");
  });

  test("has the feed's layout, or the one that is asked for", async () => {
    const { id } = await create({ layout: "LIST" });
    expect((await get("/embed/shops.html")).text).toContain("darkroom-list");
    expect((await get("/embed/shops.html?layout=row")).text).toContain("darkroom-row");
    const query =
      "mutation ($id: ID!) { updateFeed(id: $id, version: 1, input: { layout: GRID }) { layout versions { summary } } }";
    const { updateFeed } = await operator(query, { id });
    expect(updateFeed).toEqual({
      layout: "GRID",
      versions: [{ summary: "Layout GRID, was LIST." }, expect.anything()],
    });
    expect((await get("/embed/shops.html")).text).toContain("darkroom-grid");
    for (const layout of ["grid", "list", "row"])
      await expectValid((await get(`/embed/shops.html?layout=${layout}`)).text);
  });

  test("leads to the next page by a link and a cursor, until the last", async () => {
    await create();
    const { key } = await publishable();
    const seen: string[] = [];
    let path = `/embed/shops.html?key=${key}&first=3&lang=en`;
    for (let page = 0; page < 3; page++) {
      const { text } = await get(path);
      seen.push(...[...text.matchAll(/files\/(\w{40})\/640\.jpg"/g)].map(([, file = ""]) => file));
      const link = /rel="next" target="_self" href="([^"]+)"/.exec(text)?.[1]?.replaceAll("&amp;", "&");
      const after = /data-after="([^"]+)"/.exec(text)?.[1];
      expect(link === undefined).toBe(page === 2);
      expect(after === undefined).toBe(page === 2);
      if (!link) break;
      const url = new URL(link);
      expect([url.origin, url.pathname, url.searchParams.get("key")]).toEqual([
        testApp.app.config.publicUrl,
        "/embed/shops",
        key,
      ]);
      expect(url.searchParams.get("after")).toBe(after);
      path = `/embed/shops.html${url.search}`;
    }
    expect(new Set(seen).size).toBe(7);
  });

  test("has no link with a secret key, only the cursor", async () => {
    await create();
    const { key } = await makeKey(testApp.app);
    const { text, headers } = await get("/embed/shops.html?first=2", bearer(key));
    expect(text).toContain("data-after=");
    expect(text).not.toMatch(/sk_|rel="next"/);
    expect(headers.get("cache-control")).toBe("private, max-age=60");
  });

  test("escapes what strangers write", async () => {
    await insertPosts(testApp.app, [
      {
        accountId: "acc_g",
        id: "evil",
        mediaPath: "/e.jpg",
        caption: EVIL,
        altText: EVIL,
        permalink: "javascript:alert(1)",
        timestamp: new Date("2026-04-01"),
      },
    ]);
    await create({ slug: "evil", title: EVIL, sources: [{ accountId: "acc_g" }] });
    for (const path of ["/embed/evil.html", "/embed/evil.html?layout=list", "/embed/evil", "/feeds/evil.rss"]) {
      const { status, text } = await get(path);
      expect(status).toBe(200);
      expect(text, path).not.toMatch(/<script>|<img src=x|javascript:/);
    }
    await expectValid((await get("/embed/evil.html?layout=list")).text);
    for (const path of [
      `/embed/${encodeURIComponent(EVIL)}.html`,
      `/embed/evil.html?layout=${encodeURIComponent(EVIL)}`,
    ]) {
      const { status, text } = await get(path, { accept: "text/html" });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(/<script>|<img src=x/);
    }
  });

  test("of twelve posts is at most 6 KB compressed", async () => {
    const long = "Frisch aus dem Ofen: unser Brot mit Walnüssen, jeden Samstag ab sieben Uhr ";
    const posts = Array.from({ length: 12 }, (_, n) => ({
      ...{
        accountId: "acc_g",
        id: `long${n}`,
        mediaPath: `/l${n}.jpg`,
        permalink: `https://www.instagram.com/p/C${n}x9Yk2LmNop/`,
      },
      ...{ caption: `${n} ${long}${n * 977}`, timestamp: new Date(Date.UTC(2026, 5, n + 1)) },
    }));
    await insertPosts(testApp.app, posts);
    await create({ slug: "long", sources: [{ accountId: "acc_g" }] });
    const { text } = await get("/embed/long.html");
    expect(text.match(/<li /g)).toHaveLength(12);
    expect(gzipSync(text).length).toBeLessThanOrEqual(6_000);
  });
});

describe("the page", () => {
  test("holds the same fragment, and only the key's sites may frame it", async () => {
    await create();
    const origins = [SITE, "https://*.shops.example", "http://localhost:*", "capacitor://localhost"];
    const { key } = await makeKey(testApp.app, { kind: "PUBLISHABLE", origins });
    const [page, part] = await Promise.all([get(`/embed/shops?key=${key}`), get(`/embed/shops.html?key=${key}`)]);
    expect(page.text).toContain(part.text);
    expect(page.headers.get("content-security-policy")).toMatch(
      new RegExp(`frame-ancestors ${origins.join(" ").replaceAll("*", "\\*")}$`),
    );
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("vary")).not.toContain("Referer");
    await expectValid(page.text);
    const link = /type="application\/json\+oembed" href="([^"]+)"/.exec(page.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const { pathname, search } = new URL(link);
    expect(JSON.parse((await get(`${pathname}${search}`)).text)).toMatchObject({ type: "rich", title: "Shops" });
  });

  test("names the framing site where a * of the key stands beside other characters, and says so to caches", async () => {
    await create();
    const { key } = await makeKey(testApp.app, {
      kind: "PUBLISHABLE",
      origins: [SITE, "https://deploy-*--shop.netlify.app"],
    });
    const policyOf = async (referer: string) => {
      const { headers } = await get(`/embed/shops?key=${key}`, { referer });
      expect(headers.get("vary")).toContain("Referer");
      return headers.get("content-security-policy")?.split("frame-ancestors ")[1];
    };
    expect(await policyOf("https://deploy-7--shop.netlify.app/page")).toBe(
      `${SITE} https://deploy-7--shop.netlify.app`,
    );
    expect(await policyOf("https://evil.netlify.app/")).toBe(SITE);
    const varyOf = async (path: string) => (await get(`${path}?key=${key}&utm_source=a.html`)).headers.get("vary");
    expect(await varyOf("/embed/shops")).toContain("Referer");
    for (const path of ["/embed/shops.html", "/feeds/shops.rss"]) expect(await varyOf(path)).not.toContain("Referer");
  });
});

describe("the style", () => {
  test("is kept for long under its version, and read by every site", async () => {
    await create();
    const address = /href="([^"]+embed\.css[^"]*)"/.exec((await get("/embed/shops.html")).text)?.[1] ?? "";
    const { pathname, search } = new URL(address);
    const { status, headers, text } = await get(pathname + search);
    expect([status, headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
    expect(headers.get("cache-control")).toContain("immutable");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(text).toContain("--darkroom-gap");
    const bytesOf = async (encoding: string) => {
      const { headers } = await fetch(`${url()}/embed.css`, { headers: { "accept-encoding": encoding } });
      expect(headers.get("content-encoding")).toBe(encoding === "identity" ? null : encoding);
      return Number(headers.get("content-length"));
    };
    const [br, gzip, identity] = [await bytesOf("br"), await bytesOf("gzip"), await bytesOf("identity")];
    expect([br < gzip, gzip < identity / 2]).toEqual([true, true]);
    const tag = headers.get("etag") ?? "";
    expect((await get(pathname + search, { "if-none-match": tag })).status).toBe(304);
    const head = await fetch(url() + pathname + search, { method: "HEAD", headers: { "if-none-match": tag } });
    expect([head.status, head.headers.get("content-length")]).toEqual([304, headers.get("content-length")]);
    expect((await get("/embed.css?v=old")).headers.get("cache-control")).toBe(
      "public, max-age=3600, stale-while-revalidate=86400",
    );
  });
});
