import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyDuePictures } from "../../../server/features/assets/copy-due-pictures.js";
import { serve, snippetOf } from "../../docs/client-app.js";
import { connectShops, liveDays } from "./live-days.js";
import { LOOKS, pagesOf } from "./pages.js";
import { type Dashboard, openDashboard, signIn } from "./support.js";

/** `npm run pictures`: every page in every look, into docs/pictures/. */
const FOLDER = "docs/pictures";
const HEIGHT_MAX = 2_400;

let dashboard: Dashboard;
let ids: Record<string, string>;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  dashboard = await openDashboard({ PUBLIC_READ: "on", SYNC_EVERY: "12h" });
  ids = await connectShops(dashboard);
  await copyDuePictures(dashboard.app, new AbortController().signal);
  await liveDays(dashboard, ids, 14);
  await copyDuePictures(dashboard.app, new AbortController().signal);
  dashboard.startSchedule();
}, 180_000);

afterAll(() => dashboard?.close());

test.each(Object.keys(LOOKS))("pictures: %s", { timeout: 180_000 }, async (look) => {
  const { page } = await dashboard.open("/admin/", LOOKS[look]);
  await page.getByLabel("E-mail").waitFor();
  await take(page, `sign-in-${look}`);
  await signIn(page);
  for (const [name, path] of Object.entries(pagesOf(ids))) {
    await page.goto(dashboard.origin + path);
    await settle(page);
    await take(page, `${name}-${look}`);
  }
  await page.context().close();
});

test("pictures: a site that shows the feed", { timeout: 180_000 }, async () => {
  const grid = snippetOf("grid.html").replace(
    "https://feed.example.com/graphql?key=pk_YOUR_KEY",
    `${dashboard.origin}/graphql`,
  );
  const framed = grid
    .replace("<style>", `<style>${SITE_STYLE}`)
    .replace('<ul id="feed">', `${SITE_HEADER}<ul id="feed">`);
  const site = await serve((_request, response) => response.setHeader("content-type", "text/html").end(framed));
  const { page } = await dashboard.open("/healthz", { viewport: { width: 880, height: 720 } });
  await page.goto(site.url);
  await settle(page);
  const shot = sharp(await page.screenshot({ animations: "disabled" }));
  writeFileSync(join(FOLDER, "site.webp"), await shot.webp({ quality: 82 }).toBuffer());
  await page.context().close();
  site.server.close();
});

/** A small shop's page around the grid of docs/clients.md. */
const SITE_STYLE = `
  body { background: #fbf7f1; color: #2b211a; font: 17px/1.5 Georgia, serif; margin: 0 auto; max-width: 760px; padding: 28px 20px }
  header { align-items: baseline; display: flex; justify-content: space-between }
  h1 { font-size: 34px; margin: 0 } nav { font: 15px system-ui, sans-serif; display: flex; gap: 20px } h2 { font-size: 20px; margin: 24px 0 12px }
  ul#feed { aspect-ratio: 3 / 2; grid-template: repeat(2, 1fr) / repeat(3, 1fr); overflow: hidden; border-radius: 12px }
  ul#feed li:nth-child(n + 7) { display: none }
`;
const SITE_HEADER = `<header><h1>Bäckerei Morgenrot</h1><nav><span>Bread</span><span>Hours</span><span>Find us</span></nav></header>
<p>Sourdough, butter and patience. Tuesday to Sunday from half past six.</p><h2>Fresh from our Instagram</h2>`;

const LOADED = `
  for (const image of document.images) image.loading = "eager";
  [...document.images].every((image) => image.complete) &&
    document.querySelectorAll(".MuiSkeleton-root, [role=progressbar]:not([aria-valuenow])").length === 0`;

/** Until nothing is loading any more, also below the fold. */
async function settle(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
  await expect.poll(() => page.evaluate(LOADED), { timeout: 20_000 }).toBe(true);
  await page.waitForTimeout(1_000);
}

/** The whole page up to a height that can be looked at, as a small file. */
async function take(page: Page, name: string): Promise<void> {
  const picture = sharp(await page.screenshot({ fullPage: true, animations: "disabled" }));
  const { width, height } = await picture.metadata();
  const cut = picture.extract({ left: 0, top: 0, width, height: Math.min(height, HEIGHT_MAX) });
  writeFileSync(join(FOLDER, `${name}.webp`), await cut.webp({ quality: 82 }).toBuffer());
}
