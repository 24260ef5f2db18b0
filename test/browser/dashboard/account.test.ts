import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hideMedia } from "../../../server/features/media/hide-media.js";
import { faults } from "../faults.js";
import { LOOKS } from "./pages.js";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;
let bakery: string;
let florist: string;

beforeAll(async () => {
  dashboard = await openDashboard();
  bakery = await dashboard.connect("bakery");
  florist = await dashboard.connect("florist");
});

afterAll(() => dashboard?.close());

test("a token's refresh says from when it can be, and then shows the old and the new expiry", async () => {
  const { page, systemAlerts } = await openAccount(bakery);
  await page.getByText("Instagram does not refresh a token in its first 24 hours.").waitFor();
  expect(await page.getByRole("button", { name: "Refresh token" }).isDisabled()).toBe(true);
  await dashboard.sandbox.control({ advance: "2d" });
  await page.reload();
  await page.getByRole("button", { name: "Timeline", expanded: false }).click();
  await page.getByRole("button", { name: "Refresh token" }).click();
  await page.getByText(/Refreshed\. It expired .+; now it expires .+\./).waitFor();
  await page.getByRole("listitem").filter({ hasText: "Refreshed by operator@example.com" }).waitFor();
  expect(await faults(page)).toEqual([]);
  expect(systemAlerts).toEqual([]);
});

