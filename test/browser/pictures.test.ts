import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { syncAccount } from "../../server/features/sync/sync-account.js";
import { createServer as createDoors } from "../../server/http/server.js";
import { OPERATOR } from "../support/cast.js";
import { freePort } from "../support/free-port.js";
import { ask } from "../support/graphql.js";
import { copyAll } from "../support/pictures.js";
import { createTestApp, type TestApp } from "../support/test-app.js";
import { sharedBrowser } from "./support.js";

let testApp: TestApp;
let id: string;
/** Where PUBLIC_URL says: addresses in answers must work as they stand. */
let url: string;
let doors: Awaited<ReturnType<typeof createDoors>>;
let site: Server;
let siteUrl: string;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  testApp = await createTestApp({ PUBLIC_URL: url });
  doors = await createDoors(testApp.app);
  await doors.listen({ port, host: "127.0.0.1" });
  id = await testApp.connect("bakery");
  await copyAll(testApp.app);
  // Another site altogether: not even the host's name is the same.
  site = createServer((_request, response) => response.writeHead(200, { "content-type": "text/html" }).end(page));
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  browser = await sharedBrowser();
});
afterAll(async () => {
  site?.close();
  await doors?.close();
  await testApp?.close();
});

let page = "";

/** A page as a client site writes it: the posts asked by script, each picture with its measures and `loading="lazy"`. */
const FEED = () => `<!doctype html><html lang="en"><head><title>Our posts</title>
<style>main { display: grid; grid-template-columns: repeat(5, 1fr); gap: 8px } img { width: 100%; height: auto }</style></head>
<body><h1>Our posts</h1><main></main><script type="module">
const query = '{ account(username: "bakery") { media(first: 25) { permalink image { url(width: 320) width height alt } } } }';
const answer = await fetch("${url}/graphql?query=" + encodeURIComponent(query));
const posts = (await answer.json()).data.account.media;
document.querySelector("main").innerHTML = posts.map(({ permalink, image }) => \`<a href="\${permalink}"><img src="\${image.url}"
  width="\${image.width}" height="\${image.height}" loading="lazy"></a>\`).join("");
document.body.append(Object.assign(document.createElement("footer"), { textContent: "The end" }));
document.querySelectorAll("img").forEach((img, at) => { img.alt = posts[at].image.alt; });
</script></body></html>`;

interface Watched {
  page: Page;
  requests: string[];
  failures: string[];
  shift(): Promise<number>;
}

async function open(html: string): Promise<Watched> {
  page = html;
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const opened = await context.newPage();
  await opened.addInitScript(`globalThis.shift = 0;
    new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shift += value; })
      .observe({ type: "layout-shift", buffered: true });`);
  const requests: string[] = [];
  const failures: string[] = [];
  opened.on("request", (request) => requests.push(request.url()));
  opened.on("requestfailed", (request) => failures.push(`${request.url()} ${request.failure()?.errorText}`));
  await opened.goto(siteUrl);
  return {
    page: opened,
    requests,
    failures,
    shift: () => opened.evaluate<number>("shift"),
  };
}

/** Waits until every picture has come, scrolling to the lazy ones, and answers how wide each is. */
async function widths(opened: Page): Promise<number[]> {
  await opened.waitForSelector("img");
  for (const img of await opened.locator("img").all()) await img.scrollIntoViewIfNeeded();
  await opened.waitForFunction("[...document.images].every(({ complete }) => complete)", undefined, {
    timeout: 20_000,
  });
  return await opened.evaluate<number[]>("[...document.images].map(({ naturalWidth }) => naturalWidth)");
}

test("a page with 25 posts asks this server alone, nothing of Instagram, and nothing on it moves", async () => {
  const { page: opened, requests, failures, shift } = await open(FEED());
  const seen = await widths(opened);
  expect(seen).toHaveLength(25);
  expect(seen.every((width) => width === 320)).toBe(true);
  const hosts = requests.map((one) => new URL(one).origin);
  expect(new Set(hosts)).toEqual(new Set([new URL(siteUrl).origin, url]));
  expect(failures).toEqual([]);
  expect(await shift()).toBe(0);
  expect(await opened.evaluate("document.cookie")).toBe("");
  expect((await opened.context().cookies()).length).toBe(0);
  await opened.context().close();
});

test("every address that a client was ever given loads seven days on, with the token revoked and Instagram's pictures away", async () => {
  const query = `{ account { profile { profilePictureUrl }
    media(first: 40) { mediaType mediaUrl thumbnailUrl image { url small: url(width: 600) } children { mediaType mediaUrl thumbnailUrl } } } }`;
  const { data } = await ask(url, query);
  type Part = { mediaType: string; mediaUrl: string | null; thumbnailUrl: string | null };
  type Post = Part & { image: { url: string; small: string }; children: Part[] };
  const stills = (part: Part) => (part.mediaType === "VIDEO" ? part.thumbnailUrl : part.mediaUrl);
  const addresses: (string | null)[] = data.account.media.flatMap((post: Post) => [
    stills(post),
    post.image.url,
    post.image.small,
    ...post.children.map(stills),
  ]);
  addresses.push(data.account.profile.profilePictureUrl);
  expect(addresses.length).toBeGreaterThan(80);

  await testApp.sandbox.control({ advance: "7d" });
  await testApp.sandbox.control({ revoke: { account: "bakery" } });
  await testApp.sandbox.control({ cdn: { mode: "off" } });
  const syncing = syncAccount(testApp.app, id, { by: OPERATOR, full: true });
  await expect(syncing).rejects.toMatchObject({ code: "RECONNECT_REQUIRED" });
  expect((await ask(url, query)).data).toEqual(data);

  const imgs = [...new Set(addresses)].map((address) => `<img src="${address}" width="100" height="100" alt="">`);
  const { page: opened, failures } = await open(`<!doctype html><title>Kept addresses</title>${imgs.join("")}`);
  expect((await widths(opened)).filter((width) => width === 0)).toEqual([]);
  expect(failures).toEqual([]);
  await opened.context().close();
});
