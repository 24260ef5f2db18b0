import { expect, test } from "vitest";
import { updateFeed } from "../../../server/features/feeds/change-feed.js";
import { colourFaults, faults } from "../faults.js";
import { changes, overflowOf, setUpFeeds, tiles } from "./feed-pages.js";
import { LOOKS } from "./pages.js";

const feeds = setUpFeeds();
const { ids, makeFeed, openFeed, shownIds } = feeds;

test("a feed is created from accounts and tags, with a slug out of its title, and its page opens", async () => {
  const { page, systemAlerts } = await feeds.dashboard.visit("/admin/feeds");
  await page.getByText("No feeds yet").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: "Create feed" }).click();
  const dialog = page.getByRole("dialog", { name: "Create feed" });
  await dialog.getByRole("textbox", { name: "Title" }).fill("Unsere Läden & Höfe");
  expect(await dialog.getByRole("textbox", { name: "Slug" }).inputValue()).toBe("unsere-laeden-hoefe");
  await dialog.getByRole("button", { name: "Create feed" }).click();
  await dialog.getByText("A feed needs at least one source.").waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("combobox", { name: "Accounts", exact: true }).fill("bak");
  await page.getByRole("option", { name: "@bakery" }).click();
  await dialog.getByRole("combobox", { name: "Tags of accounts" }).fill("shop");
  await dialog.getByRole("combobox", { name: "Tags of accounts" }).press("Enter");
  await dialog.getByRole("button", { name: "Create feed" }).click();
  await page.getByRole("heading", { name: "Unsere Läden & Höfe", level: 1 }).waitFor();
  expect(await page.title()).toBe("Unsere Läden & Höfe · Darkroom");
  const sources = page.getByRole("list", { name: "Sources" }).getByRole("listitem");
  expect(await sources.allInnerTexts()).toEqual(["@bakery", "shop"]);
  expect(await tiles(page).count()).toBe(25);
  await page.getByRole("list", { name: "Rules" }).getByText("reels kept off the profile").first().waitFor();
  expect(await faults(page)).toEqual([]);
  expect(systemAlerts).toEqual([]);
});

test("the list shows four pictures of each feed, how many posts it shows, and which accounts are not well", async () => {
  const feed = await makeFeed({ title: "Everybody" });
  const { page, systemAlerts } = await feeds.dashboard.visit("/admin/feeds");
  const row = page.getByRole("row", { name: /Everybody/ });
  await row.getByText("12 of 12").waitFor();
  await row.getByText("Publish").waitFor();
  await row.getByText("Healthy").waitFor();
  expect(await row.locator("img").count()).toBe(4);
  await feeds.dashboard.app
    .sql`update account_states set sync_failure_cause = 'INSTAGRAM_UNAVAILABLE' where account_id = ${ids.florist}`;
  await page.reload();
  await row.getByText("Stale").waitFor();
  await feeds.dashboard.app.sql`update tokens set failure_cause = 'TOKEN_REVOKED' where account_id = ${ids.florist}`;
  await page.reload();
  await row.getByText("Broken").waitFor();
  expect(await row.getByRole("link", { name: "@florist" }).getAttribute("href")).toBe(
    `/admin/accounts/${ids.florist}/show`,
  );
  expect(await faults(page)).toEqual([]);
  await feeds.dashboard.app.sql`update account_states set sync_failure_cause = null where account_id = ${ids.florist}`;
  await feeds.dashboard.app.sql`update tokens set failure_cause = null where account_id = ${ids.florist}`;
  await page.getByRole("textbox", { name: /Title or slug/ }).fill("no such");
  await row.waitFor({ state: "detached" });
  await page.getByRole("textbox", { name: /Title or slug/ }).fill(feed.slug);
  await row.getByRole("link", { name: "Everybody" }).click();
  await page.getByRole("heading", { name: "Everybody", level: 1 }).waitFor();
  expect(systemAlerts).toEqual([]);
});