test("a broken account tells what its token met, and is reconnected on Instagram's consent page", async () => {
  const garage = await dashboard.connect("garage");
  await dashboard.sandbox.control({ revoke: { account: "garage", cause: "password-changed" } });
  await dashboard.sandbox.control({ advance: "2d" });
  const { page } = await openAccount(garage);
  await page.getByRole("button", { name: "Refresh token" }).click();
  const failure = page.getByRole("listitem").filter({ hasText: "Refresh failed by operator@example.com" });
  await failure.getByText(/Connect the account again\. \(Instagram's code 190, trace \S+\)/).waitFor();
  await page.goto(`${dashboard.origin}/admin/accounts`);
  await page.getByRole("tab", { name: "Broken 1" }).click();
  await page.getByRole("link", { name: "@garage" }).click();
  await page.getByText("Instagram would reject it: only reconnecting helps.").waitFor();
  // The bar's sign that something is being read has no name.
  await page.locator(".app-loader").waitFor({ state: "detached" });
  expect(await faults(page)).toEqual([]);

  await page.getByRole("link", { name: "Reconnect", exact: true }).click();
  await page.getByRole("radio", { name: /garage/ }).check();
  await page.getByRole("button", { name: "Approve" }).click();
  await page.waitForURL(/\/oauth\/callback/);
  await page.goto(`${dashboard.origin}/admin/accounts/${garage}/show`);
  await page.getByRole("button", { name: "Timeline", expanded: false }).click();
  await page.getByText(/Reissued: reconnected/).waitFor();
  await page.getByText("Healthy").waitFor();
});

test("a reconnect link is made, shown once and good for a visitor who is not signed in", async () => {
  const { page } = await openAccount(bakery);
  await page.getByRole("button", { name: "Copy reconnect link" }).click();
  const url = await page.getByLabel("Reconnect link", { exact: true }).inputValue();
  expect((await fetch(url, { redirect: "manual" })).status).toBe(302);
});

test("reference, tags and note are edited where they stand; Escape leaves them", async () => {
  const { page } = await openAccount(bakery);
  await page.getByRole("button", { name: "Edit reference" }).click();
  await page.getByLabel("Reference").fill("customer-17");
  await page.getByRole("button", { name: "Save reference" }).click();
  await page.getByText("customer-17").waitFor();
  await page.getByRole("button", { name: "Edit tags" }).click();
  await page.getByRole("combobox", { name: "Tags" }).fill("food");
  await page.getByRole("combobox", { name: "Tags" }).press("Enter");
  await page.getByRole("button", { name: "Save tags" }).click();
  await page.getByRole("button", { name: "Edit note" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("nothing of this");
  await page.getByRole("textbox", { name: "Note" }).press("Escape");
  await page
    .locator(":focus")
    .and(page.getByRole("button", { name: "Edit note" }))
    .waitFor();
  await page.getByRole("link", { name: "food" }).click();
  await page.getByRole("tab", { name: "All 1" }).waitFor();
});

test("posts are narrowed, hidden with a way back, and looked at by keyboard", async () => {
  const { page } = await openAccount(bakery);
  const tiles = page.getByRole("button", { name: /^Open the post of/ });
  await page.getByText("40 posts", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Show all 40 posts" }).click();
  await tiles.last().scrollIntoViewIfNeeded();
  await expect.poll(() => tiles.count()).toBe(40);

  await page
    .getByRole("button", { name: /^Hide the post/ })
    .first()
    .click();
  await page.getByText("Hidden", { exact: true }).waitFor();
  await expect.poll(() => hiddenCount()).toBe(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => hiddenCount()).toBe(0);
  await page.getByText("Hidden", { exact: true }).waitFor({ state: "detached" });

  await page.getByRole("combobox", { name: "Published as" }).click();
  await page.getByRole("option", { name: "Reel" }).click();
  await expect.poll(() => tiles.count()).toBeLessThan(40);
  await tiles.first().click();
  await page.getByRole("dialog", { name: /^Post 1 of/ }).waitFor();
  await page.keyboard.press("ArrowRight");
  const lightbox = page.getByRole("dialog", { name: /^Post 2 of/ });
  await lightbox.getByText(/\d+ likes? · \d+ comments?/).waitFor();
  expect(await lightbox.getByRole("link", { name: "Open at Instagram" }).getAttribute("href")).toMatch(/^https:/);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await lightbox.waitFor({ state: "detached" });
});

test("the posts stand beside the token, or above it on a phone, and do not push it out of reach", async () => {
  const { page } = await openAccount(bakery);
  const tiles = page.getByRole("button", { name: /^Open the post of/ });
  const token = page.getByRole("heading", { name: "Token", exact: true });
  await tiles.first().waitFor();
  const top = async (of: Locator) => (await of.boundingBox())?.y ?? Number.NaN;
  expect(await top(tiles.first())).toBeLessThan(620);
  expect(await top(token)).toBeLessThan(620);
  expect(await tiles.count()).toBe(12);
  await page.getByRole("button", { name: "Show all 40 posts" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("li:nth-child(13) :focus").waitFor();

  const { page: phone } = await dashboard.visit(`/admin/accounts/${bakery}/show`, LOOKS.phone);
  const first = phone.getByRole("button", { name: /^Open the post of/ });
  await first.first().waitFor();
  expect(await first.count()).toBe(6);
  const posts = await top(first.first());
  expect(posts).toBeLessThan(844);
  expect(await top(phone.getByRole("heading", { name: "Token", exact: true }))).toBeGreaterThan(posts);
  expect(await faults(phone)).toEqual([]);
});

test("the choice of posts is in the address: a reload and the way back keep it", async () => {
  const { page } = await openAccount(bakery);
  const tiles = page.getByRole("button", { name: /^Open the post of/ });
  const albums = page.getByText("Album", { exact: true });
  await albums.first().waitFor();
  await page.getByRole("combobox", { name: "Published as" }).click();
  await page.getByRole("option", { name: "Reel" }).click();
  await albums.first().waitFor({ state: "detached" });
  await page.getByRole("combobox", { name: "Order" }).click();
  await page.getByRole("option", { name: "Oldest first" }).click();
  await page.waitForURL(/\?productType=REELS&order=OLDEST$/);
  const counts = async () => [await tiles.count(), await albums.count()];
  const [row] = await dashboard.app.sql`
    select count(*)::int as count from media where account_id = ${bakery} and media_product_type = 'REELS'`;
  const expectReels = () => expect.poll(counts).toEqual([row?.count, 0]);
  await expectReels();
  await page.reload();
  await expectReels();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  await page.goBack();
  await expectReels();
  await page.getByLabel("Caption").fill("nobody wrote this");
  await page.getByText("No matching posts").waitFor();
  await page.getByRole("button", { name: "Show all posts" }).click();
  await page.waitForURL(/\/show$/);
  await albums.first().waitFor();
});

test("a post that somebody hides elsewhere is seen to be hidden at the next refresh, and where one stands stays", async () => {
  const { page } = await openAccount(bakery);
  await page.clock.install();
  await page.reload();
  const tiles = page.getByRole("button", { name: /^Open the post of/ });
  await tiles.first().waitFor();
  await page.getByRole("button", { name: "Show all 40 posts" }).click();
  await tiles.last().scrollIntoViewIfNeeded();
  await expect.poll(() => tiles.count()).toBe(40);
  const [post] = await dashboard.app
    .sql`select id from media where account_id = ${bakery} and parent_id is null limit 1`;
  await hideMedia(dashboard.app, { id: post?.id, hidden: true }, dashboard.operator);
  await page.clock.runFor(31_000);
  await page.getByText("Hidden", { exact: true }).waitFor();
  await expect.poll(() => tiles.count()).toBe(40);
  await hideMedia(dashboard.app, { id: post?.id, hidden: false }, dashboard.operator);
  await page.clock.runFor(31_000);
  await page.getByText("Hidden", { exact: true }).waitFor({ state: "detached" });
  await page.context().close();
});

test("a sync that is asked for shows that it runs, and then what it brought", async () => {
  await dashboard.sandbox.control({ posts: { account: "bakery", add: [{ caption: "Neu!", type: "IMAGE" }] } });
  const { page } = await openAccount(bakery);
  await page.getByRole("button", { name: "Sync now" }).click();
  await page.getByRole("list", { name: "Last syncs" }).getByText("+1 new · 0 changed · 0 removed").waitFor();
  await page.getByText("41 posts", { exact: true }).waitFor();
});

test("an account is disconnected once its name is typed; its page then says that it is gone", async () => {
  const { page } = await openAccount(florist);
  await page.getByRole("button", { name: "Pause account" }).click();
  await page.getByRole("button", { name: "Resume account" }).waitFor();
  await page.getByRole("button", { name: "Disconnect account" }).click();
  const dialog = page.getByRole("dialog");
  const act = dialog.getByRole("button", { name: "Disconnect account" });
  expect(await act.isDisabled()).toBe(true);
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("textbox").fill("florist");
  await act.click();
  await page.waitForURL(/\/admin\/accounts(\?|$)/);
  await page.goto(`${dashboard.origin}/admin/accounts/${florist}/show`);
  await page.getByRole("heading", { name: "No such account" }).waitFor();
  expect(await faults(page)).toEqual([]);
});

async function openAccount(id: string): Promise<{ page: Page; systemAlerts: string[] }> {
  const opened = await dashboard.visit(`/admin/accounts/${id}/show`);
  await opened.page.getByRole("heading", { name: "Timeline" }).waitFor();
  return opened;
}

async function hiddenCount(): Promise<number> {
  const [row] = await dashboard.app.sql`select count(*)::int as count from media where hidden`;
  return row?.count;
}
