import type { Request } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
  await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

test("an operator sees every page and its buttons, and access costs no request of its own", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/settings");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(operationOf(request)));
  for (const entry of ["Accounts", "API keys", "Activity", "Operators"]) {
    await page.getByRole("menuitem", { name: entry, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: entry }).waitFor();
    await page.waitForLoadState("networkidle");
  }
  await page.getByRole("link", { name: "Add operator" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/admin/operators");
  // Four pages; what is asked at times is whether there is still a session.
  expect(asked.filter((name) => name === "Viewer").length).toBeLessThan(4);
  expect(systemAlerts).toEqual([]);
});

function operationOf(request: Request): string {
  return request.postData()?.match(/query (\w+)/)?.[1] ?? "";
}
