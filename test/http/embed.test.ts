import { describe, expect, test } from "vitest";
import { createServer } from "../../server/http/server.js";
import { until } from "../support/api-error.js";
import { bearer, makeKey, SITE } from "../support/credentials.js";
import { setUpEmbeds } from "./embed/embeds.js";

const { testApp, create, operator, get, publishable, url } = setUpEmbeds();

/** The same app where anonymous visitors read nothing. */
async function serveClosed() {
  const server = await createServer({ ...testApp.app, config: { ...testApp.app.config, publicRead: false } });
  const url = await server.listen({ port: 0, host: "127.0.0.1" });
  return { url, close: () => server.close() };
}

describe("access", () => {
  test("an unknown slug, a feed that the key may not read, and no slug at all are one 404", async () => {
    const { id } = await create();
    await create({ slug: "other" });
    const { key } = await makeKey(testApp.app, { kind: "PUBLISHABLE", allAccounts: false, feedIds: [id] });
    const answers = await Promise.all(
      ["other", "none", "No_Slug", "%00"].map((slug) => get(`/embed/${slug}.html?key=${key}`)),
    );
    for (const { status, text, headers } of answers) {
      expect(status).toBe(404);
      expect(text).toBe(answers[0]?.text);
      expect(headers.get("cache-control")).toBe("no-store");
    }
    expect((await get(`/embed/shops.html?key=${key}`)).status).toBe(200);
    const closed = await serveClosed();
    const anonymous = await fetch(`${closed.url}/embed/shops.html`);
    expect([anonymous.status, await anonymous.text()]).toEqual([404, answers[0]?.text]);
    await closed.close();
  });

  test("a publishable key needs no origin; one that is sent must match", async () => {
    await create();
    const { key } = await publishable();
    const path = `/embed/shops.html?key=${key}`;
    for (const headers of [{}, { origin: SITE }, { referer: "https://foreign.example/" }] as Record<string, string>[]) {
      const answer = await get(path, headers);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("cache-control")).toBe("public, max-age=60, stale-while-revalidate=600");
    }
    for (const origin of ["https://foreign.example", "null"]) expect((await get(path, { origin })).status).toBe(403);
    expect((await get("/embed/shops.html", { ...bearer(key), origin: SITE })).status).toBe(200);
    expect((await get("/embed/shops.html?key=pk_wrong")).status).toBe(401);
    expect((await get(`/embed/shops.html?key=sk_${"x".repeat(43)}`)).status).toBe(401);
  });

  test("a revoked key reads nothing more, not even from memory", async () => {
    await create();
    const { id, key } = await publishable();
    const path = `/embed/shops.html?key=${key}`;
    for (let n = 0; n < 3; n++) expect((await get(path)).status).toBe(200);
    await operator("mutation ($id: ID!) { revokeApiKey(id: $id) { id } }", { id });
    await expect.poll(async () => (await get(path)).status, { timeout: 5_000 }).toBe(401);
  });

  test.each([
    "first=0",
    "first=101",
    "first=x",
    "first=1&first=2",
    "layout=square",
    `after=${"a".repeat(400)}`,
    "after=x",
  ])("%s is refused", async (query) => {
    await create();
    const { status, text } = await get(`/embed/shops.html?${query}`);
    expect(status).toBe(400);
    expect(JSON.parse(text).errors[0].extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("machines", () => {
  test("metrics name the route, never the address", async () => {
    await create();
    const { key } = await publishable();
    for (let n = 0; n < 3; n++) await get(`/embed/shops.html?key=${key}`);
    const { text } = await get("/metrics");
    expect(text).toMatch(/http_request_seconds_count\{method="GET",route="\/embed\/:file",status="200"\} \d+/);
    expect(text).not.toContain(key);
  });

  test("a browser may ask beforehand from the key's site, and no cookie is set", async () => {
    await create();
    const { key } = await publishable();
    const preflight = await fetch(`${url()}/embed/shops.html`, {
      method: "OPTIONS",
      headers: { origin: SITE, "access-control-request-method": "GET", "access-control-request-headers": "x-api-key" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([
      204,
      expect.stringContaining("x-api-key"),
    ]);
    for (const path of ["/embed/shops.html", "/embed/shops", "/feeds/shops.json", "/feeds/shops.rss"]) {
      const { status, headers } = await get(path, { "x-api-key": key, origin: SITE });
      expect([status, headers.get("set-cookie")]).toEqual([200, null]);
      expect(headers.get("access-control-allow-origin")).toBe("*");
    }
  });
});

describe("odd requests", () => {
  test("a HEAD with the tag is a 304, on each way", async () => {
    await create();
    const page = encodeURIComponent(`${testApp.app.config.publicUrl}/embed/shops`);
    for (const path of [
      "/embed/shops.html",
      "/embed/shops",
      "/feeds/shops.json",
      "/feeds/shops.rss",
      `/oembed?url=${page}`,
    ]) {
      const { headers } = await get(path);
      const etag = headers.get("etag") ?? "";
      const head = await fetch(`${url()}${path}`, { method: "HEAD", headers: { "if-none-match": etag } });
      expect([head.status, head.headers.get("etag")], path).toEqual([304, etag]);
    }
  });

  test("a slug that is far too long is refused without its echo", async () => {
    const { status, text } = await get(`/embed/${"a".repeat(5_000)}.html`);
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([414, "BAD_USER_INPUT"]);
    expect(text.length).toBeLessThan(300);
  });
});

describe("memory", () => {
  test("a repeated request has the same tag and text, 304 for its tag, and ends with a change", async () => {
    await until(async () => testApp.app.content.isHearing());
    const { id } = await create();
    const { key } = await publishable();
    const path = `/embed/shops.html?key=${key}`;
    const first = await get(path);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    for (let n = 0; n < 3; n++) {
      const again = await get(path);
      expect([again.text, again.headers.get("etag")]).toEqual([first.text, etag]);
      expect(again.headers.get("vary")).toBe(first.headers.get("vary"));
      const known = await get(path, { "if-none-match": etag });
      expect([known.status, known.text]).toEqual([304, ""]);
    }
    expect((await get(path, { "accept-language": "de" })).text).toContain('lang="de"');
    const hide = 'mutation ($id: ID!) { decidePosts(feedId: $id, mediaIds: ["p6"], decision: HIDE) { id } }';
    await operator(hide, { id });
    expect((await get(path)).text.match(/<li /g)).toHaveLength(6);
  });
});
