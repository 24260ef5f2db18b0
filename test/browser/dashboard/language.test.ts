import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "../faults.js";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
  await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

test("a German browser shows German until English is chosen in the menu, which a reload keeps", async () => {
  const { page, systemAlerts } = await dashboard.openSignedIn("/admin/", { locale: "de-DE" });
  await page.getByRole("heading", { name: "Zu erledigen" }).waitFor();
  await page.getByText("Letzter Abgleich").first().waitFor();
  await page.getByRole("menuitem", { name: "Konten" }).click();
  await page.waitForURL(/\/admin\/accounts/);
  expect(await page.getAttribute("html", "lang")).toBe("de");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Profil" }).click();
  await page.getByRole("menuitemradio", { name: "Deutsch", checked: true }).waitFor();
  await page.getByRole("menuitemradio", { name: "English", checked: false }).click();
  await page.getByRole("menuitem", { name: "Accounts" }).waitFor();
  expect(await page.getAttribute("html", "lang")).toBe("en");
  await page.reload();
  await page.getByRole("menuitem", { name: "Accounts" }).waitFor();
  expect(await page.getAttribute("html", "lang")).toBe("en");
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

test("an English browser shows English and does not load another language", async () => {
  const { page } = await dashboard.open("/healthz", { locale: "en-GB" });
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto(`${dashboard.origin}/admin/`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(loaded.filter((url) => url.includes("messages"))).toEqual([]);
  await page.context().close();
});
