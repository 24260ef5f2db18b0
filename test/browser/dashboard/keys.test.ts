import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "../../../server/features/api-keys/create-key.js";
import { serve } from "../../docs/client-app.js";
import { makeKey } from "../../support/credentials.js";
import { faults } from "../faults.js";
import { LOOKS } from "./pages.js";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard({ PUBLIC_READ: "off" });
  await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

/** The status of a first request of a site's server with the key. */
async function use(key: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${dashboard.origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: "{ account { username } }" }),
  });
  return { status: answer.status, text: await answer.text() };
}

test("a key is created, shown once, used, renamed and revoked", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/apiKeys");
  await page.getByText("No API keys yet").waitFor();
  await page.getByRole("link", { name: "Create key" }).click();
  await page.getByRole("radio", { name: /On a server/ }).check();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Nightly report");
  await page.getByRole("combobox", { name: "Accounts" }).fill("bak");
  await page.getByRole("option", { name: "@bakery" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  const key = await page.getByRole("textbox", { name: "API key" }).inputValue();
  expect(key).toMatch(/^sk_[\w-]{43}$/);
  expect(await page.getByLabel("Example").textContent()).toContain(`authorization: Bearer ${key}`);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Done" }).click();
  expect(await use(key)).toMatchObject({ status: 200, text: expect.stringContaining('"bakery"') });

  await page.getByRole("link", { name: "Change Nightly report" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Report");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Revoke Report" }).click();
  await page.getByText("It reads @bakery.").waitFor();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await page.getByRole("cell", { name: /Revoked/ }).waitFor();
  expect((await use(key)).status).toBe(401);
  expect(await page.content()).not.toContain(key);
  expect(systemAlerts).toEqual([]);
});

test("what the dialog shows for a publishable key is a grid that works as pasted", async () => {
  let pasted = "";
  const site = await serve((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(pasted);
  });
  const { page } = await dashboard.visit("/admin/apiKeys/create");
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Website");
  await page.getByRole("combobox", { name: "Accounts" }).fill("bak");
  await page.getByRole("option", { name: "@bakery" }).click();
  await page.getByRole("textbox", { name: /Sites/ }).fill(site.url);
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  pasted = (await page.getByLabel("Example").textContent()) ?? "";
  await page.goto(site.url);
  await page.waitForFunction("[...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length === 9");
  site.server.close();
});

test("a publishable key names its sites, and a wrong one is named", async () => {
  const { page } = await dashboard.visit("/admin/apiKeys");
  await page.getByRole("link", { name: "Create key" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Shop");
  await page.getByRole("radio", { name: /All accounts/ }).check();
  const sites = page.getByRole("textbox", { name: /Sites/ });
  const create = page.getByRole("dialog").getByRole("button", { name: "Create key" });
  await sites.fill("localhost:3000");
  await create.click();
  await page.getByText("begin with http://, such as http://localhost:3000.").waitFor();
  await page.locator("[aria-invalid=true]:focus").and(sites).waitFor();
  await sites.fill("https://shop.example\nhttps://shop.example/feed");
  await page.getByText("remove everything after the host").waitFor();
  expect(await faults(page)).toEqual([]);
  await sites.fill("https://shop.example\nhttps://*.shop.example");
  await create.click();
  expect(await page.getByLabel("Example").textContent()).toContain("await fetch(");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("cell", { name: "https://*.shop.example" }).waitFor();
});

test("the server's refusal of an expiry stands at its field, which has the focus", async () => {
  const { page } = await dashboard.visit("/admin/apiKeys/create");
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Late");
  await page.getByRole("radio", { name: /On a server/ }).check();
  await page.getByRole("radio", { name: /All accounts/ }).check();
  const expires = page.getByLabel("Expires");
  await expires.fill("2020-01-01T00:00");
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  await page.getByText("which is over").waitFor();
  await page.locator("[aria-invalid=true]:focus").and(expires).waitFor();
  expect(await faults(page)).toEqual([]);
});

test("the list of keys is searched by name, which stays in the address, and its columns can be chosen", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/apiKeys");
  for (const name of ["Searched one", "Searched two"]) {
    const input = {
      name,
      kind: "SECRET",
      scopes: ["READ"],
      allAccounts: true,
      accountIds: [],
      origins: [],
      expiresAt: null,
    } as const;
    await createKey(dashboard.app, input, dashboard.operator);
  }
  await page.reload();
  await page.getByRole("row", { name: /Searched one/ }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("textbox", { name: /Name or beginning/ }).fill("searched t");
  await page.getByRole("row", { name: /Searched one/ }).waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("row", { name: /Searched two/ }).waitFor();
  expect(decodeURIComponent(page.url())).toContain('filter={"search":"searched t"}');
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Last used" }).click();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("columnheader", { name: "Last used" }).waitFor({ state: "detached" });
  expect(systemAlerts).toEqual([]);
});

test("many keys are revoked at once, after it is said what stops working", async () => {
  for (const n of [1, 2, 3]) await makeKey(dashboard.app, { name: `Old site ${n}` });
  const { page, systemAlerts } = await dashboard.visit('/admin/apiKeys?filter={"search":"old site"}');
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByText("3 selected").waitFor();
  await page.getByRole("checkbox", { name: "Select Old site 2" }).uncheck();
  await page.getByRole("button", { name: "Revoke keys" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke 2 keys?" });
  await dialog.getByText("Old site 1: anywhere; all accounts; last used never").waitFor();
  expect(await faults(page)).toEqual([]);
  // Somebody else is quicker with one of them.
  await dashboard.app.sql`update api_keys set revoked_at = now() where name = 'Old site 3'`;
  await dialog.getByRole("button", { name: "Revoke keys" }).click();
  await page.getByText("1 key is revoked. 1 was revoked before.").waitFor();
  await page
    .getByRole("row", { name: /Old site 1/ })
    .getByText("Revoked")
    .waitFor();
  expect(await page.getByRole("checkbox", { name: "Select Old site 1" }).isDisabled()).toBe(true);
  expect(await page.getByRole("region", { name: "Selected keys" }).count()).toBe(0);
  const rows = await dashboard.app.sql`select name from api_keys where name like 'Old site%' and revoked_at is null`;
  expect(rows.map(({ name }) => name)).toEqual(["Old site 2"]);
  expect(systemAlerts).toEqual([]);
});

test("on a phone a key is a card of the chosen columns, and a filter that holds none can be cleared", async () => {
  const { page } = await dashboard.visit("/admin/apiKeys", LOOKS.phone);
  const card = page.getByRole("list", { name: "API keys" }).getByRole("listitem").filter({ hasText: "Searched one" });
  await card.getByText("Last used", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Last used" }).click();
  await page.keyboard.press("Escape");
  await card.getByText("Last used", { exact: true }).waitFor({ state: "detached" });
  await card.getByText("State", { exact: true }).waitFor();
  await page.getByRole("textbox", { name: /Name or beginning/ }).fill("nothing");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await card.waitFor();
  expect(await faults(page)).toEqual([]);
});

test("the former address of the keys leads to them", async () => {
  const { page } = await dashboard.visit("/admin/keys");
  await page.waitForURL("**/admin/apiKeys");
  await page.getByRole("heading", { name: "API keys", level: 1 }).waitFor();
});
