import { expect, test } from "vitest";
import { updateFeed } from "../../../server/features/feeds/change-feed.js";
import { faults } from "../faults.js";
import { setUpFeeds, tiles } from "./feed-pages.js";

const feeds = setUpFeeds();
const { ids, makeFeed, openFeed, shownIds } = feeds;

test("an earlier version is restored after its difference was shown", async () => {
  const feed = await makeFeed();
  const before = await shownIds(feed.slug);
  const { app, operator } = feeds.dashboard;
  await updateFeed(app, { id: feed.id, version: 1, input: { size: 4 } }, operator);
  const { page, systemAlerts } = await openFeed(feed.id);
  expect(await tiles(page).count()).toBe(4);
  const versions = page.getByRole("list", { name: "Versions" }).getByRole("listitem");
  await versions.filter({ hasText: "Size 4, was 12." }).getByText("operator@example.com").waitFor();
  expect(await versions.first().getByRole("button").count()).toBe(0);
  await page.getByRole("button", { name: "Restore version 1" }).click();
  const dialog = page.getByRole("dialog", { name: "Restore version 1?" });
  await dialog.getByText("Size 12, was 4.").waitFor();
  await dialog.getByText("8 enter", { exact: true }).waitFor();
  expect(await dialog.locator("img").count()).toBe(8);
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Restore" }).click();
  await page.getByText("Version 1 is restored.").waitFor();
  await expect.poll(() => tiles(page).count()).toBe(12);
  expect(await shownIds(feed.slug)).toEqual(before);
  await versions.filter({ hasText: "Restored version 1. Size 12, was 4." }).waitFor();
  expect(await page.getByRole("spinbutton", { name: "Posts" }).inputValue()).toBe("12");
  expect(systemAlerts).toEqual([]);
});

