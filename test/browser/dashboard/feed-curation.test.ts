import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { decidePosts } from "../../../server/features/feeds/curate-posts.js";
import { faults } from "../faults.js";
import { overflowOf, setUpFeeds, tiles } from "./feed-pages.js";
import { LOOKS } from "./pages.js";

const feeds = setUpFeeds();
const { makeFeed, openFeed, shownIds } = feeds;

/** Counts what a person clicks. */
function counter() {
  let clickCount = 0;
  return {
    async click(target: Locator) {
      clickCount++;
      await target.click();
    },
    get clickCount() {
      return clickCount;
    },
  };
}

const why = (page: Page) => page.getByRole("dialog", { name: /^Why is the post of/ });
const spoken = (page: Page, text: string | RegExp) => page.locator("[aria-live=assertive]").getByText(text);

test("a post is hidden by one click, and comes back to its pinned place by undo", async () => {
  const feed = await makeFeed();
  const before = await shownIds(feed.slug);
  const { page, systemAlerts } = await openFeed(feed.id);
  const drawn = () => tiles(page).locator("img").evaluateAll(altsOf);
  const first = await drawn();
  const hand = counter();
  await hand.click(
    tiles(page)
      .nth(1)
      .getByRole("button", { name: /^Hide in this feed/ }),
  );
  await page.getByText("The post is hidden in this feed.").waitFor();
  expect(hand.clickCount).toBeLessThanOrEqual(2);
  const without = await shownIds(feed.slug);
  expect(without).not.toContain(before[1]);
  expect(without).toHaveLength(12);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(drawn).toEqual(first);
  expect(await shownIds(feed.slug)).toEqual(before);

  await tiles(page)
    .nth(4)
    .getByRole("button", { name: /^Pin at place 5/ })
    .click();
  await tiles(page)
    .nth(4)
    .getByRole("button", { name: /^Unpin/ })
    .waitFor();
  await tiles(page)
    .nth(4)
    .getByRole("button", { name: /^Hide in this feed/ })
    .click();
  await expect.poll(() => shownIds(feed.slug)).not.toContain(before[4]);
  await page.getByRole("button", { name: "Undo" }).click();
  await tiles(page)
    .nth(4)
    .getByRole("button", { name: /^Unpin/ })
    .waitFor();
  expect(await shownIds(feed.slug)).toEqual(before);
  expect(systemAlerts).toEqual([]);
});

test("a post is pinned by one click where it is, or dragged to a place; it is unpinned by one", async () => {
  const feed = await makeFeed();
  const before = await shownIds(feed.slug);
  const { page } = await openFeed(feed.id);
  const hand = counter();
  await hand.click(
    tiles(page)
      .nth(2)
      .getByRole("button", { name: /^Pin at place 3/ }),
  );
  await tiles(page)
    .nth(2)
    .getByRole("button", { name: /^Unpin/ })
    .waitFor();
  expect(hand.clickCount).toBeLessThanOrEqual(2);
  await tiles(page)
    .nth(2)
    .getByRole("button", { name: /^Unpin/ })
    .click();
  await tiles(page)
    .nth(2)
    .getByRole("button", { name: /^Unpin/ })
    .waitFor({ state: "detached" });

  await drag(page, { from: tiles(page).nth(5).locator("img"), to: tiles(page).nth(0).locator("img") });
  await spoken(page, /is pinned at place 1 of 12/).waitFor();
  await tiles(page)
    .first()
    .getByRole("button", { name: /^Unpin/ })
    .waitFor();
  const after = await shownIds(feed.slug);
  expect(after[0]).toBe(before[5]);
  expect(after.slice(1)).toEqual(before.filter((id) => id !== before[5]));
  // The drag is no click: nothing has opened.
  expect(await why(page).count()).toBe(0);
  expect(await faults(page)).toEqual([]);
});

