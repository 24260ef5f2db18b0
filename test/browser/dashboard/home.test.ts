import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { updateAccount } from "../../../server/features/accounts/update-account.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import { OPERATOR } from "../../support/cast.js";
import { faults } from "../faults.js";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;

/** One account whose refreshes fail until it expires soon, two whose owners changed their password, one that is well. */
beforeAll(async () => {
  dashboard = await openDashboard({ SYNC_EVERY: "12h" });
  const { sandbox, app, connect } = dashboard;
  await connect("lighthouse");
  await sandbox.control({ fail: { kind: "transient", account: "lighthouse", endpoint: "refresh" } });
  await sandbox.control({ advance: "48d" });
  await connect("bakery");
  await connect("garage");
  const museum = await connect("museum");
  await updateAccount(app, { accountId: museum, labels: { reference: "customer-17" } }, OPERATOR);
  await sandbox.control({ revoke: { account: "garage", cause: "password-changed" } });
  await sandbox.control({ revoke: { account: "museum", cause: "password-changed" } });
  await sandbox.control({ advance: "13h" });
  const { signal } = new AbortController();
  await refreshDueTokens(app, signal);
  await syncDueAccounts(app, signal);
});

afterAll(() => dashboard?.close());

test("home says what needs somebody, and its figures lead to the accounts that they count", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/");
  await page.getByRole("heading", { name: "Needs attention (3)" }).waitFor();
  // Both would have lived for weeks more; they are over, so they come before what has days left.
  const [first, second, last] = await queue(page);
  expect([first, second].sort()).toEqual([
    expect.stringMatching(/garage.*The owner changed their password.*Token rejected/),
    expect.stringMatching(/museum.*The owner changed their password.*Token rejected/),
  ]);
  expect(last).toMatch(/lighthouse.*Refreshing its token fails: Instagram did not respond.*11 days left/);
  await page.getByText(/2 tokens would expire in the next 60 days; 1 of them will unless someone acts/).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Show as a table" }).first().click();
  await page.getByRole("table", { name: "Expiring tokens, by day" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: "2 Needs reconnecting" }).click();
  await page.waitForURL(/\/admin\/accounts\?filter=.*RECONNECT_REQUIRED/);
  expect(systemAlerts).toEqual([]);
});

test("a snoozed account leaves the queue, and Undo puts it back", async () => {
  const { page } = await dashboard.visit("/admin/");
  await page.getByRole("button", { name: "More for @garage" }).click();
  await page.getByRole("menuitem", { name: "In 3 days" }).click();
  await page.getByRole("heading", { name: "Needs attention (2)" }).waitFor();
  await page.getByText("@garage is snoozed until").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("@garage is back in the queue.").waitFor();
  await page.getByRole("heading", { name: "Needs attention (3)" }).waitFor();
  await page.getByRole("button", { name: "More for @garage" }).click();
  await page.getByRole("menuitem", { name: "A date…" }).click();
  await page.getByRole("button", { name: "Snooze", exact: true }).click();
  await page.getByRole("heading", { name: "Needs attention (2)" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { name: "Needs attention (3)" }).waitFor();
});

test("a token is refreshed by one click, and its account is gone from the queue", async () => {
  await dashboard.sandbox.control({ lift: { endpoint: "refresh" } });
  const { page } = await dashboard.visit("/admin/");
  await page.getByRole("button", { name: "Refresh token: @lighthouse" }).click();
  await page.getByText(/The token of @lighthouse is valid for (59|60) more days/).waitFor();
  await page.getByRole("heading", { name: "Needs attention (2)" }).waitFor();
});

test("the owner of a customer's account is sent a reconnect link, which is shown and copied once", async () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const { page } = await dashboard.openSignedIn("/admin/", { permissions });
  await page.getByRole("button", { name: "Copy reconnect link: @museum" }).click();
  const link = await page.getByRole("textbox", { name: "Reconnect link" }).inputValue();
  expect(link).toMatch(new RegExp(`^${dashboard.origin}/oauth/start\\?invite=`));
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(link);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Done" }).click();

  const visitor = await dashboard.open(new URL(link).pathname + new URL(link).search);
  await approveAs(visitor.page, "museum");
  await visitor.page.context().close();

  await page.reload();
  await page.getByRole("heading", { name: "Needs attention (1)" }).waitFor();
  await page.context().close();
});

test("a broken account is reconnected on Instagram's page, and then there is nothing to do", async () => {
  const { page } = await dashboard.visit("/admin/");
  await page.getByRole("link", { name: "Reconnect: @garage" }).click();
  await approveAs(page, "garage");
  await page.goto(`${dashboard.origin}/admin/`);
  await page.getByText("Nothing to do.").waitFor();
  await page.getByText("Next check").first().waitFor();
  expect(await faults(page)).toEqual([]);
});

/** What the queue says, row by row. */
async function queue(page: Page): Promise<string[]> {
  const panel = page.getByRole("region", { name: /^Needs attention/ });
  return await panel.getByRole("listitem").allInnerTexts().then(asLines);
}

function asLines(texts: string[]): string[] {
  return texts.map((text) => text.replace(/\s+/g, " "));
}

/** Agrees on the sandbox's consent page, and waits for the page that says so. */
async function approveAs(page: Page, member: string): Promise<void> {
  await page.locator(`input[value=${member}]`).check({ force: true });
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("heading", { name: /connected/i }).waitFor();
}
