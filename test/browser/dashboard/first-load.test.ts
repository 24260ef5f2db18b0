import { gzipSync } from "node:zlib";
import type { Response } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dashboard, openDashboard, signIn } from "./support.js";

const FIRST_LOAD_BYTES_MAX = 450_000;
/** A word of the chart library that the dashboard itself has not. */
const OF_CHARTS = "recharts-";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
  await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

test("the first load is small, asks nobody else, and leaves the charts for later", async () => {
  const { page, systemAlerts } = await dashboard.open("/healthz");
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
  expect(systemAlerts).toEqual([]);
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