test("by keyboard a post is lifted, moved and pinned, and each place is spoken", async () => {
  const feed = await makeFeed();
  const before = await shownIds(feed.slug);
  const { page, systemAlerts } = await openFeed(feed.id);
  const handle = page.getByRole("button", { name: /^Move the post of .* at place 2$/ });
  await handle.focus();
  await page.keyboard.press("Enter");
  await spoken(page, /is lifted from place 2 of 12/).waitFor();
  await page.keyboard.press("ArrowRight");
  await spoken(page, /place 3 of 12/).waitFor();
  await page.keyboard.press("Escape");
  await spoken(page, /stays at place 2 of 12/).waitFor();
  expect(await shownIds(feed.slug)).toEqual(before);
  await page.keyboard.press("Space");
  await spoken(page, /is lifted from place 2 of 12/).waitFor();
  for (const place of [3, 4, 5]) {
    await page.keyboard.press("ArrowRight");
    await spoken(page, new RegExp(`place ${place} of 12`)).waitFor();
  }
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await spoken(page, /is pinned at place 5 of 12/).waitFor();
  await expect.poll(async () => (await shownIds(feed.slug))[4]).toBe(before[1]);
  await tiles(page)
    .nth(4)
    .getByRole("button", { name: /^Unpin/ })
    .waitFor();
  await page
    .locator(":focus")
    .and(page.getByRole("button", { name: /^Move the post of .* at place 5$/ }))
    .waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await spoken(page, /place 12 of 12/).waitFor();
  await page.keyboard.press("Tab");
  await spoken(page, /stays at place/).waitFor();
  expect(systemAlerts).toEqual([]);
});

test("each post says by one click why it is there, and what can be done", async () => {
  const feed = await makeFeed();
  const [, second = ""] = await shownIds(feed.slug);
  const { page, systemAlerts } = await openFeed(feed.id);
  const hand = counter();
  await hand.click(
    tiles(page)
      .nth(1)
      .getByRole("button", { name: /^Why is the post of .* in the feed/ }),
  );
  await why(page).getByText("The post is shown, at place 2.").waitFor();
  expect(hand.clickCount).toBeLessThanOrEqual(2);
  expect(await faults(page)).toEqual([]);
  await why(page).getByRole("button", { name: "Hide it" }).click();
  await expect.poll(() => shownIds(feed.slug)).not.toContain(second);
  await page.getByRole("group", { name: "Not in the feed" }).getByRole("button", { name: "Hidden 1" }).click();
  const hidden = page.getByRole("list", { name: "Hidden" }).getByRole("listitem");
  await hidden.getByRole("button", { name: /^Why/ }).click();
  await why(page).getByText("An operator hid the post in this feed.").waitFor();
  await why(page).getByRole("button", { name: "Leave it to the rules" }).click();
  await expect.poll(async () => (await shownIds(feed.slug))[1]).toBe(second);
  expect(systemAlerts).toEqual([]);
});

test("a pasted address says why its post is not there, and lets it in", async () => {
  const feed = await makeFeed({ rules: [{ action: "EXCLUDE", label: "no videos", match: { type: ["VIDEO"] } }] });
  const [video] = await feeds.dashboard.app.sql`select id, permalink from media
    where media_type = 'VIDEO' and parent_id is null and account_id = ${feeds.ids.bakery} order by timestamp desc limit 1`;
  const { page, systemAlerts } = await openFeed(feed.id);
  const hand = counter();
  const box = page.getByRole("textbox", { name: "The post's address at Instagram" });
  await hand.click(box);
  await page.evaluate(`document.activeElement.dispatchEvent(new ClipboardEvent("paste", {
    bubbles: true, clipboardData: (() => { const data = new DataTransfer(); data.setData("text", ${JSON.stringify(
      `${video?.permalink}?igsh=abc`,
    )}); return data; })() }))`);
  await page.getByText("Excluded by rule 1, “no videos”: it is of type VIDEO.").waitFor();
  expect(hand.clickCount).toBeLessThanOrEqual(2);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Pin to the top" }).click();
  await page.getByText("The post is pinned, at place 1.").waitFor();
  expect((await shownIds(feed.slug))[0]).toBe(video?.id);
  await box.fill("instagram.com/p/NobodyHasThis/");
  await box.press("Enter");
  await page.getByText("The post is not stored.").waitFor();
  await box.fill("nonsense");
  await box.press("Enter");
  await page.getByText(/Open the post at instagram.com and copy its address/).waitFor();
  expect(systemAlerts.filter((text) => !text.includes("400"))).toEqual([]);
});

