import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "../faults.js";
import { LOOKS } from "./pages.js";
import { type Dashboard, EMAIL, openDashboard } from "./support.js";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
});

afterAll(() => dashboard?.close());

test("a server without accounts leads to the first connection, and its lists say that they are empty", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/");
  await page.getByText("No account is connected yet.").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("menuitem", { name: "Jobs" }).click();
  await page.getByText("No bulk jobs yet.").waitFor();
  await page.getByRole("menuitem", { name: "Home" }).click();
  await page.getByRole("link", { name: "Connect an account" }).click();
  await page.waitForURL("**/admin/connect");
  expect(systemAlerts).toEqual([]);
});

test("the activity says in plain words who did what, and its filters are in the address", async () => {
  const bakery = await dashboard.connect("bakery");
  const { page } = await dashboard.visit("/admin/");
  await page.getByRole("menuitem", { name: "Activity" }).click();
  expect(await act(page, `pauseAccount(accountId: "${bakery}") { id }`)).toEqual([]);
  const key = `createApiKey(input: { name: "shop.example", kind: SECRET, allAccounts: true }) { apiKey { id } }`;
  expect(await act(page, key)).toEqual([]);
  const feed = `createFeed(input: { slug: "street", title: "Our street", sources: [{ accountId: "${bakery}" }] }) { id }`;
  expect(await act(page, feed)).toEqual([]);
  await dashboard.sandbox.control({ revoke: { account: "bakery", cause: "password-changed" } });
  expect(await act(page, `syncAccount(accountId: "${bakery}") { id }`)).toEqual(["RECONNECT_REQUIRED"]);
  await page.reload();
  const lines = page.getByRole("table", { name: "Activity" }).getByRole("row");
  await lines.filter({ hasText: `${EMAIL} created the API key shop.example` }).waitFor();
  await lines.filter({ hasText: `${EMAIL} paused @bakery` }).waitFor();
  const created = lines.filter({ hasText: `${EMAIL} created the feed Our street` });
  expect(await created.getByRole("link", { name: "Our street" }).getAttribute("href")).toMatch(
    /\/feeds\/feed_.+\/show$/,
  );

  await page.getByRole("combobox", { name: "Outcome" }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await page.waitForURL(/\/admin\/events\?.*outcome.*FAILED/);
  const failed = lines.filter({ hasText: `${EMAIL} could not sync @bakery: The owner changed their password.` });
  await failed.getByText(/Instagram's code 190.*trace \S+/).waitFor();
  await lines.filter({ hasText: "paused" }).waitFor({ state: "detached" });
  await page.reload();
  await failed.waitFor();
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("combobox", { name: "Account" }).fill("bak");
  await page.getByRole("option", { name: "@bakery" }).click();
  await page.waitForURL(new RegExp(`/admin/events\\?.*accountId.*${bakery}`));
  await lines.filter({ hasText: "connected @bakery" }).waitFor();
  await lines.filter({ hasText: "created the API key" }).waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Until" }).click();
  await page.getByLabel("Until").fill("2020-01-01T12:00");
  await page.getByText("No matching entries").waitFor();
  expect(await faults(page)).toEqual([]);
});

test("the columns of the activity are chosen, and stay so", async () => {
  const { page } = await dashboard.visit("/admin/events");
  const traces = page.getByRole("columnheader", { name: "Trace" });
  await page.getByRole("columnheader", { name: "What happened" }).waitFor();
  expect(await traces.count()).toBe(0);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Trace", checked: false }).press("Enter");
  await page.getByRole("menuitemcheckbox", { name: "Trace", checked: true }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await traces.waitFor();
  await page.reload();
  await traces.waitFor();
});

test("on a phone the activity is a list of sentences", async () => {
  const { page } = await dashboard.visit("/admin/events", LOOKS.phone);
  const sentence = page.getByRole("listitem").filter({ hasText: "could not sync @bakery" });
  await sentence.getByText(/Instagram's code 190/).waitFor();
  expect(await page.getByRole("table").count()).toBe(0);
});

test("a job that runs shows how far it is, is cancelled by one click, and tells what failed", async () => {
  for (const shop of ["shop1", "shop2", "shop3", "shop4", "shop5", "shop6"]) await dashboard.connect(shop);
  await dashboard.sandbox.control({ fail: { kind: "hang", ms: 5_000, endpoint: "media" } });
  const { page } = await dashboard.visit("/admin/");
  await page.getByRole("menuitem", { name: "Jobs" }).click();
  dashboard.startSchedule();
  expect(await act(page, "syncAccounts(filter: {}) { id }")).toEqual([]);
  await page.reload();
  const job = page.getByRole("row").filter({ hasText: "Sync 7 accounts" });
  await job.getByText("Running").or(job.getByText("Waiting")).waitFor();
  await job.getByRole("button", { name: "Cancel job" }).click();
  await job.getByText("Cancelled", { exact: true }).waitFor();
  expect(await faults(page)).toEqual([]);

  await dashboard.sandbox.control({ lift: "all" });
  expect(await act(page, "refreshTokens(filter: { status: [RECONNECT_REQUIRED] }) { id }")).toEqual([]);
  await page.reload();
  const second = page.getByRole("row").filter({ hasText: "Refresh the token of 1 account" });
  await second.getByText("0 of 1 done, 1 failed").waitFor();
  await second.getByText("Finished, 1 failed").waitFor();
  await second.getByRole("button", { name: "Show failures (1)" }).click();
  await second.getByRole("link", { name: "@bakery" }).waitFor();
  await second.getByText(/Connect the account again/).waitFor();
  expect(await faults(page)).toEqual([]);
});

/** A mutation by the operator who is signed in on the page; answers the codes of its errors. */
async function act(page: Page, mutation: string): Promise<string[]> {
  const data = { query: `mutation { ${mutation} }` };
  const answer = await page.request.post(`${dashboard.origin}/graphql`, {
    data,
    headers: { origin: dashboard.origin },
  });
  const { errors = [] } = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
  return errors.map(({ extensions }) => extensions.code);
}
