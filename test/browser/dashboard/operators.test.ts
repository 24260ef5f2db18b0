import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "../faults.js";
import { type Dashboard, EMAIL, type OpenPage, openDashboard, PASSWORD } from "./support.js";

const ADA = "ada@example.com";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
});

afterAll(() => dashboard?.close());

async function signInAs({ page }: OpenPage, email: string, password: string): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Whether an input is said to be wrong and has the focus. */
async function isMarked(input: Locator): Promise<boolean> {
  return await input.and(input.page().locator("[aria-invalid=true]:focus")).isVisible();
}

test("the last operator cannot be removed; one who was added signs in, changes the password, and is removed", async () => {
  const { page } = await dashboard.openSignedIn("/admin/operators");
  await page.getByRole("row", { name: EMAIL }).waitFor();
  expect(await page.getByRole("button", { name: `Remove ${EMAIL}` }).isDisabled()).toBe(true);
  await page.getByRole("note", { name: /last operator/ }).waitFor();

  await page.getByRole("link", { name: "Add operator" }).click();
  const email = page.getByRole("textbox", { name: "E-mail" });
  await email.fill(ADA);
  const field = page.getByRole("dialog").getByLabel(/^Password/);
  await field.fill("short");
  const add = page.getByRole("button", { name: "Add", exact: true });
  await add.click();
  await page.getByText("Must be 8 characters at least").waitFor();
  expect(await isMarked(field)).toBe(true);
  expect(await faults(page)).toEqual([]);
  await field.fill("the first password");
  await email.fill("nobody");
  await add.click();
  await page.getByText("This is not an e-mail address.").waitFor();
  await expect.poll(() => isMarked(email)).toBe(true);
  expect(await faults(page)).toEqual([]);
  await email.fill(ADA);
  await add.click();
  await page.getByRole("row", { name: ADA }).waitFor();

  const ada = await dashboard.open("/admin/operators");
  await signInAs(ada, ADA, "the first password");
  await ada.page.getByRole("button", { name: "Profile" }).click();
  await ada.page.getByText(ADA).first().waitFor();
  await ada.page.getByRole("menuitem", { name: "Change password" }).click();
  await ada.page.getByLabel(/^New password/).fill("the second password");
  await ada.page.getByRole("button", { name: "Change password", exact: true }).click();
  await ada.page.getByText("Your password is changed. Sign in with the new one.").waitFor();
  await signInAs(ada, ADA, "the second password");
  await ada.page.getByRole("row", { name: ADA }).waitFor();

  await page.getByRole("button", { name: `Remove ${ADA}` }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText(`${ADA} can no longer sign in.`).waitFor();
  await ada.page.reload();
  await ada.page.getByRole("heading", { name: "Sign in" }).waitFor();
  await Promise.all([page.context().close(), ada.page.context().close()]);
});

test("who removes themself is told before, and is signed out", async () => {
  const { page } = await dashboard.visit("/admin/operators");
  await page.getByRole("link", { name: "Add operator" }).click();
  await page.getByRole("textbox", { name: "E-mail" }).fill(ADA);
  await page
    .getByRole("dialog")
    .getByLabel(/^Password/)
    .fill(PASSWORD);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: `Remove ${EMAIL}` }).click();
  await page.getByText("You will be signed out at once").waitFor();
  await page.getByRole("button", { name: "Remove myself" }).click();
  await page.getByText("You are no longer an operator of this server.").waitFor();
});
