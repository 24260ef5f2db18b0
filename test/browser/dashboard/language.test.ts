import { afterAll, beforeAll, expect, test } from "vitest";
import { makeKey } from "../../support/credentials.js";
import { faults } from "../faults.js";
import { type Dashboard, EMAIL, openDashboard } from "./support.js";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
  await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

test("a German browser shows German until English is chosen in the menu, which a reload keeps", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/", { locale: "de-DE" });
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
});

test("a German reads in German what the server refuses in English, unless English is chosen", async () => {
  const { page } = await dashboard.open("/admin/login", { locale: "de-DE" });
  await page.getByLabel("E-Mail").fill(EMAIL);
  await page.getByLabel("Passwort", { exact: false }).first().fill("a wrong password");
  await page.getByRole("button", { name: "Anmelden" }).click();
  await page.getByText("E-Mail-Adresse oder Passwort stimmt nicht.").waitFor();
  await page.getByRole("combobox", { name: "Sprache" }).selectOption("English");
  await page.getByText("Wrong e-mail or password.").waitFor();
  expect(await page.getAttribute("html", "lang")).toBe("en");
  await page.evaluate(`localStorage.setItem("RaStore.theme", '"dark"')`);
  await page.reload();
  await page.locator(".sign-in-dark").getByRole("heading", { name: "Sign in" }).waitFor();
  await page.context().close();
  const { page: form } = await dashboard.openSignedIn("/admin/operators/create", { locale: "de-DE" });
  const dialog = form.getByRole("dialog");
  await dialog.getByLabel("E-Mail").fill(EMAIL);
  await dialog.locator("input[type=password]").fill("four words nobody");
  await dialog.locator("button[type=submit]").click();
  await dialog.getByText("Es gibt schon einen Betreiber mit dieser E-Mail-Adresse.").waitFor();
  await form.goto(`${dashboard.origin}/admin/settings`);
  await form.getByRole("row", { name: /^PORT .* der Port, auf dem der Server lauscht$/ }).waitFor();
  await form.context().close();
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

test("spinners have a name and searches a whole label, in both languages", async () => {
  await makeKey(dashboard.app);
  for (const [locale, name] of [
    ["de-DE", "Wird geladen"],
    ["en-GB", "Loading"],
  ] as const) {
    const { page } = await dashboard.visit("/admin/accounts", { locale });
    await page.getByRole("row").nth(1).waitFor();
    for (const list of ["accounts", "apiKeys"]) {
      await page.goto(`${dashboard.origin}/admin/${list}`);
      const label = page.locator(".RaFilterForm-filterFormInput label");
      await label.waitFor();
      const hidden = await label.evaluate(
        ({ scrollWidth, clientWidth }: { scrollWidth: number; clientWidth: number }) => scrollWidth - clientWidth,
      );
      expect(hidden, `${locale} ${list}`).toBe(0);
    }
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/graphql", async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await page.getByRole("progressbar", { name, exact: true }).first().waitFor();
    expect(await page.getByRole("progressbar").count()).toBe(
      await page.getByRole("progressbar", { name, exact: true }).count(),
    );
    answer();
  }
});