test("a change is drawn into the grid before it is saved, and what it counts is what is saved", async () => {
  const feed = await makeFeed();
  const { page, systemAlerts } = await openFeed(feed.id);
  const before = await shownIds(feed.slug);
  const [found] = await feeds.dashboard.app.sql`select unnest(hashtags) as tag, count(*) from media
    where id = any(${before}) group by tag order by count(*) desc, tag limit 1`;
  await page.getByRole("button", { name: "Add rule" }).click();
  await changes(page).getByText("A rule has no condition yet.").waitFor();
  const words = page.getByRole("combobox", { name: "Hashtags" });
  await words.fill(`#${found?.tag}`);
  await words.press("Enter");
  const effect = changes(page).getByText(/enter/);
  await effect.waitFor();
  const counts = /(\d+) enters?\b.*?(\d+) leaves?\b/.exec((await effect.textContent()) ?? "");
  await page.getByRole("heading", { name: "What it would show" }).waitFor();
  expect(await page.getByText("Enters", { exact: true }).count()).toBe(Number(counts?.[1]));
  expect(await page.getByText("Leaves", { exact: true }).count()).toBe(Number(counts?.[2]));
  expect(await shownIds(feed.slug)).toEqual(before);
  expect(await faults(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(21, 16, 14)");
  expect(await colourFaults(page)).toEqual([]);
  await changes(page).getByRole("button", { name: "Save" }).click();
  await page.getByText("The feed is saved.").waitFor();
  const after = await shownIds(feed.slug);
  expect(after.filter((id) => !before.includes(id))).toHaveLength(Number(counts?.[1]));
  expect(before.filter((id) => !after.includes(id))).toHaveLength(Number(counts?.[2]));
  await changes(page).waitFor({ state: "detached" });
  expect(systemAlerts).toEqual([]);
});

test("sources and rules are moved and removed; a mistake says what is wrong; a discarded change is gone", async () => {
  const rules = ["a", "b"].map((word) => ({ action: "EXCLUDE" as const, label: word, match: { words: [word] } }));
  const feed = await makeFeed({ rules });
  const { page } = await openFeed(feed.id);
  const sources = page.getByRole("list", { name: "Sources" }).getByRole("listitem");
  await page.getByRole("button", { name: "Move @florist up" }).click();
  expect(await sources.allInnerTexts()).toEqual(["@florist", "@bakery"]);
  await page.getByRole("button", { name: "Move Rule 1 down" }).focus();
  await page.keyboard.press("Enter");
  // The rule has become the last: the way back has the focus.
  await page
    .locator(":focus")
    .and(page.getByRole("button", { name: "Move Rule 2 up" }))
    .waitFor();
  await changes(page).getByText("Moved the sources. Moved the rules.").waitFor();
  await page.getByRole("button", { name: "Remove Rule 2" }).click();
  await page.getByRole("spinbutton", { name: "Posts" }).fill("0");
  await changes(page).getByText("`size` is 0; it goes from 1 to 100.").waitFor();
  await page.getByRole("spinbutton", { name: "Posts" }).fill("3");
  await changes(page).getByText("9 leave").waitFor();
  await changes(page).getByRole("button", { name: "Discard" }).click();
  await changes(page).waitFor({ state: "detached" });
  expect(await sources.allInnerTexts()).toEqual(["@bakery", "@florist"]);
  expect(await tiles(page).count()).toBe(12);
});

test("when somebody else is faster, it is said what they changed, and what was typed stays", async () => {
  const feed = await makeFeed();
  const { page, systemAlerts } = await openFeed(feed.id);
  await page.getByRole("textbox", { name: "Title" }).fill("My own title");
  await updateFeed(feeds.dashboard.app, { id: feed.id, version: 1, input: { size: 6 } }, feeds.dashboard.operator);
  await changes(page).getByRole("button", { name: "Save" }).click();
  await changes(page)
    .getByText(/operator@example.com.*Size 6, was 12\./)
    .waitFor();
  expect(await page.getByRole("textbox", { name: "Title" }).inputValue()).toBe("My own title");
  expect(await changes(page).getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
  await changes(page).getByText("Title My own title, was").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Take their changes, keep mine on top" }).click();
  expect(await page.getByRole("spinbutton", { name: "Posts" }).inputValue()).toBe("6");
  await changes(page).getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "My own title", level: 1 }).waitFor();
  const [row] = await feeds.dashboard.app
    .sql`select version, settings->>'size' as size from feeds where id = ${feed.id}`;
  expect(row).toEqual({ version: 3, size: "6" });
  await page.getByRole("textbox", { name: "Title" }).fill("Nothing of this");
  await updateFeed(feeds.dashboard.app, { id: feed.id, version: 3, input: { size: 7 } }, feeds.dashboard.operator);
  await changes(page).getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Reload, drop mine" }).click();
  expect(await page.getByRole("textbox", { name: "Title" }).inputValue()).toBe("My own title");
  await expect.poll(() => tiles(page).count()).toBe(7);
  // The refused saves are answered with a status that the browser reports.
  expect(systemAlerts.filter((text) => !text.includes("409"))).toEqual([]);
});

test("on a phone a feed and its list fit, and a change is saved from there", async () => {
  const feed = await makeFeed({ title: "A title of some length that goes on and on" });
  const { page } = await openFeed(feed.id, LOOKS.phone);
  await page.getByRole("spinbutton", { name: "Posts" }).fill("4");
  await changes(page).getByText("8 leave").waitFor();
  expect(await overflowOf(page)).toBeLessThan(1);
  expect(await faults(page)).toEqual([]);
  await changes(page).getByRole("button", { name: "Save" }).click();
  await changes(page).waitFor({ state: "detached" });
  await page.goto(`${feeds.dashboard.origin}/admin/feeds`);
  await page.getByRole("link", { name: "A title of some length" }).waitFor();
  expect(await overflowOf(page)).toBeLessThan(1);
  expect(await faults(page)).toEqual([]);
});

test("a feed is removed once its slug is typed; its page then says that it is gone", async () => {
  const feed = await makeFeed();
  const { page } = await openFeed(feed.id);
  await page.getByRole("button", { name: "Remove feed" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(feed.slug);
  await dialog.getByRole("button", { name: "Remove feed" }).click();
  await page.waitForURL(/\/admin\/feeds(\?|$)/);
  await page.goto(`${feeds.dashboard.origin}/admin/feeds/${feed.id}/show`);
  await page.getByRole("heading", { name: "No such feed" }).waitFor();
  expect(await faults(page)).toEqual([]);
});
