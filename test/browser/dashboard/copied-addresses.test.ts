import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dashboard, openDashboard } from "./support.js";

/** Keeps what is copied, as the clipboard would. */
const KEEP_COPIES = `
  window.copies = [];
  Object.defineProperty(navigator, "clipboard", {
    value: { writeText: async (text) => void window.copies.push(text) },
  });
`;

/** The button for a reconnect link covers the page with a dialog. */
const COPIES_AT_ONCE = /^Cop(y|ied)(?! reconnect link)/;

let dashboard: Dashboard;
let bakery: string;

beforeAll(async () => {
  dashboard = await openDashboard();
  bakery = await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

test("every address that the dashboard offers to copy is one that the server knows", async () => {
  const { page } = await dashboard.visit("/admin/");
  await page.addInitScript(KEEP_COPIES);
  const copied = [
    ...(await copiesOn(page, "/admin/connect", async () => {
      await page.getByText("/data-deletion").waitFor();
      return page;
    })),
    ...(await copiesOn(page, "/admin/connect", async (dialog) => {
      await page.getByRole("button", { name: "Create link" }).click();
      await dialog.getByRole("button", { name: "Create link" }).click();
      await dialog.getByRole("textbox", { name: "Connect link" }).waitFor();
      return dialog;
    })),
    ...(await copiesOn(page, "/admin/connect", async (dialog) => {
      await page.getByRole("button", { name: "Create many links" }).click();
      await dialog.getByRole("textbox", { name: "References" }).fill("customer-1\ncustomer-2");
      await dialog.getByRole("button", { name: /^Create/ }).click();
      await dialog.getByRole("button", { name: "Done" }).waitFor();
      return dialog;
    })),
    ...(await copiesOn(page, "/admin/apiKeys/create", async (dialog) => {
      await dialog.getByRole("textbox", { name: "Name" }).fill("Shop");
      await dialog.getByRole("radio", { name: /On a server/ }).check();
      await dialog.getByRole("radio", { name: /All accounts/ }).check();
      await dialog.getByRole("button", { name: "Create key" }).click();
      await dialog.getByRole("button", { name: "Copy example" }).waitFor();
      return dialog;
    })),
    ...(await copiesOn(page, `/admin/accounts/${bakery}/show`, async () => {
      await page.getByRole("tab", { name: "curl" }).click();
      return page;
    })),
    ...(await copiesOn(page, `/admin/accounts/${bakery}/show`, async (dialog) => {
      await page.getByRole("button", { name: "Copy reconnect link" }).click();
      await dialog.getByRole("textbox", { name: "Reconnect link" }).waitFor();
      return dialog;
    })),
  ];
  const addresses = new Set(copied.flatMap((text) => text.match(/https?:\/\/[^\s"',]+/g) ?? []));
  expect([...addresses].map((address) => new URL(address).pathname)).toEqual(
    expect.arrayContaining([
      "/oauth/callback",
      "/webhooks/instagram/deauthorize",
      "/privacy",
      "/oauth/start",
      "/graphql",
    ]),
  );
  for (const address of addresses) expect(await isKnown(address), address).toBe(true);
  expect(await isKnown(`${dashboard.origin}/nowhere`)).toBe(false);
});

/** What the buttons of a page copy, or those of the dialog that `show` opens on it. Each says for a while that it has. */
async function copiesOn(
  page: Page,
  path: string,
  show: (dialog: Locator) => Promise<Locator | Page>,
): Promise<string[]> {
  await page.goto(dashboard.origin + path);
  const place = await show(page.getByRole("dialog"));
  const buttons = place.getByRole("button", { name: COPIES_AT_ONCE });
  await buttons.first().waitFor();
  for (const button of await buttons.all()) await button.click();
  return await page.evaluate<string[]>("window.copies");
}

/** Some answer only to what Meta posts. */
async function isKnown(address: string): Promise<boolean> {
  const answers = await Promise.all(["GET", "POST"].map((method) => fetch(address, { method, redirect: "manual" })));
  return answers.some(({ status }) => status !== 404);
}
