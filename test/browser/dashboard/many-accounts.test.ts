import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeKey } from "../../support/credentials.js";
import { insertAccount } from "../../support/feed-rows.js";
import { faults } from "../faults.js";
import { LOOKS } from "./pages.js";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;
let shop1: string;

beforeAll(async () => {
  dashboard = await openDashboard();
  for (const member of ["florist", "traveller", "shop2"]) await dashboard.connect(member);
  shop1 = await dashboard.connect("shop1");
  await dashboard.sandbox.control({ advance: "2d" });
});

afterAll(() => dashboard?.close());

test("the tokens of those that are chosen are refreshed at once, and how far that is is seen", async () => {
  const { page } = await dashboard.visit("/admin/accounts");
  for (const name of ["@shop1", "@shop2"]) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  await page.getByText("2 selected").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Refresh tokens" }).click();
  const work = page.locator(":focus").filter({ hasText: "Work on these accounts" });
  await work.getByRole("heading", { name: "Refresh the tokens of 2 accounts" }).waitFor();
  await page.getByText("2 of 2 done").waitFor();
  const row = page.getByRole("row").filter({ hasText: "@shop1" });
  await row.getByText("Not refreshed yet").waitFor({ state: "detached" });
  await row.getByText("59 days left").or(row.getByText("60 days left")).waitFor();
});

test("tokens younger than 24 hours are told before, and where all are, there is nothing to begin", async () => {
  const { page } = await dashboard.visit("/admin/accounts");
  for (const name of ["@shop1", "@shop2"]) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  await page.getByRole("button", { name: "Refresh tokens" }).click();
  const dialog = page.getByRole("dialog", { name: "Refresh tokens" });
  await dialog.getByText("2 of 2 tokens are younger than 24 hours.").waitFor();
  await dialog.getByText("There is nothing to do").waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByRole("checkbox", { name: "Select @traveller" }).check();
  await page.getByRole("button", { name: "Refresh tokens" }).click();
  await dialog.getByText("2 of 3 tokens are younger than 24 hours.").waitFor();
  await dialog.getByRole("button", { name: "Refresh 1 token" }).click();
  await page.getByText("2 with a fresh token skipped").waitFor();
});

test("tags are added to all that a filter holds, and removed from those that are selected", async () => {
  const { page } = await dashboard.visit('/admin/accounts?filter={"search":"shop"}&perPage=1&page=1');
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Select all 2 matching accounts" }).click();
  await page.getByRole("button", { name: "Add tags" }).click();
  const adding = page.getByRole("dialog", { name: "Add tags to 2 accounts" });
  await adding.getByRole("button", { name: "Add tags" }).click();
  await adding.getByText("Name at least one tag.").waitFor();
  await adding.getByRole("combobox", { name: "Tags" }).fill("vip");
  await page.keyboard.press("Enter");
  // What is left without Enter counts too.
  await adding.getByRole("combobox", { name: "Tags" }).fill("new shop");
  expect(await faults(page)).toEqual([]);
  await adding.getByRole("button", { name: "Add tags" }).click();
  await page.getByText("2 accounts changed.").waitFor();
  await adding.waitFor({ state: "detached" });
  const tags = async () =>
    (await dashboard.app.sql`select tags from accounts where username like 'shop%'`).map(({ tags }) => tags);
  expect(await tags()).toEqual([
    ["vip", "new shop"],
    ["vip", "new shop"],
  ]);

  await page.goto(`${dashboard.origin}/admin/accounts`);
  for (const name of ["@florist", "@shop1"]) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  await page.getByRole("button", { name: "Remove tags" }).click();
  const removing = page.getByRole("dialog", { name: "Remove tags from 2 accounts" });
  await removing.getByRole("combobox", { name: "Tags" }).fill("ne");
  await page.getByRole("option", { name: "new shop" }).click();
  await removing.getByRole("button", { name: "Remove tags" }).click();
  await page.getByText("1 account changed.").waitFor();
  expect((await tags()).map(String).sort()).toEqual(["vip", "vip,new shop"]);
});

