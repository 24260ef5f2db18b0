import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "../faults.js";
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
  const { page, systemAlerts } = await dashboard.openSignedIn("/admin/apiKeys");
  await page.getByText("No API keys yet").waitFor();
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByRole("radio", { name: /On a server/ }).check();
  await page.getByRole("textbox", { name: "Name" }).fill("Nightly report");
  await page.getByRole("combobox", { name: "Accounts" }).fill("bak");
  await page.getByRole("option", { name: "@bakery" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  const key = await page.getByRole("textbox", { name: "API key" }).inputValue();
  expect(key).toMatch(/^sk_[\w-]{43}$/);
  expect(await page.getByLabel("Example").textContent()).toContain(`authorization: Bearer ${key}`);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Done" }).click();
  expect(await use(key)).toMatchObject({ status: 200, text: expect.stringContaining('"bakery"') });

  await page.getByRole("button", { name: "Change Nightly report" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Report");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Revoke Report" }).click();
  await page.getByText("It reads @bakery.").waitFor();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await page.getByRole("cell", { name: /Revoked/ }).waitFor();
  expect((await use(key)).status).toBe(401);
  expect(await page.content()).not.toContain(key);
  expect(systemAlerts).toEqual([]);
  await page.close();
});

test("a publishable key names its sites, and a wrong one is named", async () => {
  const { page } = await dashboard.openSignedIn("/admin/apiKeys");
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Shop");
  await page.getByRole("radio", { name: /All accounts/ }).check();
  const sites = page.getByRole("textbox", { name: /Sites/ });
  await sites.fill("https://shop.example\nhttps://shop.example/feed");
  const create = page.getByRole("dialog").getByRole("button", { name: "Create key" });
  await create.click();
  await page.getByRole("alert").getByText("remove everything after the host").waitFor();
  expect(await faults(page)).toEqual([]);
  await sites.fill("https://shop.example\nhttps://*.shop.example");
  await create.click();
  expect(await page.getByLabel("Example").textContent()).toContain("await fetch(");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("cell", { name: "https://*.shop.example" }).waitFor();
  await page.close();
});

test("the former address of the keys leads to them", async () => {
  const { page } = await dashboard.openSignedIn("/admin/keys");
  await page.waitForURL("**/admin/apiKeys");
  await page.getByRole("heading", { name: "API keys", level: 1 }).waitFor();
  await page.close();
});
