import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeKey, type ServedApps, serveApps } from "../http/served-apps.js";
import { sharedBrowser } from "./support.js";

const QUERY = '{ viewer { kind } account(username: "bakery") { username } }';
/** What a page gets where it may not read: fetch says no more. */
const UNREADABLE = { failure: "Failed to fetch" };

/** Two servers of empty pages: what stands in ALLOWED_ORIGINS, and what the key allows. */
let desk: Server;
let shop: Server;
let apps: ServedApps;
let key: string;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [desk, shop, browser] = await Promise.all([servePages(), servePages(), sharedBrowser()]);
  apps = await serveApps({ allowedOrigin: originOf(desk) });
  key = await makeKey(apps.testApp, { origins: [originOf(shop)] });
  context = await signedIn();
});
afterAll(async () => {
  await context?.close();
  await apps?.close();
  for (const server of [desk, shop]) server?.close();
});

test("a page of any site reads without a key where PUBLIC_READ is on, also the tag of the answer", async () => {
  const { open } = apps;
  for (const input of [{ by: "GET" }, { by: "POST" }] as const) {
    const read = await readFrom(foreignOrigin(), { ...input, url: open });
    expect(read).toMatchObject({
      status: 200,
      data: { viewer: { kind: "ANONYMOUS" }, account: { username: "bakery" } },
    });
    expect(read.etag === null).toBe(input.by === "POST");
  }
});

test("a page reads nothing without a key where PUBLIC_READ is off", async () => {
  const { closed } = apps;
  expect(await readFrom(originOf(shop), { by: "GET", url: closed })).toEqual(UNREADABLE);
  expect(await readFrom(foreignOrigin(), { by: "POST", url: closed })).toEqual(UNREADABLE);
});

test("the key's own page reads with it, in a header and in the address, whatever PUBLIC_READ is", async () => {
  for (const url of [apps.open, apps.closed]) {
    for (const input of keyed()) {
      const read = await readFrom(originOf(shop), { ...input, url });
      expect(read).toMatchObject({
        status: 200,
        data: { viewer: { kind: "CLIENT" }, account: { username: "bakery" } },
      });
    }
  }
});

test("another page reads nothing with the key, not even where it would read without", async () => {
  for (const url of [apps.open, apps.closed]) {
    for (const input of keyed()) expect(await readFrom(foreignOrigin(), { ...input, url })).toEqual(UNREADABLE);
  }
});

test("a page with a key that is unknown reads that it is unknown", async () => {
  for (const url of [apps.open, apps.closed]) {
    const read = await readFrom(originOf(shop), { by: "GET", url, headers: { "x-api-key": `${key}x` } });
    expect(read).toMatchObject({ status: 401 });
  }
});

test("a page reads with a person's cookie only from ALLOWED_ORIGINS", async () => {
  for (const url of [apps.open, apps.closed].map(onLocalhost)) {
    const input = { by: "POST", url, credentials: "include" } as const;
    expect(await readFrom(originOf(desk), input)).toMatchObject({
      status: 200,
      data: { viewer: { kind: "OPERATOR" } },
    });
    expect(await readFrom(originOf(shop), input)).toEqual(UNREADABLE);
    expect(await readFrom(originOf(shop), { ...input, by: "GET" })).toEqual(UNREADABLE);
    expect(await readFrom(originOf(shop), { ...input, headers: { "x-api-key": key } })).toEqual(UNREADABLE);
  }
});

interface Input {
  by: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  /** A key in the address. */
  key?: string;
  credentials?: "include";
}

/** Every way to send the key. */
function keyed(): Omit<Input, "url">[] {
  return [
    { by: "GET", key },
    { by: "GET", headers: { "x-api-key": key } },
    { by: "POST", headers: { authorization: `Bearer ${key}` } },
  ];
}

interface Read {
  status?: number;
  data?: unknown;
  etag?: string | null;
  failure?: string;
}

/** What a page at `origin` can read. */
async function readFrom(origin: string, { by, url, key, headers = {}, credentials }: Input): Promise<Read> {
  const asked = new URLSearchParams({ ...(by === "GET" && { query: QUERY }), ...(key && { key }) });
  const init = {
    method: by,
    headers: { ...headers, ...(by === "POST" && { "content-type": "application/json" }) },
    ...(by === "POST" && { body: JSON.stringify({ query: QUERY }) }),
    ...(credentials && { credentials }),
  };
  const page = await context.newPage();
  await page.goto(origin);
  const read = await page.evaluate(
    async ([address, init]) => {
      try {
        const answer = await fetch(address, init);
        const { data } = (await answer.json()) as { data: unknown };
        return { status: answer.status, data, etag: answer.headers.get("etag") };
      } catch (error) {
        return { failure: (error as Error).message };
      }
    },
    [`${url}/graphql?${asked}`, init] as const,
  );
  await page.close();
  return read;
}

/** A browser's profile in which an operator is signed in. */
async function signedIn(): Promise<BrowserContext> {
  const profile = await browser.newContext();
  const [name = "", value = ""] = apps.session.split("=");
  await profile.addCookies([{ name, value, domain: "localhost", path: "/", httpOnly: true, sameSite: "Lax" }]);
  return profile;
}

async function servePages(): Promise<Server> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>A page</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function originOf(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** The same pages under a name that nobody allows. */
function foreignOrigin(): string {
  return originOf(shop).replace("localhost", "127.0.0.1");
}

/** Of one site with the pages, so that a SameSite cookie goes along. */
function onLocalhost(url: string): string {
  return url.replace("127.0.0.1", "localhost");
}