test("the owners of many accounts are sent links at once: a table and a CSV, each link for its account alone", async () => {
  const { page } = await dashboard.visit('/admin/accounts?filter={"search":"shop"}');
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Reconnect links" }).click();
  await page.getByRole("button", { name: "Create 2 links" }).click();
  await page.getByRole("heading", { name: "2 connect links are created" }).waitFor();
  const created = page.getByRole("dialog", { name: "2 connect links are created" });
  await created.getByRole("columnheader", { name: "Account", exact: true }).waitFor();
  expect(await faults(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as CSV" }).click(),
  ]);
  const [head, ...rows] = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(head).toContain("account,reference,connect_link,expires_at");
  expect(rows.map((row) => row.split(",")[0]).sort()).toEqual(["shop1", "shop2"]);
  const links = await dashboard.app.sql`
    select a.username from connect_links l join accounts a on a.id = l.account_id order by a.username`;
  expect(links.map(({ username }) => username)).toEqual(["shop1", "shop2"]);
  for (const row of rows) expect((await fetch(row.split(",")[2] ?? "", { redirect: "manual" })).status).toBe(302);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByText("2 selected").waitFor();
});

test("all that a filter holds are paused together, also those on other pages", async () => {
  const { page } = await dashboard.visit('/admin/accounts?filter={"search":"shop"}&perPage=1&page=1');
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Select all 2 matching accounts" }).click();
  await page.getByText("2 selected").waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByText("2 of 2 done").waitFor();
  await page.getByRole("tab", { name: "Paused 2" }).click();
  await page.waitForURL(/PAUSED/);
});

test("a CSV file is imported after a preview, and what is exported then changes nothing", async () => {
  const { page, systemAlerts } = await dashboard.visit('/admin/accounts?filter={"search":"shop"}');
  const choose = async (text: string | Buffer) => {
    const buffer = Buffer.from(text);
    await page.locator("input[type=file]").setInputFiles({ name: "crm.csv", mimeType: "text/csv", buffer });
  };
  await page.getByRole("button", { name: "Import CSV" }).click();
  const dialog = page.getByRole("dialog", { name: "Import references and tags" });
  await dialog.getByText("Choose a file").waitFor();
  expect(await faults(page)).toEqual([]);
  await choose("name,tags\nshop1,x\n");
  await dialog.getByRole("alert").getByText("The first line must name the column username").waitFor();
  await choose("\uFEFFusername;reference;tags\r\n@Shop1;CRM 1;red, blue\r\nshop2;;\r\nnobody;CRM 3;\r\n;CRM 4;\r\n");
  await dialog.getByText("1 account changes.").waitFor();
  await dialog.getByText("1 account stays as it is.").waitFor();
  await dialog.getByText("Line 4: @nobody").waitFor();
  await dialog.getByText("Line 5: it has no username").waitFor();
  await dialog.getByRole("columnheader", { name: "Account", exact: true }).waitFor();
  await dialog.getByText("Choose another file").waitFor();
  await dialog.getByRole("row").filter({ hasText: "@shop1" }).getByText("red, blue").waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Change 1 account" }).click();
  await dialog.getByText("1 account changed.").waitFor();
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("row").filter({ hasText: "@shop1" }).getByText("red").waitFor();
  const rows = await dashboard.app.sql`select reference, tags from accounts where username = 'shop1'`;
  expect([...rows]).toEqual([{ reference: "CRM 1", tags: ["red", "blue"] }]);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  await page.getByRole("button", { name: "Import CSV" }).click();
  await choose("username,reference,tags\nshop1,-,\n");
  const cleared = dialog.getByRole("row").filter({ hasText: "@shop1" });
  await cleared.getByText("cleared").waitFor();
  expect(await faults(page)).toEqual([]);
  await choose(await readFile(await download.path()));
  await dialog.getByText("0 accounts change.").waitFor();
  await dialog.getByText("2 accounts stay as they are.").waitFor();
  expect(await dialog.getByRole("button", { name: /^Change/ }).count()).toBe(0);
  expect(systemAlerts).toEqual([]);
});

test("the import can be read on a phone, in German", async () => {
  const { page } = await dashboard.visit("/admin/accounts", { ...LOOKS.phone, locale: "de-DE" });
  await page.getByRole("button", { name: "CSV importieren" }).click();
  const dialog = page.getByRole("dialog", { name: "Referenzen und Tags importieren" });
  await dialog.getByText("Datei wählen").waitFor();
  const buffer = Buffer.from("username,tags\nflorist,neu\nniemand,x\n");
  await page.locator("input[type=file]").setInputFiles({ name: "crm.csv", mimeType: "text/csv", buffer });
  await dialog.getByText("1 Konto ändert sich.").waitFor();
  await dialog.getByText("Zeile 3: @niemand").waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "1 Konto ändern" }).waitFor();
});

