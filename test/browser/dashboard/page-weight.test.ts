import { afterAll, beforeAll, expect, test } from "vitest";
import { copyDuePictures } from "../../../server/features/assets/copy-due-pictures.js";
import { weighPage } from "../weigh-page.js";
import { type Dashboard, openDashboard } from "./support.js";

const ACCOUNTS = 12;

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard({ PUBLIC_READ: "on" });
  for (let n = 1; n <= ACCOUNTS; n++) await dashboard.connect(`shop${n}`);
  await copyDuePictures(dashboard.app, new AbortController().signal);
});

afterAll(() => dashboard?.close());

test("the home page with twelve accounts loads at most 60 kB, their pictures included", async () => {
  const { page, systemAlerts } = await dashboard.open("/healthz");
  const { bytes, requests } = await weighPage(page, `${dashboard.origin}/`);
  expect(requests).toBeGreaterThan(ACCOUNTS);
  expect(bytes).toBeLessThan(60_000);
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});
