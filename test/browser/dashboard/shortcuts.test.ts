import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "../faults.js";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
  await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

const help = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });

test("? shows the shortcuts, g and a letter lead to a page", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/settings");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await page.keyboard.press("?");
  await help(page).getByText("Accounts", { exact: true }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await help(page).waitFor({ state: "detached" });
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.getByRole("heading", { level: 1, name: "Operators" }).waitFor();
  await page.getByRole("button", { name: "Profile" }).click();
  await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click();
  await help(page).waitFor();
  expect(systemAlerts).toEqual([]);
});

test("no shortcut fires while somebody types or a dialog is open", async () => {
  const { page } = await dashboard.visit("/admin/operators");
  await page.getByRole("link", { name: "Add operator" }).click();
  const email = page.getByLabel("E-mail");
  await email.pressSequentially("go/?");
  expect(await email.inputValue()).toBe("go/?");
  await page.getByRole("button", { name: "Cancel" }).press("?");
  expect(await page.getByRole("dialog").count()).toBe(1);
  expect(new URL(page.url()).pathname).toBe("/admin/operators/create");
});

test("single keys can be switched off, which a reload keeps; Ctrl-K stays", async () => {
  const { page } = await dashboard.visit("/admin/settings");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await page.keyboard.press("?");
  await help(page).getByRole("switch").click();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await page.keyboard.press("?");
  await page.keyboard.press("/");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").waitFor();
  expect(await help(page).count()).toBe(0);
});