test("the accounts that are selected are given to a key that exists, and to one that is created for them", async () => {
  const { id } = await makeKey(dashboard.app, { name: "Shop site", accountIds: [shop1] });
  const { page, systemAlerts } = await dashboard.visit('/admin/accounts?filter={"search":"shop"}');
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Give to a key" }).click();
  const dialog = page.getByRole("dialog", { name: "Let a key read 2 accounts" });
  await dialog.getByRole("button", { name: "Give access" }).click();
  await dialog.getByText("Required").waitFor();
  await dialog.getByRole("combobox", { name: "API key" }).fill("shop s");
  await page.getByRole("option", { name: /Shop site/ }).click();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Give access" }).click();
  await page.getByText("The key reads 1 more account. 1 it read before.").waitFor();
  const { sql } = dashboard.app;
  expect(await sql`select from api_key_accounts where key_id = ${id}`).toHaveLength(2);

  await page.getByRole("button", { name: "Give to a key" }).click();
  await dialog.getByRole("radio", { name: "A new key" }).check();
  await dialog.getByRole("radio", { name: /On a server/ }).check();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Both shops");
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Give access" }).click();
  await page.getByRole("dialog", { name: "The key “Both shops” is created" }).waitFor();
  expect(await page.getByRole("textbox", { name: "API key" }).inputValue()).toMatch(/^sk_/);
  await page.getByRole("button", { name: "Done" }).click();
  const granted = await sql`
    select from api_key_accounts join api_keys on id = key_id where name = 'Both shops'`;
  expect(granted).toHaveLength(2);
  expect(systemAlerts).toEqual([]);
});

test("on a phone the bar is low: what is rarer is in a menu, which the keyboard opens, leads through and leaves", async () => {
  const { page } = await dashboard.visit("/admin/accounts", LOOKS.phone);
  await page.getByRole("checkbox", { name: "Select @shop1" }).check();
  const bar = page.getByRole("region", { name: "Selected accounts" });
  expect((await bar.boundingBox())?.height).toBeLessThan(100);
  const more = bar.getByRole("button", { name: "More" });
  await more.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu", { name: "More" }).waitFor();
  await page.getByRole("menuitem", { name: "Pause" }).and(page.locator(":focus")).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await more.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Add tags" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Add tags to 1 account" }).waitFor();
  await page.keyboard.press("Escape");
  await more.and(page.locator(":focus")).waitFor();
});

test("many accounts are disconnected as a job, after it is said what goes and what stays", async () => {
  const { sql } = dashboard.app;
  for (let n = 1; n <= 10; n++) await insertAccount(dashboard.app, `acc_x${n}`, { username: `closed${n}` });
  const { page, systemAlerts } = await dashboard.visit('/admin/accounts?filter={"search":"closed"}');
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("checkbox", { name: "Select @closed7" }).uncheck();
  await page.getByRole("button", { name: "Disconnect" }).click();
  const dialog = page.getByRole("dialog", { name: "Disconnect 9 accounts?" });
  await dialog.getByText(/^@closed.* and 4 more$/).waitFor();
  await dialog.getByText("Deleted for good").waitFor();
  await dialog.getByText("Kept: API keys").waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Disconnect 9 accounts" }).click();
  await page.getByRole("heading", { name: "Disconnect 9 accounts" }).waitFor();
  await page.getByText("9 of 9 done").waitFor();
  await page.getByRole("checkbox", { name: "Select @closed1", exact: true }).waitFor({ state: "detached" });
  expect((await sql`select username from accounts where username like 'closed%'`).map((row) => row.username)).toEqual([
    "closed7",
  ]);

  for (let n = 1; n <= 10; n++) await insertAccount(dashboard.app, `acc_y${n}`, { username: `closing${n}` });
  await page.goto(`${dashboard.origin}/admin/accounts?filter={"search":"clos"}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Disconnect" }).click();
  const typed = page.getByRole("dialog", { name: "Disconnect 11 accounts?" });
  const act = typed.getByRole("button", { name: "Disconnect 11 accounts" });
  expect(await act.isDisabled()).toBe(true);
  await typed.getByRole("textbox", { name: "Type 11 to confirm" }).fill("11");
  expect(await faults(page)).toEqual([]);
  await act.click();
  await page.getByText("11 of 11 done").waitFor();
  expect(systemAlerts).toEqual([]);
});
