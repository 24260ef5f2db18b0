import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dashboard, openDashboard } from "./support.js";

/** Keeps what is copied, as the clipboard would. */
const KEEP_COPIES = `
  window.copies = [];
  Object.defineProperty(navigator, "clipboard", {
    value: { writeText: async (text) => void window.copies.push(text) },
  });
`;

let dashboard: Dashboard;
let bakery: string;

beforeAll(async () => {
  dashboard = await openDashboard();
  bakery = await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

test("every address that the dashboard offers to copy is one that the server knows", async () => {
  const { page } = await dashboard.openSignedIn("/admin/");
  await page.addInitScript(KEEP_COPIES);
  const copied = [
    ...(await copiesOn(page, "/admin/connect", async () => {
      await page.getByText("/data-deletion").waitFor();
    })),
    ...(await copiesOn(page, "/admin/connect", async () => {
      await page.getByRole("button", { name: "Create link" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Create link" }).click();
      await page.getByRole("textbox", { name: "Connect link" }).waitFor();
    })),
    ...(await copiesOn(page, "/admin/connect", async () => {
      await page.getByRole("button", { name: "Create many links" }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: "References" }).fill("customer-1\ncustomer-2");
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Create/ })
        .click();
      await page.getByRole("button", { name: "Done" }).waitFor();
    })),
    ...(await copiesOn(page, "/admin/apiKeys/create", async () => {
      await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Shop");
      await page.getByRole("radio", { name: /On a server/ }).check();
      await page.getByRole("radio", { name: /All accounts/ }).check();
      await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
      await page.getByRole("button", { name: "Copy example" }).waitFor();
    })),
    ...(await copiesOn(page, `/admin/accounts/${bakery}/show`, async () => {
      await page.getByRole("tab", { name: "curl" }).click();
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
  await page.close();
});

/** What the buttons of a page copy, after it was made to show them. Each says for a while that it has. */
async function copiesOn(page: Page, path: string, show: () => Promise<void>): Promise<string[]> {
  await page.goto(dashboard.origin + path);
  await show();
  const dialog = page.getByRole("dialog");
  const place = (await dialog.count()) > 0 ? dialog : page;
  for (const button of await place.getByRole("button", { name: /^Cop(y|ied)/ }).all()) await button.click();
  return await page.evaluate<string[]>("window.copies");
}

/** Some answer only to what Meta posts. */
async function isKnown(address: string): Promise<boolean> {
  const answers = await Promise.all(["GET", "POST"].map((method) => fetch(address, { method, redirect: "manual" })));
  return answers.some(({ status }) => status !== 404);
}
