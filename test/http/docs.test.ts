import { buildSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer } from "../../server/http/server.js";
import { OPERATOR_TOKEN } from "../support/test-app.js";
import { type ServedApps, serveApps } from "./served-apps.js";

/** INTROSPECTION on. */
let url: string;
/** INTROSPECTION=operators, as live. */
let live: string;
let apps: ServedApps;
const closers: (() => PromiseLike<unknown>)[] = [];

beforeAll(async () => {
  apps = await serveApps();
  url = apps.open;
  const { app } = apps.testApp;
  const server = await createServer({ ...app, config: { ...app.config, introspection: "operators" } });
  closers.push(() => server.close());
  live = await server.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  for (const close of closers) await close();
  await apps.close();
});

const get = (address: string, headers: Record<string, string> = {}) =>
  fetch(address, { headers: { accept: "text/html", ...headers } });

interface Crawled {
  status: number;
  text: string;
}

/** Follows every link and picture from `/docs/` on, once. */
async function crawl(): Promise<Map<string, Crawled>> {
  const pages = new Map<string, Crawled>();
  const waiting = ["/docs/"];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (pages.has(path)) continue;
    const response = await get(url + path);
    const isPage = path.startsWith("/docs/") && response.headers.get("content-type")?.startsWith("text/html");
    const text = await response.text();
    pages.set(path, { status: response.status, text: isPage ? text : "" });
    if (isPage) waiting.push(...linksOf(text, path).map(({ target }) => target));
  }
  return pages;
}

function linksOf(text: string, path: string): { target: string; hash: string }[] {
  return [...text.matchAll(/(?:href|src)="([^"]+)"/g)].flatMap(([, address = ""]) => {
    const { origin, pathname, search, hash } = new URL(address.replaceAll("&amp;", "&"), `${url}${path}`);
    return origin === url ? [{ target: pathname + search, hash: decodeURIComponent(hash.slice(1)) }] : [];
  });
}

describe("the documentation", () => {
  test("has no link, picture or anchor that leads nowhere", async () => {
    const pages = await crawl();
    expect(pages.size).toBeGreaterThan(100);
    expect([...pages].filter(([, { status }]) => status !== 200).map(([path]) => path)).toEqual([]);
    const lost = [...pages].flatMap(([path, { text }]) =>
      linksOf(text, path).filter(({ target, hash }) => {
        const page = pages.get(target)?.text;
        return hash !== "" && page && !page.includes(` id="${hash}"`);
      }),
    );
    expect(lost).toEqual([]);
    for (const path of ["/docs/readme", "/docs/clients", "/docs/decisions", "/docs/licence", "/docs/schema/Media"]) {
      expect(pages.has(path), path).toBe(true);
    }
  });

  test("is found from the first page, the 404 page and error pages", async () => {
    for (const path of ["/", "/nothing", "/oauth/start?invite=nothing", "/docs/nothing"]) {
      expect(await (await get(url + path)).text(), path).toContain('href="/docs/"');
    }
    expect((await get(`${url}/docs/nothing`)).status).toBe(404);
    expect((await get(`${url}/docs/..%2f..%2fpackage.json`)).status).toBe(404);
    expect((await get(`${url}/docs/pictures/..%2f..%2fpackage.json`)).status).toBeGreaterThanOrEqual(400);
  });

  test("is framed in the reader's language", async () => {
    const page = await (await get(`${url}/docs/clients`, { "accept-language": "de" })).text();
    expect(page).toMatch(/<html lang="de">[\s\S]*Die Dokumente sind auf Englisch[\s\S]*/);
    expect(page).toContain('<div class="prose" lang="en"><h1');
  });

  test("may be cached, and is an empty 304 while it is unchanged", async () => {
    const first = await get(`${url}/docs/clients`);
    expect(first.headers.get("cache-control")).toBe("public, max-age=300");
    expect(first.headers.get("vary")).toContain("Accept-Language");
    expect(first.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'self' 'sha256-/);
    const again = await get(`${url}/docs/clients`, { "if-none-match": first.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test.each([
    ["palette", /href="\/docs\/schema\/Image#palette"/],
    ["DATABASE_URL pooler", /href="\/docs\/deploy#/],
    ["media url", /href="\/docs\/schema\/Media#mediaUrl"/],
    ["PERSISTED_QUERY_NOT_FOUND", /href="\/docs\/errors/],
    ["schluessel", /Nothing has every word/],
    ['<script>"', /“&lt;script&gt;&quot;”/],
  ])("is searched for %s", async (query, found) => {
    const page = await (await get(`${url}/docs/search?q=${encodeURIComponent(query)}`)).text();
    expect(page).toMatch(found);
    expect(page).not.toContain("<script>");
  });

  test("takes no more of a query than it needs", async () => {
    const page = await get(`${url}/docs/search?q=${"a".repeat(5_000)}`);
    expect([page.status, (await page.text()).includes("a".repeat(101))]).toEqual([200, false]);
    expect((await get(`${url}/docs/search?q=a&q=b`)).status).toBe(200);
  });
});

describe("the schema", () => {
  const paths = ["/schema.graphql", "/docs/schema", "/docs/schema/Media"];

  test("is the one that the server runs, for anyone where INTROSPECTION is on", async () => {
    const response = await get(`${url}/schema.graphql`);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(Object.keys(buildSchema(await response.text()).getTypeMap())).toContain("MediaConnection");
    for (const path of paths) expect((await get(url + path)).headers.get("cache-control")).toBe("public, max-age=300");
  });

  test("is closed to anonymous visitors and publishable keys of a live server, who are told what to do", async () => {
    const asPage = { origin: "https://shop.example", "x-api-key": apps.publishable };
    for (const [headers, status] of [
      [{}, 401],
      [asPage, 403],
    ] as const) {
      for (const path of paths) {
        const response = await fetch(live + path, { headers });
        const [error] = ((await response.json()) as { errors: { extensions: { nextStep: string } }[] }).errors;
        expect([response.status, response.headers.get("cache-control")], path).toEqual([status, "no-store"]);
        expect(error?.extensions.nextStep).toContain("/schema.graphql");
      }
    }
    const documents = await get(`${live}/docs/clients`);
    expect(documents.status).toBe(200);
    expect(await (await get(`${live}/docs/search?q=palette`)).text()).not.toContain("/docs/schema/");
  });

  test("is open to operators and secret keys of a live server, for no shared cache", async () => {
    const readers = [
      { "x-api-key": apps.secret },
      { authorization: `Bearer ${OPERATOR_TOKEN}` },
      { cookie: apps.session },
    ];
    for (const headers of readers) {
      for (const path of paths) {
        const response = await get(live + path, headers as Record<string, string>);
        expect([response.status, response.headers.get("cache-control")], path).toEqual([200, "private, no-cache"]);
        expect(response.headers.get("vary")).toContain("Cookie");
      }
      const found = await get(`${live}/docs/search?q=palette`, headers as Record<string, string>);
      expect(await found.text()).toContain("/docs/schema/Image#palette");
    }
  });
});
