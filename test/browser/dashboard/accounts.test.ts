import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { updateAccount } from "../../../server/features/accounts/update-account.js";
import { OPERATOR } from "../../support/cast.js";
import { insertAccount } from "../../support/feed-rows.js";
import { faults } from "../faults.js";
import { LOOKS } from "./pages.js";
import { type Dashboard, openDashboard, signIn } from "./support.js";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
  for (const member of ["florist", "traveller", "shop1", "shop2"]) await dashboard.connect(member);
  const bakery = await dashboard.connect("bakery");
  const labels = { reference: "=1+1", tags: ["food", "daily"] };
  await updateAccount(dashboard.app, { accountId: bakery, labels }, OPERATOR);
  await dashboard.sandbox.control({ advance: "2d" });
});

afterAll(() => dashboard?.close());

test("search and filters narrow the list, stay in the address and are taken away one by one", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/accounts");
  await page.getByRole("link", { name: "@florist" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("searchbox", { name: "Name or reference" }).fill("bak");
  await page.getByRole("link", { name: "@florist" }).waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("tab", { name: "All 1" }).waitFor();

  await page.goto(`${dashboard.origin}/admin/accounts`);
  await addFilter(page, "Tags");
  await page.getByRole("combobox", { name: "Tags" }).fill("food");
  await page.getByRole("combobox", { name: "Tags" }).press("Enter");
  await page.getByRole("tab", { name: "All 1" }).waitFor();
  expect(decodeURIComponent(page.url())).toContain('filter={"tags":["food"]}');
  await addFilter(page, "Token expires before");
  await page.getByLabel("Token expires before").fill("2020-01-01");
  await page.getByRole("tab", { name: "All 0" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Remove this filter" }).last().click();
  await page.getByRole("tab", { name: "All 1" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "food" }).press("Delete");
  await page.getByRole("tab", { name: "All 5" }).waitFor();
  expect(systemAlerts).toEqual([]);
});

test("rows of before are told apart from the answer that is still to come", async () => {
  const { page } = await dashboard.visit("/admin/accounts");
  const florist = page.getByRole("link", { name: "@florist" });
  await florist.waitFor();
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes("query AccountList")) await isAnswered;
    await route.continue();
  });
  await page.getByRole("searchbox", { name: "Name or reference" }).fill("bak");
  await page.locator("[aria-busy=true]").filter({ has: florist }).waitFor();
  await page.getByRole("status").getByText("The values shown are old").waitFor();
  answer();
  await florist.waitFor({ state: "detached" });
  await page.locator("[aria-busy=true]").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "@bakery" }).waitFor();
});

test("the order is the database's, by a column's heading", async () => {
  const { page } = await dashboard.visit("/admin/accounts");
  await page.getByRole("columnheader", { name: "Account" }).getByRole("button").click();
  await page.waitForURL(/sort=username/);
  await expect.poll(() => names(page)).toEqual(["@bakery", "@florist", "@shop1", "@shop2", "@traveller"]);
  await page.getByRole("columnheader", { name: "Account" }).getByRole("button").click();
  await expect.poll(() => names(page)).toEqual(["@traveller", "@shop2", "@shop1", "@florist", "@bakery"]);
});

test("a query is saved under a name, and is there after the operator has signed out", async () => {
  const { page } = await dashboard.visit('/admin/accounts?filter={"tags":["food"]}');
  await page.getByRole("tab", { name: "All 1" }).waitFor();
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name: "Save current query..." }).click();
  const dialog = page.getByRole("dialog", { name: "Save current query as" });
  await dialog.getByLabel("Query name").fill("Bakeries");
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Profile" }).click();
  await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await signIn(page);
  await page.getByRole("menuitem", { name: "Accounts" }).click();
  await page.getByRole("tab", { name: "All 5" }).waitFor();
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name: "Bakeries" }).click();
  await page.getByRole("tab", { name: "All 1" }).waitFor();
  expect(decodeURIComponent(page.url())).toContain('filter={"tags":["food"]}');
});

