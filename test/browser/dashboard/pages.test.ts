import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "../faults.js";
import { connectShops, liveDays } from "./live-days.js";
import { LOOKS, pagesOf } from "./pages.js";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;
let ids: Record<string, string>;

beforeAll(async () => {
  dashboard = await openDashboard({ SYNC_EVERY: "12h" });
  ids = await connectShops(dashboard);
  await liveDays(dashboard, ids, 3);
});

afterAll(() => dashboard?.close());

test.each(Object.keys(LOOKS))(
  "no page has a serious fault of accessibility, is too wide or complains: %s",
  async (look) => {
    const { page, troubles } = await dashboard.openSignedIn("/admin/", LOOKS[look]);
    for (const [name, path] of Object.entries(pagesOf(ids))) {
      await page.goto(dashboard.origin + path);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");
      expect(await faults(page), name).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth"), name).toBeLessThanOrEqual(
        0,
      );
      expect(troubles, name).toEqual([]);
    }
    await page.context().close();
  },
);
