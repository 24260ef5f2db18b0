import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { faults } from "../faults.js";
import { changes, setUpFeeds } from "./feed-pages.js";

const { makeFeed, openFeed } = setUpFeeds();

const title = (page: Page, name = "Title") => page.getByRole("textbox", { name, exact: true });
const question = (page: Page) => page.getByRole("dialog", { name: "Leave without saving?" });

test("leaving a feed with changes that are not saved asks first, and staying keeps what was typed", async () => {
  const feed = await makeFeed();
  const { page, systemAlerts } = await openFeed(feed.id);
  await title(page).fill("Not saved yet");
  await page.getByRole("heading", { name: "What it would show" }).waitFor();
  const link = page.getByRole("menuitem", { name: "Accounts", exact: true });
  await link.click();
  await question(page).getByText("They are lost when you leave this page.").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await question(page).waitFor({ state: "detached" });
  expect(await title(page).inputValue()).toBe("Not saved yet");
  expect(page.url()).toContain(`/admin/feeds/${feed.id}/show`);
  await link.focus();
  await page.keyboard.press("Enter");
  await question(page).waitFor();
  await page.keyboard.press("Tab");
  await page
    .locator(":focus")
    .and(question(page).getByRole("button", { name: "Cancel" }))
    .waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/admin\/accounts/);
  await page.getByRole("heading", { name: "Accounts", level: 1 }).waitFor();
  expect(await question(page).count()).toBe(0);
  expect(systemAlerts).toEqual([]);
});

test("the way back in the browser asks too; nothing asks after saving, discarding or removing", async () => {
  const feed = await makeFeed();
  const { page, systemAlerts } = await openFeed(feed.id);
  const toList = () => page.getByRole("menuitem", { name: "Feeds", exact: true }).click();
  await toList();
  await page.getByRole("link", { name: feed.settings.title }).click();
  await title(page).fill("Saved in a moment");
  await page.goBack();
  await question(page).getByRole("button", { name: "Cancel" }).click();
  expect(await title(page).inputValue()).toBe("Saved in a moment");
  await changes(page).getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Saved in a moment", level: 1 }).waitFor();
  await toList();
  await page.getByRole("link", { name: "Saved in a moment" }).click();
  await title(page).fill("Dropped");
  await changes(page).getByRole("button", { name: "Discard" }).click();
  await toList();
  await page.getByRole("link", { name: "Saved in a moment" }).click();
  await title(page).fill("Goes with the feed");
  await page.getByRole("button", { name: "Remove feed" }).click();
  const removal = page.getByRole("dialog", { name: /^Remove the feed/ });
  await removal.getByRole("textbox").fill(feed.slug);
  await removal.getByRole("button", { name: "Remove feed" }).click();
  await page.waitForURL(/\/admin\/feeds(\?|$)/);
  await page.getByRole("heading", { name: "Feeds", level: 1 }).waitFor();
  expect(await question(page).count()).toBe(0);
  expect(systemAlerts).toEqual([]);
});

test("a German is asked in German", async () => {
  const feed = await makeFeed();
  const { page } = await openFeed(feed.id, { locale: "de-DE" });
  await title(page, "Titel").fill("Noch nicht gespeichert");
  await page.getByRole("menuitem", { name: "Konten", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Gehen, ohne zu speichern?" });
  await dialog.getByText("Ihre Änderungen sind nicht gespeichert.").waitFor();
  await dialog.getByRole("button", { name: "Änderungen verwerfen" }).click();
  await page.waitForURL(/\/admin\/accounts/);
});