test("a column is hidden and shown again, and stays so after a reload", async () => {
  const { page } = await dashboard.visit("/admin/accounts");
  const posts = page.getByRole("columnheader", { name: "Posts" });
  await posts.waitFor();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Posts", checked: true }).press("Enter");
  await page.getByRole("menuitemcheckbox", { name: "Posts", checked: false }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await posts.waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("columnheader", { name: "Last sync" }).waitFor();
  expect(await posts.count()).toBe(0);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Posts" }).click();
  await page.keyboard.press("Escape");
  await posts.waitFor();
});

test("shift selects all rows from the last one, and cleared means none", async () => {
  const { page } = await dashboard.visit("/admin/accounts?sort=username&order=ASC");
  await page.getByRole("checkbox", { name: "Select @florist" }).press("Space");
  await page.getByText("1 selected").waitFor();
  await page.getByRole("checkbox", { name: "Select @shop2" }).click({ modifiers: ["Shift"] });
  await page.getByText("3 selected").waitFor();
  expect(await page.getByRole("checkbox", { name: "Select @shop1" }).isChecked()).toBe(true);
  await page.getByRole("button", { name: "Clear selection" }).click();
  await page.getByRole("region", { name: "Selected accounts" }).waitFor({ state: "detached" });
});

test("the export holds what the filter holds, no secret, and no cell that runs as a formula", async () => {
  const { page } = await dashboard.visit('/admin/accounts?filter={"search":"bakery"}');
  await page.getByRole("link", { name: "@bakery" }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  const [head = "", row = "", ...rest] = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(head).toContain("username,name,reference");
  expect(row).toContain(`bakery,Bäckerei Morgenrot,'=1+1,"food, daily"`);
  expect(row).not.toMatch(/IGAA|sealed/);
  expect(rest).toEqual([]);
});

test("the export holds also what stands on other pages, in the order of the list", async () => {
  const path = '/admin/accounts?filter={"search":"shop"}&sort=username&order=DESC&perPage=1&page=1';
  const { page } = await dashboard.visit(path);
  await page.getByRole("link", { name: "@shop2" }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  const [, ...rows] = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(rows.map((row) => row.split(",")[1])).toEqual(["shop2", "shop1"]);
});

test("on a phone the accounts are cards, which are found, ordered and selected", async () => {
  const { page } = await dashboard.visit("/admin/accounts", LOOKS.phone);
  const cards = page.getByRole("list", { name: "Accounts" }).getByRole("listitem");
  await expect.poll(() => cards.count()).toBe(5);
  await page.getByRole("button", { name: "Sort by token expires ascending" }).click();
  await page.getByRole("menuitem", { name: "Account ascending" }).click();
  await page.waitForURL(/sort=username/);
  await cards.first().getByRole("link", { name: "@bakery" }).waitFor();
  await cards.first().getByRole("checkbox").check();
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByText("5 selected").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Clear selection" }).click();
  await page.getByRole("searchbox", { name: "Name or reference" }).fill("nobody");
  await page.getByRole("button", { name: "Clear filters" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect.poll(() => cards.count()).toBe(5);
});

test("in German the list, its filters and what is done with many accounts are German", async () => {
  const { page } = await dashboard.visit("/admin/accounts", { locale: "de-DE" });
  await page.getByRole("columnheader", { name: "Zuletzt erneuert" }).waitFor();
  await page.getByRole("tab", { name: "Alle 5" }).waitFor();
  await page.getByRole("checkbox", { name: "@florist auswählen" }).check();
  const bar = page.getByRole("region", { name: "Ausgewählte Konten" });
  await bar.getByText("1 ausgewählt").waitFor();
  await bar.getByRole("button", { name: "Tokens erneuern" }).waitFor();
  await page.getByRole("button", { name: "Als CSV exportieren" }).waitFor();
  await page.getByRole("button", { name: "Filter hinzufügen" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Token läuft ab vor" }).waitFor();
  expect(await page.locator("body").innerText()).not.toMatch(/%\{|\b(darkroom|resources|ra)\.\w+\./);
  expect(await faults(page)).toEqual([]);
});

test("a list without any is told apart from a list whose filter holds none", async () => {
  const { page } = await dashboard.visit('/admin/accounts?filter={"status":["RECONNECT_REQUIRED"]}');
  await page.getByText("No Accounts found using the current filters.").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("link", { name: "@bakery" }).waitFor();
});

/** Shows the input of a filter. */
async function addFilter(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitemcheckbox", { name }).click();
}

function names(page: Page): Promise<string[]> {
  return page.getByRole("table").getByRole("link", { name: /^@/ }).allTextContents();
}

test("an export of several pages says how far it is, and can be stopped without a file", async () => {
  const names = Array.from({ length: 120 }, (_, n) => `export${n}`);
  await Promise.all(names.map((username) => insertAccount(dashboard.app, `acc_${username}`, { username })));
  const { page, systemAlerts } = await dashboard.visit('/admin/accounts?filter={"search":"export"}');
  await page.getByRole("tab", { name: "All 120" }).waitFor();
  await page
    .getByRole("checkbox", { name: /^Select @export/ })
    .first()
    .waitFor();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const downloads: unknown[] = [];
  page.on("download", (download) => downloads.push(download));
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes('"offset":100')) await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Export CSV" }).click();
  const dialog = page.getByRole("dialog", { name: "Exporting accounts" });
  await dialog.getByText("100 of 120 read").waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Stop" }).click();
  release();
  await dialog.waitFor({ state: "detached" });
  expect(downloads).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(new Set(lines.map((line) => line.split(",")[1])).size).toBe(121);
  expect(systemAlerts).toEqual([]);
  await dashboard.app.sql`delete from accounts where id like 'acc_export%'`;
});
