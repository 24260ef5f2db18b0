import { afterAll, beforeAll, expect, test } from "vitest";
import { startWebhookReceiver, type WebhookReceiver } from "../../support/webhook-receiver.js";
import { faults } from "../faults.js";
import { type Dashboard, openDashboard } from "./support.js";

const SECRET = "webhook-secret-that-must-never-be-shown";

let dashboard: Dashboard;
let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  dashboard = await openDashboard({ ALERT_WEBHOOK_URL: receiver.url, ALERT_WEBHOOK_SECRET: SECRET });
});

afterAll(async () => {
  await dashboard?.close();
  await receiver?.close();
});

test("every setting is shown with what is in effect, a secret only as set or not", async () => {
  const { page } = await dashboard.visit("/admin/settings");
  await page.getByRole("row", { name: /^SYNC_EVERY 3h default/ }).waitFor();
  await page.getByRole("row", { name: /^ALERT_WEBHOOK_SECRET Set / }).waitFor();
  await page.getByRole("row", { name: /^SMTP_URL Not set / }).waitFor();
  const shown = await page.content();
  for (const secret of [SECRET, "url-secret", dashboard.app.config.operatorToken?.reveal() ?? expect.fail()]) {
    expect(shown).not.toContain(secret);
  }
});

test("a test alert says how it went, and stays in the list", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/settings");
  await page.getByText("No messages yet").waitFor();
  await page.getByRole("button", { name: "Send a test alert" }).click();
  await page.getByText("The test by webhook was delivered.").waitFor();
  expect(receiver.posted).toHaveLength(1);
  receiver.answer(500);
  await page.getByRole("button", { name: "Send a test alert" }).click();
  await page.getByText(/The test by webhook failed/).waitFor();
  const rows = page.getByRole("table", { name: "Messages sent" }).getByRole("row");
  await rows.filter({ hasText: "Given up" }).waitFor();
  await rows.filter({ hasText: "Delivered" }).waitFor();
  expect(await faults(page)).toEqual([]);
  expect(systemAlerts).toEqual([]);
});
