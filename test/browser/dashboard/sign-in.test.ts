import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS } from "../../../server/lib/clock.js";
import { faults } from "../faults.js";
import { type Dashboard, EMAIL, openDashboard, PASSWORD, signIn } from "./support.js";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
});

afterAll(() => dashboard?.close());

/** Chooses from the menu of who is signed in. */
async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole("button", { name: "Profile" }).click();
  await page.getByRole("menuitem", { name: entry, exact: true }).click();
}

test("a wrong password is answered kindly, the right one opens the page that was asked for", async () => {
  const { page, systemAlerts } = await dashboard.open("/admin/settings");
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Enter your password.").waitFor();
  await page.getByLabel("Password").fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("Wrong e-mail or password").waitFor();
  await page.getByRole("button", { name: "Show characters" }).click();
  expect(await page.getByLabel("Password").getAttribute("type")).toBe("text");
  expect(await faults(page)).toEqual([]);
  await signIn(page, PASSWORD);
  await page.waitForURL("**/admin/settings");
  expect(systemAlerts.filter((incident) => !incident.includes("401"))).toEqual([]);
  await page.context().close();
});

test("a session that ends while a page is open leads to sign-in, and from there back to the page", async () => {
  const { page } = await dashboard.visit("/admin/operators");
  await page.getByRole("link", { name: "Add operator" }).click();
  await page.getByLabel("E-mail").fill("late@example.com");
  await page.getByRole("dialog").getByRole("textbox", { name: "Password" }).fill("long enough");
  await dashboard.app.sql`delete from sessions`;
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("Your session has ended. Sign in again.").waitFor();
  await page.reload();
  await signIn(page);
  await page.waitForURL("**/admin/operators/create");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("row", { name: EMAIL }).waitFor();
  expect(await page.getByText("late@example.com").count()).toBe(0);
});

test("signing out everywhere ends the sessions of other browsers too", async () => {
  const [here, there] = await Promise.all([
    dashboard.openSignedIn("/admin/settings"),
    dashboard.openSignedIn("/admin/settings"),
  ]);
  await choose(here.page, "Sign out everywhere");
  await here.page.getByText("You are signed out, here and everywhere else.").waitFor();
  await there.page.reload();
  await there.page.getByRole("heading", { name: "Sign in" }).waitFor();
  await signIn(here.page);
  await here.page.waitForURL("**/admin/settings");
  await here.page.getByRole("heading", { name: "This server" }).waitFor();
  await Promise.all([here.page.context().close(), there.page.context().close()]);
});

test("who tried too often sees how long to wait, and may sign in afterwards", async () => {
  const { page } = await dashboard.open("/admin/");
  await page.clock.install();
  const data = { email: EMAIL, password: "not this one" };
  for (let n = 0; n < 10; n++) await page.request.post(`${dashboard.origin}/auth/sign-in`, { data });
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Too many failed sign-ins").waitFor();
  const button = page.getByRole("button", { name: /^Wait 1\d:\d\d$/ });
  expect(await button.isDisabled()).toBe(true);
  expect(await faults(page)).toEqual([]);
  await page.clock.fastForward(16 * MINUTE_MS);
  await dashboard.sandbox.control({ advance: "16m" });
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("menuitem", { name: "Settings" }).waitFor();
  await page.context().close();
});