test("what waits is reviewed by one key each for show, hide and undo", async () => {
  const feed = await makeFeed({ mode: "REVIEW" });
  const { page, systemAlerts } = await openFeed(feed.id);
  await page.getByText("The feed shows nothing").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Review posts" }).click();
  const review = page.getByRole("dialog", { name: "Review" });
  const caption = () => review.getByRole("img").getAttribute("alt");
  await review.getByRole("img").waitFor();
  expect(await faults(page)).toEqual([]);
  const first = await caption();
  await page.keyboard.press("s");
  await spoken(page, /^Shown\. \d+ wait/).waitFor();
  await page.keyboard.press("h");
  await spoken(page, /^Hidden\. \d+ wait/).waitFor();
  await page.keyboard.press("u");
  await spoken(page, /^Taken back\. \d+ wait/).waitFor();
  await page.keyboard.press("s");
  await page.keyboard.press("u");
  await page.keyboard.press("u");
  expect(await caption()).toBe(first);
  await page.keyboard.press("s");
  await page.keyboard.press("s");
  await page.keyboard.press("h");
  await page.keyboard.press("Escape");
  await expect.poll(() => tiles(page).count()).toBe(2);
  const [counted] = await feeds.dashboard.app.sql`select count(*) filter (where is_shown)::int as shown,
    count(*) filter (where not is_shown)::int as hidden from feed_decisions where feed_id = ${feed.id}`;
  expect(counted).toEqual({ shown: 2, hidden: 1 });
  expect(systemAlerts).toEqual([]);
});

test("a decision that the server does not hear brings its post back", async () => {
  const feed = await makeFeed({ mode: "REVIEW" });
  const { page } = await openFeed(feed.id);
  await page.getByRole("button", { name: "Review posts" }).click();
  const review = page.getByRole("dialog", { name: "Review" });
  await review.getByRole("img").waitFor();
  const first = await review.getByRole("img").getAttribute("alt");
  await page.context().setOffline(true);
  await page.keyboard.press("s");
  await review.getByText("The server cannot be reached.").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.context().setOffline(false);
  await review.getByRole("button", { name: "Try again" }).click();
  expect(await review.getByRole("img").getAttribute("alt")).toBe(first);
  await page.keyboard.press("s");
  await expect.poll(async () => (await shownIds(feed.slug)).length).toBe(1);
});

test("the review of the last post says that everything is decided, on a phone too", async () => {
  const feed = await makeFeed({ mode: "REVIEW" });
  const { app, operator } = feeds.dashboard;
  const rows = await app.sql`select id from media where parent_id is null and removed_at is null order by id`;
  const mediaIds = rows.slice(1).map(({ id }) => String(id));
  await decidePosts(app, { feedId: feed.id, mediaIds, decision: "HIDE" }, operator);
  const { page } = await openFeed(feed.id, LOOKS.phone);
  await page.getByText("1 post waits for a decision.").waitFor();
  await page.getByRole("button", { name: "Review posts" }).click();
  const review = page.getByRole("dialog", { name: "Review" });
  await review.getByRole("img").waitFor();
  expect(await overflowOf(page)).toBeLessThan(1);
  expect(await faults(page)).toEqual([]);
  await review.getByRole("button", { name: "Show" }).click();
  await review.getByText("Everything is decided").waitFor();
  await review.getByRole("button", { name: "Close the review" }).click();
  await page.getByText("No post waits for a decision.").waitFor();
  await expect.poll(() => tiles(page).count()).toBe(1);
});

function altsOf(images: { getAttribute(name: string): string | null }[]): (string | null)[] {
  return images.map((image) => image.getAttribute("alt"));
}

async function drag(page: Page, { from, to }: { from: Locator; to: Locator }): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await middleOf(from), await middleOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await target.boundingBox()) ?? expect.fail("it is not on screen");
  return { x: x + width / 2, y: y + height / 2 };
}
