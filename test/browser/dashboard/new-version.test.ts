import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "../faults.js";
import { type Dashboard, openDashboard, signIn } from "./support.js";

const { version: VERSION } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const SEEN = "RaStore.versionSeen";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
});

afterAll(() => dashboard?.close());

test("after an upgrade a line opens what changed, which then counts as seen", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/settings");
  await upgradeFrom(page, "0.0.9");
  await page.getByText(`Darkroom is now ${VERSION}.`).waitFor();
  await page.getByRole("button", { name: "What changed" }).click();
  const dialog = page.getByRole("dialog", { name: `What changed in Darkroom ${VERSION}` });
  await dialog.getByRole("heading", { name: "Added" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByText(`Darkroom is now ${VERSION}.`).waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("heading", { name: "This server" }).waitFor();
  expect(await page.getByText("Darkroom is now").count()).toBe(0);
  expect(systemAlerts).toEqual([]);
});

test("a German closes the line unread", async () => {
  const { page } = await dashboard.visit("/admin/settings", { locale: "de-DE" });
  await upgradeFrom(page, "0.0.9");
  const line = page.getByRole("alert").filter({ hasText: `Darkroom ist jetzt Version ${VERSION}.` });
  await line.getByRole("button", { name: "Schließen" }).click();
  await line.waitFor({ state: "detached" });
  expect(await seenVersion(page)).toBe(VERSION);
});

test("the first sign-in only remembers the version, over the sign-out", async () => {
  const { page } = await dashboard.open("/admin/");
  await signIn(page);
  await expect.poll(() => seenVersion(page)).toBe(VERSION);
  expect(await page.getByText("Darkroom is now").count()).toBe(0);
  await page.getByRole("button", { name: "Profile" }).click();
  await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await seenVersion(page)).toBe(VERSION);
  await page.context().close();
});

async function upgradeFrom(page: Page, version: string): Promise<void> {
  await expect.poll(() => seenVersion(page)).toBe(VERSION);
  await page.evaluate(`localStorage.setItem("${SEEN}", ${JSON.stringify(JSON.stringify(version))})`);
  await page.reload();
}

async function seenVersion(page: Page): Promise<unknown> {
  return JSON.parse(String(await page.evaluate(`localStorage.getItem("${SEEN}")`)));
}