test("a key for the feed is made on the spot, shown once, and reads this feed alone", async () => {
  const feed = await makeFeed({ title: "For the shop" });
  const other = await makeFeed();
  const { page, systemAlerts } = await openFeed(feed.id);
  await page.getByRole("button", { name: "Use it" }).click();
  const panel = page.getByRole("dialog", { name: "Use it" });
  await panel.getByRole("tab", { name: "GraphQL" }).click();
  expect(await panel.getByRole("tabpanel").textContent()).toContain(`feed(slug: "${feed.slug}")`);
  await panel.getByRole("tab", { name: "curl" }).click();
  expect(await panel.getByRole("tabpanel").textContent()).toContain("YOUR_API_KEY");
  expect(await faults(page)).toEqual([]);
  await panel.getByRole("button", { name: "Make a key for this feed" }).click();
  await page.getByRole("radio", { name: /On a server/ }).check();
  expect(await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).inputValue()).toBe("For the shop");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  const key = await page.getByRole("textbox", { name: "API key" }).inputValue();
  expect(await page.getByLabel("Example").textContent()).toContain(key);
  const read = async (slug: string) => {
    const response = await fetch(`${feeds.dashboard.origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: `{ feed(slug: "${slug}") { posts { totalCount } } }` }),
    });
    return ((await response.json()) as { data: { feed: { posts: { totalCount: number } } | null } }).data.feed;
  };
  expect(await read(feed.slug)).toEqual({ posts: { totalCount: 12 } });
  expect(await read(other.slug)).toBeNull();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("dialog", { name: "Use it" }).waitFor();
  expect(await page.content()).not.toContain(key);
  await page.goto(`${feeds.dashboard.origin}/admin/apiKeys`);
  await page.getByRole("row", { name: /feed For the shop/ }).waitFor();
  expect(systemAlerts).toEqual([]);
});

test("a site gets snippets that work as pasted, with a key that lets it in and no other", async () => {
  const feed = await makeFeed({ title: "For the site", size: 6 });
  const { page, systemAlerts } = await openFeed(feed.id);
  await page.getByRole("button", { name: "Use it" }).click();
  const panel = page.getByRole("dialog", { name: "Use it" });
  const snippet = async () => (await panel.getByRole("tabpanel").textContent()) ?? "";
  expect(await snippet()).toContain('key="YOUR_API_KEY" first="6"');
  await expect.poll(() => panel.getByRole("region", { name: "What visitors see" }).locator("img").count()).toBe(6);
  // The preview takes no room of the snippet.
  expect((await panel.getByRole("tabpanel").boundingBox())?.height).toBeGreaterThan(60);
  const site = panel.getByRole("textbox", { name: "Your site's address" });
  await site.fill("https://");
  await panel.getByText("This is no address of a site.").waitFor();
  await site.fill("www.shop.example/start");
  await panel.getByText("Its pages have the origin https://www.shop.example.").waitFor();
  await panel.getByRole("button", { name: "Make its key" }).click();
  await panel.getByText("The key in the snippets lets https://www.shop.example in.").waitFor();
  expect(await faults(page)).toEqual([]);
  const key = /key="(pk_[\w-]+)"/.exec(await snippet())?.[1] ?? "";
  const statusOf = async (origin: string, path: string) => {
    const { pathname, search } = new URL(path);
    return (await fetch(`${feeds.dashboard.origin}${pathname}${search}`, { headers: { origin } })).status;
  };
  const ways = { PHP: /'(http[^']+)'/, iframe: /src="([^"]+)"/, WordPress: /(.+)/, RSS: /(.+)/ };
  for (const [name, address] of Object.entries(ways)) {
    await panel.getByRole("tab", { name }).click();
    const path = address.exec(await snippet())?.[1] ?? "";
    expect(new URL(path).searchParams.get("key")).toBe(key);
    expect(await statusOf("https://www.shop.example", path)).toBe(200);
    expect(await statusOf("https://else.example", path)).toBe(403);
  }
  await site.fill("https://else.example");
  await panel.getByText("and https://else.example not. Make a key for it.").waitFor();
  expect(systemAlerts).toEqual([]);
});

test("an account's page names the feeds that have it, and leads to them", async () => {
  const feed = await makeFeed({ title: "With the florist", sources: [{ accountId: ids.florist }] });
  const { page } = await feeds.dashboard.visit(`/admin/accounts/${ids.florist}/show`);
  await page.getByRole("region", { name: "Feeds" }).getByRole("link", { name: "With the florist" }).click();
  await page.waitForURL(`**/admin/feeds/${feed.id}/show`);
  await page.getByRole("heading", { name: "With the florist", level: 1 }).waitFor();
});

test("a German reads in German what the server says of a feed", async () => {
  const feed = await makeFeed();
  const { app, operator } = feeds.dashboard;
  await updateFeed(app, { id: feed.id, version: 1, input: { size: 4 } }, operator);
  await updateFeed(app, { id: feed.id, version: 2, input: { orderBy: "OLDEST", perAccountMax: 9 } }, operator);
  const { page } = await feeds.dashboard.visit(`/admin/feeds/${feed.id}/show`, { locale: "de-DE" });
  await page.getByText("Größe 4, vorher 12.").waitFor();
  await page
    .getByText("Reihenfolge “Älteste zuerst”, vorher “Neueste zuerst”. Beiträge je Konto 9, vorher “keine Grenze”.")
    .waitFor();
  await page
    .getByRole("button", { name: /^Warum ist der Beitrag/ })
    .first()
    .click();
  await page.getByText("Der Beitrag wird gezeigt, an Platz 1.").waitFor();
  expect(await page.locator("body").innerText()).not.toMatch(/%\{|\b(darkroom|resources|ra)\.\w+\./);
});

test("a German reads a rule without a label in German where it explains a post", async () => {
  const feed = await makeFeed({ rules: [{ action: "EXCLUDE", match: { type: ["VIDEO"] } }] });
  const { page } = await openFeed(feed.id, { locale: "de-DE" });
  await page
    .getByRole("group", { name: "Nicht im Feed" })
    .getByRole("button", { name: /^Weggelassen/ })
    .click();
  const left = page.getByRole("list", { name: "Weggelassen" }).getByRole("listitem");
  await left
    .first()
    .getByRole("button", { name: /^Warum/ })
    .click();
  await page.getByText("Weggelassen durch Regel 1, „Weglassen: Video“: Er ist von der Art VIDEO.").waitFor();
});
