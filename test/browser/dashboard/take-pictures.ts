import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyDuePictures } from "../../../server/features/assets/copy-due-pictures.js";
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
