import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFeed } from "../../../server/features/feeds/change-feed.js";
import { makeKey } from "../../support/credentials.js";
import { faults } from "../faults.js";
import { LOOKS } from "./pages.js";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;
let post: { id: string; permalink: string; shortcode: string };
let prefix: string;

beforeAll(async () => {
  dashboard = await openDashboard();
  const { sql } = dashboard.app;
  const bakery = await dashboard.connect("bakery");
  await dashboard.connect("florist");
  await sql`update accounts set reference = 'kunde 4711', reference_folded = 'kunde 4711' where username = 'florist'`;
  const found = await sql<[typeof post]>`select id, permalink, shortcode from media
    where account_id = ${bakery} and parent_id is null order by timestamp offset 5 limit 1`;
  post = found[0];
  const { key } = await makeKey(dashboard.app, { accountIds: [bakery], name: "Winter campaign" });
  prefix = key.slice(0, 9);
});

afterAll(() => dashboard?.close());

const field = (page: Page) => page.getByRole("combobox", { name: "Search accounts, feeds, posts and API keys" });
const option = (page: Page, name: RegExp) => page.getByRole("option", { name });

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press("/");
  await field(page).fill(text);
}

test("/ opens the search, typing finds accounts, the arrow keys choose, Enter opens", async () => {
  const { page, systemAlerts } = await dashboard.visit("/admin/settings");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await search(page, "o");
  await page.getByText(/^Type a username/).waitFor();
  await field(page).fill("or");
  await option(page, /@florist/).waitFor();
  await field(page).fill("4711");
  await page.getByRole("status").getByText("1 result").waitFor();
  expect(await page.getByRole("listbox").getByRole("group").count()).toBe(1);
  const active = await field(page).getAttribute("aria-activedescendant");
  expect(active).toBe(await option(page, /@florist/).getAttribute("id"));
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "@florist" }).waitFor();
  expect(await field(page).count()).toBe(0);
  expect(systemAlerts).toEqual([]);
});

test("a post is found by its address, its shortcode and its id, and opens large", async () => {
  const { page } = await dashboard.visit("/admin/");
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  for (const text of [`${post.permalink}?igsh=x`, post.shortcode, post.id]) {
    await page.keyboard.press("Control+k");
    await field(page).fill(text);
    await page.getByRole("group", { name: "Posts" }).getByRole("option").click();
    await page.getByRole("dialog").getByText("Post 1 of 1").waitFor();
    expect(new URL(page.url()).searchParams.get("post")).toBe(post.id);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("");
  }
});

test("an API key is found by its name and by its visible beginning", async () => {
  const { page } = await dashboard.visit("/admin/");
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  for (const text of ["winter c", prefix]) {
    await search(page, text);
    await option(page, /Winter campaign/).waitFor();
    await page.keyboard.press("Escape");
    await field(page).waitFor({ state: "detached" });
  }
  await search(page, "nobody's");
  await page.getByRole("status").getByText("Nothing found").waitFor();
});

test("a feed is found by part of its title, and opens", async () => {
  const { app, operator } = dashboard;
  const { id } = await createFeed(app, { slug: "season", title: "Winter feed", sources: [{ tag: "x" }] }, operator);
  const { page } = await dashboard.visit("/admin/");
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await search(page, "inter fe");
  await page
    .getByRole("group", { name: "Feeds" })
    .getByRole("option", { name: /Winter feed/ })
    .click();
  await page.waitForURL(`**/admin/feeds/${id}/show`);
});

test("on a phone the search fills the screen, finds, and closes", async () => {
  const { page } = await dashboard.visit("/admin/", LOOKS.phone);
  await page.getByRole("button", { name: "Search accounts, feeds, posts and API keys" }).click();
  await field(page).fill("bake");
  await option(page, /@bakery/).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThan(1);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Close the search" }).click();
  await field(page).waitFor({ state: "detached" });
});
