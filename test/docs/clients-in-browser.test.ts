import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedBrowser } from "../browser/support.js";
import { type ClientApp, createClientApp, HOSTILE, serve, snippetOf } from "./client-app.js";

const ROOT = join(import.meta.dirname, "../..");
/** Inside of node_modules, so that what the snippets import is found. */
const folder = mkdtempSync(join(ROOT, "node_modules/.clients-"));

let app: ClientApp;
let browser: Browser;
/** The client's site: another origin, which the key allows. */
let site: { server: Server; url: string };
let files: Record<string, { type: string; text: string }> = {};

beforeAll(async () => {
  [app, browser, site] = await Promise.all([
    createClientApp(),
    sharedBrowser(),
    serve(({ url = "" }, response) => {
      const file = files[url];
      if (file) response.setHeader("content-type", file.type);
      response.writeHead(file ? 200 : 204).end(file?.text);
    }),
  ]);
});
afterAll(async () => {
  site?.server.close();
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the grid shows nine pictures from this server alone, as text what is text, and nothing moves", async () => {
  const grid = app.fill(snippetOf("grid.html")).replace("</ul>", "</ul><p>What follows the feed</p>");
  files = { "/": { type: "text/html", text: grid } };
  const { page, systemAlerts } = await open();
  await page.evaluate(WATCH_SHIFTS);
  await loaded(page, 9);
  expect(await page.getByAltText(HOSTILE).count()).toBe(1);
  expect(await page.evaluate("window.isHacked")).toBeUndefined();
  expect(
    await page.evaluate("[...document.images].every((image) => image.loading === 'lazy' && image.width > 0)"),
  ).toBe(true);
  expect(await page.evaluate("window.shifts")).toEqual([]);
  expect(systemAlerts).toEqual([]);
  expect(app.preflightCount()).toBe(0);
  await page.close();
});

test("the grid shows a feed with the two lines of the section on feeds", async () => {
  await app.makeFeed();
  const [query = "", posts = ""] = snippetOf("feed-grid.js").split(/(?=^const posts)/m);
  const grid = app
    .fill(snippetOf("grid.html"))
    .replace(/^ *address\.searchParams[\s\S]*?\}`\);$/m, () => query)
    .replace(/^ *const posts = .*$/m, () => posts);
  expect(grid).toContain("our-shops");
  files = { "/": { type: "text/html", text: grid } };
  const { page, systemAlerts } = await open();
  await loaded(page, 9);
  const text = JSON.stringify(await page.evaluate("[...document.images].map(({ alt }) => alt)"));
  expect(text).toContain("img src=x");
  expect(systemAlerts).toEqual([]);
  await page.close();
});

test("where the feed cannot be read, the grid is a link to the profile, and the console says why", async () => {
  const grid = app.fill(snippetOf("grid.html").replace("pk_YOUR_KEY", "pk_unknown"));
  files = { "/": { type: "text/html", text: grid } };
  const { page, systemAlerts } = await open();
  await page.getByRole("link", { name: "See us on Instagram" }).waitFor();
  expect(systemAlerts.join()).toContain("The feed cannot be read");
  await page.close();
});

test("the React page shows twelve posts of two accounts, and twelve more at a click, without a preflight", async () => {
  files = await bundle();
  const { page, systemAlerts } = await open();
  await loaded(page, 12);
  await page.getByRole("button", { name: "More" }).click();
  await loaded(page, 24);
  const links = await page.evaluate<string[]>("[...document.links].map((link) => link.href)");
  expect(new Set(links).size).toBe(24);
  expect(await page.getByAltText(HOSTILE).count()).toBe(1);
  expect(systemAlerts).toEqual([]);
  expect(app.preflightCount()).toBe(0);
  await page.close();
});

const WATCH_SHIFTS = `
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: "layout-shift", buffered: true });
`;

/** The site's first page, and whatever goes wrong on it: console errors, exceptions, requests to anyone else. */
async function open(): Promise<{ page: Page; systemAlerts: string[] }> {
  const page = await browser.newPage({ viewport: { width: 600, height: 700 } });
  const systemAlerts: string[] = [];
  page.on("console", (message) => message.type() === "error" && systemAlerts.push(message.text()));
  page.on("pageerror", (error) => systemAlerts.push(error.message));
  page.on("request", (request) => {
    const { origin } = new URL(request.url());
    if (origin !== site.url && origin !== app.url) systemAlerts.push(`asked ${origin}`);
  });
  await page.goto(site.url);
  return { page, systemAlerts };
}

/** Waits until the page holds `count` pictures and all that are near the window are drawn. */
async function loaded(page: Page, count: number): Promise<void> {
  await page.waitForFunction(`document.images.length === ${count}`);
  await page.evaluate("window.scrollTo(0, document.body.scrollHeight)");
  await page.waitForFunction("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
}

/** The React snippet as a client's bundler makes it. */
async function bundle(): Promise<typeof files> {
  const page = '<!doctype html><div id="root"></div><script type="module" src="feed.jsx"></script>';
  mkdirSync(join(folder, "react"));
  writeFileSync(join(folder, "react/index.html"), page);
  writeFileSync(join(folder, "react/feed.jsx"), app.fill(snippetOf("feed.jsx")));
  const outDir = join(folder, "built");
  await build({
    configFile: false,
    root: join(folder, "react"),
    plugins: [react()],
    logLevel: "warn",
    build: {
      outDir,
      emptyOutDir: true,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { output: { entryFileNames: "feed.js" } },
    },
  });
  return {
    "/": { type: "text/html", text: readFileSync(join(outDir, "index.html"), "utf8") },
    "/feed.js": { type: "text/javascript", text: readFileSync(join(outDir, "feed.js"), "utf8") },
  };
}
