import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { faults } from "../faults.js";
import { overflowOf, setUpFeeds } from "./feed-pages.js";
import { LOOKS } from "./pages.js";

const feeds = setUpFeeds();
const { makeFeed, openFeed, shownIds } = feeds;

const tile = (page: Page, place: number) => page.locator(`li[data-place="${place}"]`);
const end = (page: Page) => page.getByRole("dialog", { name: "When the pin ends" });
const spoken = (page: Page, text: string | RegExp) => page.locator("[aria-live=assertive]").getByText(text);

async function pinOf(feedId: string): Promise<{ place: number; until: string | null } | undefined> {
  const [pin] = await feeds.dashboard.app.sql<{ place: number; until: Date | null }[]>`
    select place, until from feed_pins where feed_id = ${feedId}`;
  return pin && { place: pin.place, until: pin.until && new Date(pin.until).toISOString() };
}

test("a pin gets an end by keyboard, which its picture names, and keeps it when it is moved or a hide is undone", async () => {
  const feed = await makeFeed();
  const before = await shownIds(feed.slug);
  const { page, systemAlerts } = await openFeed(feed.id, { timezoneId: "Europe/Berlin" });
  expect(await page.getByRole("button", { name: /^Change when the pin ends/ }).count()).toBe(0);
  await tile(page, 3)
    .getByRole("button", { name: /^Pin at place 3/ })
    .click();
  const clock = tile(page, 3).getByRole("button", { name: /^Change when the pin ends/ });
  await clock.focus();
  await page.keyboard.press("Enter");
  const field = end(page).getByLabel("Pinned until");
  expect(await field.inputValue()).toBe("");
  await field.fill("2020-02-01T10:00");
  await end(page).getByText("Name an instant that is still to come.").waitFor();
  expect(await faults(page)).toEqual([]);
  await field.press("Enter");
  await field.fill("2098-02-01T10:30");
  await field.press("Enter");
  await spoken(page, "Pinned until Feb 1, 2098.").waitFor();
  await tile(page, 3).getByText("until Feb 1, 2098").waitFor();
  const until = "2098-02-01T09:30:00.000Z";
  expect(await pinOf(feed.id)).toEqual({ place: 3, until });
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: /^Move the post of .* at place 3$/ }).focus();
  for (const key of ["Enter", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await tile(page, 4).getByText("until Feb 1, 2098").waitFor();
  await expect.poll(() => pinOf(feed.id)).toEqual({ place: 4, until });

  await tile(page, 4)
    .getByRole("button", { name: /^Hide in this feed/ })
    .click();
  await expect.poll(() => pinOf(feed.id)).toBeUndefined();
  await page.getByRole("button", { name: "Undo" }).click();
  await tile(page, 4).getByText("until Feb 1, 2098").waitFor();
  await expect.poll(() => pinOf(feed.id)).toEqual({ place: 4, until });
  expect((await shownIds(feed.slug))[3]).toBe(before[2]);
  expect(systemAlerts).toEqual([]);
});

test("an end is taken away again, on a phone and in German", async () => {
  const feed = await makeFeed();
  const [first = ""] = await shownIds(feed.slug);
  const { app } = feeds.dashboard;
  const { page } = await openFeed(feed.id, { ...LOOKS.phone, locale: "de-DE" });
  await tile(page, 1)
    .getByRole("button", { name: /^An Platz 1 anheften/ })
    .click();
  const clock = tile(page, 1).getByRole("button", { name: /^Ändern, wann die Anheftung endet/ });
  await clock.waitFor();
  await app.sql`update feed_pins set until = '2098-02-01T09:30:00Z' where media_id = ${first} and feed_id = ${feed.id}`;
  await page.reload();
  await tile(page, 1).getByText("bis 01.02.2098").waitFor();
  expect(await overflowOf(page)).toBeLessThan(1);
  await clock.click();
  const dialog = page.getByRole("dialog", { name: "Wann die Anheftung endet" });
  await dialog.getByLabel("Angeheftet bis").fill("");
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await tile(page, 1).getByText("bis 01.02.2098").waitFor({ state: "detached" });
  expect(await pinOf(feed.id)).toEqual({ place: 1, until: null });
});
