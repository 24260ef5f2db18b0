import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { colourFaults, faults } from "../faults.js";
import { connectShops, liveDays } from "./live-days.js";
import { LOOKS, pagesOf } from "./pages.js";
import { type Dashboard, openDashboard } from "./support.js";

const SHIFT_MAX = 0.1;
/** Adds up in `shift` how far what is on screen was moved without anybody's doing. */
const WATCH_SHIFTS = `
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
`;

/** A placeholder or a key in place of its text. */
const UNTRANSLATED = /%\{|\b(darkroom|resources|ra)\.\w+\./;

let dashboard: Dashboard;
let ids: Record<string, string>;

beforeAll(async () => {
  dashboard = await openDashboard({ SYNC_EVERY: "12h" });
  ids = await connectShops(dashboard);
  await liveDays(dashboard, ids, 3);
});

afterAll(() => dashboard?.close());

const WALK = { timeout: 180_000 };

test(
  "every page stays still, complains of nothing and has no serious fault of accessibility, in light and in dark",
  WALK,
  async () => {
    const { page, systemAlerts } = await dashboard.openSignedIn("/admin/", { ...LOOKS.light, reducedMotion: "reduce" });
    await page.addInitScript(WATCH_SHIFTS);
    for (const [name, path] of Object.entries(pagesOf(ids))) {
      await page.emulateMedia({ colorScheme: "light" });
      await openAndSettle(page, path);
      expect(await shiftOf(page), name).toBeLessThan(SHIFT_MAX);
      expect(await page.locator("body").innerText(), name).not.toMatch(UNTRANSLATED);
      expect(await faults(page), `${name} in light`).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      await expect.poll(() => page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(21, 16, 14)");
      expect(await colourFaults(page), `${name} in dark`).toEqual([]);
      expect(systemAlerts, name).toEqual([]);
    }
    await page.context().close();
  },
);

// German is the longer of the two languages.
test("in German, every page fits a phone and has no serious fault of accessibility", WALK, async () => {
  const { page, systemAlerts } = await dashboard.openSignedIn("/admin/", { ...LOOKS.phone, locale: "de-DE" });
  await page.addInitScript(WATCH_SHIFTS);
  for (const [name, path] of Object.entries(pagesOf(ids))) {
    await openAndSettle(page, path);
    expect(await shiftOf(page), name).toBeLessThan(SHIFT_MAX);
    expect(Number(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")), name).toBeLessThan(
      1,
    );
    expect(await page.locator("body").innerText(), name).not.toMatch(UNTRANSLATED);
    expect(await faults(page), name).toEqual([]);
    expect(systemAlerts, name).toEqual([]);
  }
  await page.context().close();
});

async function openAndSettle(page: Page, path: string): Promise<void> {
  await page.goto(dashboard.origin + path);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
}

async function shiftOf(page: Page): Promise<number> {
  return Number(await page.evaluate("window.shift"));
}
