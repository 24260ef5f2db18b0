import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testAccount } from "../../../server/sandbox/fixtures.js";
import { mintGrant } from "../../../server/sandbox/tokens.js";
import { faults } from "../faults.js";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
});

afterAll(() => dashboard?.close());

/** Agrees on Instagram's consent page as a member of its cast. */
async function agree(page: Page, member: string): Promise<void> {
  await page.getByRole("radio", { name: new RegExp(`\\b${member}\\b`) }).check();
  await page.getByRole("button", { name: "Approve" }).click();
}

test("an operator connects an account and is led to its page; after a failure back to where one begins", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/connect");
  await page.getByRole("link", { name: "Connect with Instagram" }).click();
  await agree(page, "museum");
  await page.getByRole("heading", { name: "@museum is connected" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: "See it in the dashboard" }).click();
  await page.waitForURL("**/admin/accounts/*/show");

  await page.goto(`${dashboard.origin}/admin/connect`);
  await page.getByRole("link", { name: "Connect with Instagram" }).click();
  await page.getByRole("button", { name: "Refuse" }).click();
  await page.getByRole("link", { name: "Start again" }).click();
  await page.waitForURL("**/admin/connect");
  expect(systemAlerts).toEqual([]);
});

test("an owner connects by a link, signed out; a revoked link is refused", async () => {
  const { page } = await dashboard.openSignedIn("/admin/connect");
  const buildLink = async (label: string) => {
    await page.getByRole("button", { name: "Create link" }).click();
    await page.getByRole("textbox", { name: "Label" }).fill(label);
    await page.getByRole("dialog").getByRole("button", { name: "Create link" }).click();
    const url = await page.getByRole("textbox", { name: "Connect link" }).inputValue();
    await page.getByRole("button", { name: "Done" }).click();
    return url;
  };
  const [good, bad] = [await buildLink("For Anna"), await buildLink("By mistake")];
  const { page: owner } = await dashboard.open(new URL(good).pathname + new URL(good).search);
  await agree(owner, "florist");
  await owner.getByRole("heading", { name: "@florist is connected" }).waitFor();
  await owner.getByRole("link", { name: "See the posts" }).click();
  await owner.getByText(/^\d posts of @florist$/).waitFor();

  await page.getByRole("button", { name: "Revoke the link “By mistake”" }).click();
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await page
    .getByRole("row", { name: /By mistake/ })
    .getByText("Revoked")
    .waitFor();
  await page
    .getByRole("row", { name: /For Anna/ })
    .getByRole("link", { name: "@florist" })
    .waitFor();
  const answer = await owner.goto(bad);
  expect(answer?.status()).toBeGreaterThanOrEqual(400);
  await Promise.all([page.context().close(), owner.context().close()]);
});

test("many links at once come as a table and as a CSV in which nothing can run", async () => {
  const { page } = await dashboard.visit("/admin/connect");
  await page.getByRole("button", { name: "Create many links" }).click();
  await page.getByRole("textbox", { name: /References/ }).fill('shop-1\n\n=HYPERLINK("x")\n');
  await page.getByText("2 references").waitFor();
  await page.getByRole("button", { name: "Create links" }).click();
  await page.getByRole("heading", { name: "2 connect links are created" }).waitFor();
  expect(await faults(page)).toEqual([]);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as CSV" }).click(),
  ]);
  const [header, first, second] = readFileSync(await file.path(), "utf8").split("\r\n");
  expect(header).toBe("\uFEFFreference,connect_link,expires_at");
  expect(first).toMatch(new RegExp(`^shop-1,${dashboard.origin}/oauth/start\\?invite=[\\w-]+,`));
  expect(second).toMatch(/^"'=HYPERLINK\(""x""\)",/);

  await page.getByRole("button", { name: "Done" }).click();
  const rows = page.getByRole("table", { name: "Connect links" }).getByRole("row");
  await rows.nth(1).getByText("shop-1").waitFor();
  await rows.nth(2).getByText('=HYPERLINK("x")').waitFor();
});

test("a pasted token brings its account and leaves the page; a bad one is refused in words", async () => {
  const { page } = await dashboard.visit("/admin/connect");
  const field = page.getByLabel("Access token");
  expect(await field.getAttribute("type")).toBe("password");
  await field.fill("IGAA-no-token");
  await page.getByRole("button", { name: "Import the account" }).click();
  await page.getByRole("status").getByText("access token").waitFor();
  const member = testAccount("bakery") ?? expect.fail("there is no bakery");
  const token = mintGrant(dashboard.sandbox.sandbox, {
    kind: "long",
    member,
    permissions: ["instagram_business_basic"],
  });
  await field.fill(token);
  await page.getByRole("button", { name: "Import the account" }).click();
  await page.getByRole("link", { name: "See @bakery" }).waitFor();
  expect(await field.inputValue()).toBe("");
});

test("the addresses for Meta's form stand there byte for byte, to be copied", async () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const { page } = await dashboard.openSignedIn("/admin/connect", { permissions });
  await page.getByRole("button", { name: "Copy OAuth redirect URI" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(`${dashboard.origin}/oauth/callback`);
  await page.context().close();
});

test("a click checks that each address of Meta's form responds", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/connect");
  await page.getByRole("button", { name: "Check the addresses" }).click();
  await page.getByText("It responds.").nth(3).waitFor();
  expect(await page.getByText("It responds.").count()).toBe(4);
  expect(await faults(page)).toEqual([]);
  expect(systemAlerts).toEqual([]);
});
