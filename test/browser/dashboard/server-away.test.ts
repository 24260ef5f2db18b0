import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOOKS, pagesOf } from "./pages.js";
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
  const { page } = await dashboard.visit("/admin/settings");
  await page.getByRole("heading", { name: "This server" }).waitFor();
  await page.evaluate(`
    window.isAlarmed = false;
    new MutationObserver(() => {
      if (document.body.innerText.includes("does not respond")) window.isAlarmed = true;
    }).observe(document.body, { childList: true, subtree: true });
  `);
  await page.route("**/graphql", (route) => route.abort(), { times: 1 });
  const [, ping] = await Promise.all([
    page.getByRole("button", { name: "Refresh" }).click(),
    page.waitForResponse("**/healthz"),
    // The lost request is made again, a second later.
    page.waitForResponse("**/graphql"),
  ]);
  await ping.finished();
  expect(await page.evaluate("window.isAlarmed")).toBe(false);
});

test("a page that was never opened loads once the server is back", async () => {
  const { page } = await dashboard.openSignedIn("/admin/", LOOKS.light);
  await page.getByRole("heading", { name: "Needs attention" }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await startupBanner(page).first().waitFor();
  await page.getByRole("heading", { name: "This page is not loaded yet" }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("heading", { name: "This server" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/admin/settings");
  await page.context().close();
});

test("each page that is half loaded when the server goes away is whole once it is back", async () => {
  const paths = Object.values(pagesOf({ bakery, garage: bakery })).filter((path) => path !== "/admin/");
  const { page } = await dashboard.openSignedIn("/admin/", LOOKS.light);
  await page.clock.install();
  for (const path of paths) {
    await page.goto(`${dashboard.origin}/admin/`);
    await page.getByRole("heading", { name: "Needs attention" }).waitFor();
    await page.waitForLoadState("networkidle");
    const isBegun = page.waitForRequest(() => true);
    await page.evaluate(`history.pushState(null, "", "${path}"); dispatchEvent(new PopStateEvent("popstate"));`);
    await isBegun;
    await page.context().setOffline(true);
    await startupBanner(page).first().waitFor();
    await page.context().setOffline(false);
    await page.clock.fastForward(8_000);
    await startupBanner(page).first().waitFor({ state: "detached" });
    await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "not loaded" }).first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await page.getByText(/is broken|could not be read|cannot be reached/).count(), path).toBe(0);
    expect(new URL(page.url()).pathname, path).toBe(path);
  }
  await page.context().close();
});

test("after an upgrade a page whose code has another name is loaded anew, and only once", async () => {
  const { page } = await dashboard.visit("/admin/", LOOKS.light);
  await page.getByRole("heading", { name: "Needs attention" }).waitFor();
  const gone = { status: 404, contentType: "text/html", body: "" };
  await page.route("**/assets/ConnectPage*", (route) => route.fulfill(gone), { times: 1 });
  await page.getByRole("menuitem", { name: "Connect" }).click();
  await page.getByRole("heading", { level: 1, name: "Connect" }).waitFor();
  await page.route("**/assets/SearchDialog*", (route) => route.fulfill(gone));
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("heading", { name: "This page is broken" }).waitFor();
});

function startupBanner(page: Page): Locator {
  return page.getByRole("alert").filter({ hasText: "The server does not respond" });
}
