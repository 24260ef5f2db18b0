import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "../faults.js";
import { type Dashboard, openDashboard } from "./support.js";

/** `/me`'s ids of the bakery. */
const BAKERY = "36220564007528767";

let dashboard: Dashboard;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "darkroom-lists-"));
  dashboard = await openDashboard();
});
afterAll(async () => {
  await dashboard?.close();
  rmSync(folder, { recursive: true });
});

test("a list that Meta mailed is chosen as a file, looked up, erased, and leaves a receipt", async () => {
  await dashboard.connect("bakery");
  await dashboard.connect("florist");
  const { page, systemAlerts } = await dashboard.visit("/admin/");
  await page.getByRole("menuitem", { name: "Erasures" }).click();
  await page.getByText("Nothing was erased yet.").waitFor();
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: "Look them up" }).click();
  await page.getByText("Paste the ids, or choose a file.").waitFor();
  await page.getByRole("textbox", { name: "Ids" }).fill("4711");
  await page.getByRole("button", { name: "Look them up" }).click();
  await page.getByText("there is nothing to erase").waitFor();

  const [large, list] = [join(folder, "large.csv"), join(folder, "list.csv")];
  writeFileSync(large, "1\n".repeat(50_000));
  writeFileSync(list, `user_id\n${BAKERY}\n4711\n`);
  await page.locator("input[type=file]").setInputFiles(large);
  await page.getByText("This list is too long for the dashboard.").waitFor();
  await page.locator("input[type=file]").setInputFiles(list);
  await page.getByRole("button", { name: "Look them up" }).click();
  await page.getByText("2 ids in the list, 1 account of this server, 1 id unknown here, 1 part of the text").waitFor();
  await page.getByRole("list", { name: "Accounts to erase" }).getByRole("link", { name: "@bakery" }).waitFor();
  expect(await faults(page)).toEqual([]);

  dashboard.startSchedule();
  await page.getByRole("button", { name: "Erase 1 account" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase 1 account?" });
  expect(await dialog.getByRole("button", { name: "Erase" }).isDisabled()).toBe(true);
  await dialog.getByRole("textbox").fill("1");
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Erase" }).click();
  await page.getByText("1 of 1 done").waitFor();
  const receipt = page
    .getByRole("table", { name: "Receipts" })
    .getByRole("row")
    .filter({ hasText: "Meta's mailed list" });
  await receipt.getByText("Done").waitFor();
  expect(await receipt.innerText()).toMatch(/\d+ posts/);
  expect(await receipt.innerText()).not.toContain("bakery");

  const href = await receipt.getByRole("link", { name: "Status page" }).getAttribute("href");
  await page.goto(dashboard.origin + new URL(href ?? "").pathname);
  await page.getByRole("heading", { name: "The data is deleted" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.goto(`${dashboard.origin}/admin/accounts`);
  await page.getByRole("link", { name: "@florist" }).first().waitFor();
  expect(await page.getByText("@bakery").count()).toBe(0);
  expect(systemAlerts).toEqual([]);
});
