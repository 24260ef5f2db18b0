import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Page, Response } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectShops, liveDays } from "./live-days.js";
import { LOOKS, pagesOf } from "./pages.js";
import { type Dashboard, openDashboard, signIn } from "./support.js";

const FIRST_LOAD_BYTES_MAX = 450_000;
const SHIFT_MAX = 0.1;
/** A word of the chart library that the dashboard itself has not. */
const OF_CHARTS = "recharts-";
const SETTLING_PAGES = ["home", "accounts", "account", "connect"];
/** Adds up in `shift` how far what is on screen was moved without anybody's doing. */
const WATCH_SHIFTS = `
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
`;

let dashboard: Dashboard;
let ids: Record<string, string>;

beforeAll(async () => {
  dashboard = await openDashboard({ SYNC_EVERY: "12h" });
  ids = await connectShops(dashboard);
  await liveDays(dashboard, ids, 1);
});

afterAll(() => dashboard?.close());

test("the first load is small, asks nobody else, and leaves the charts for later", async () => {
  const { page, troubles } = await dashboard.open("/explorer");
  const answers: Response[] = [];
  page.on("response", (response) => answers.push(response));
  await page.goto(`${dashboard.origin}/admin/`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.waitForLoadState("networkidle");
  const files = answers.filter((answer) => new URL(answer.url()).pathname.startsWith("/admin/"));
  const texts = await Promise.all(files.map((file) => file.body()));
  const byteCount = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
  expect(byteCount).toBeGreaterThan(50_000);
  expect(byteCount).toBeLessThan(FIRST_LOAD_BYTES_MAX);
  expect(texts.some((text) => text.includes(OF_CHARTS))).toBe(false);
  const charts = page.waitForResponse(async (answer) => (await answer.body()).includes(OF_CHARTS));
  await signIn(page);
  await charts;
  expect(troubles).toEqual([]);
  await page.context().close();
});

test("no script runs that is not a file of the server's", async () => {
  const { page } = await dashboard.open("/admin/");
  const answer = await page.request.get(`${dashboard.origin}/admin/accounts`);
  const policy = answer.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/default-src 'none'/);
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  await page.addScriptTag({ content: "window.isFooled = true" }).catch(() => undefined);
  expect(await page.evaluate("window.isFooled")).toBeUndefined();
  await page.context().close();
});

test.each(["light", "phone"])("nothing moves while a page fills: %s", async (look) => {
  const { page } = await dashboard.openSignedIn("/admin/", LOOKS[look] as BrowserContextOptions);
  await page.addInitScript(WATCH_SHIFTS);
  for (const name of SETTLING_PAGES) {
    await page.goto(`${dashboard.origin}${pagesOf(ids)[name]}`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await shiftOf(page), name).toBeLessThan(SHIFT_MAX);
  }
  await page.context().close();
});

async function shiftOf(page: Page): Promise<number> {
  return Number(await page.evaluate("window.shift"));
}
