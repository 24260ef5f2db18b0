import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;
let bakery: string;

beforeAll(async () => {
  dashboard = await openDashboard();
  bakery = await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

test("a server that is away is said to be so as soon as anything is asked of it, and no longer than that", async () => {
  const { page } = await dashboard.openSignedIn(`/admin/accounts/${bakery}/show`);
  const pause = page.getByRole("button", { name: "Pause account" });
  await pause.waitFor();
  await page.context().setOffline(true);
  await pause.click();
  await page.getByText(/The server cannot be reached/).waitFor();
  await startupBanner(page).waitFor();
  await pause.waitFor();
  await page.context().setOffline(false);
  await startupBanner(page).waitFor({ state: "detached" });
  await page.context().close();
});

test("it is noticed within nine seconds when nothing is asked", async () => {
  const { page } = await dashboard.openSignedIn("/admin/settings");
  await page.clock.install();
  await page.reload();
  await page.getByRole("heading", { name: "This server" }).waitFor();
  await page.context().setOffline(true);
  for (const ms of [8_000, 1_000]) {
    const isLost = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/healthz"));
    await page.clock.runFor(ms);
    await isLost;
  }
  await startupBanner(page).waitFor();
  await page.context().close();
});

test("one request that is lost makes no alarm", async () => {
  const { page } = await dashboard.openSignedIn("/admin/settings");
  await page.getByRole("heading", { name: "This server" }).waitFor();
  await page.evaluate(`
    window.isAlarmed = false;
    new MutationObserver(() => {
      if (document.body.innerText.includes("does not respond")) window.isAlarmed = true;
    }).observe(document.body, { childList: true, subtree: true });
  `);
  await page.route("**/graphql", (route) => route.abort(), { times: 1 });
  const [, knock] = await Promise.all([
    page.getByRole("button", { name: "Refresh" }).click(),
    page.waitForResponse("**/healthz"),
    // The lost request is made again, a second later.
    page.waitForResponse("**/graphql"),
  ]);
  await knock.finished();
  expect(await page.evaluate("window.isAlarmed")).toBe(false);
  await page.close();
});

function startupBanner(page: Page): Locator {
  return page.getByRole("alert").filter({ hasText: "The server does not respond" });
}
