import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { createFeed } from "../../../server/features/feeds/change-feed.js";
import type { FeedInput } from "../../../server/features/feeds/feed-input.js";
import { OPERATOR_TOKEN } from "../../support/test-app.js";
import { type Dashboard, openDashboard } from "./support.js";

/** The dashboard with two accounts, and what tests of feeds do again and again. */
export function setUpFeeds() {
  let opened: Dashboard | undefined;
  const ids = { bakery: "", florist: "" };
  let madeCount = 0;
  beforeAll(async () => {
    opened = await openDashboard();
    ids.bakery = await opened.connect("bakery");
    ids.florist = await opened.connect("florist");
  });
  afterAll(() => opened?.close());
  const dashboard = () => opened ?? fail();
  return {
    ids,
    get dashboard() {
      return dashboard();
    },
    /** A feed of both accounts with twelve posts and no rule, made by the server itself. */
    async makeFeed(input: FeedInput = {}) {
      const name = `feed-${++madeCount}`;
      const sources = [{ accountId: ids.bakery }, { accountId: ids.florist }];
      const whole = { slug: name, title: `Feed ${madeCount}`, size: 12, sources, rules: [], ...input };
      return await createFeed(dashboard().app, whole, dashboard().operator);
    },
    async openFeed(id: string, look?: BrowserContextOptions) {
      const page = await dashboard().visit(`/admin/feeds/${id}/show`, look);
      await page.page
        .getByRole("list")
        .filter({ has: page.page.locator("li[data-place]") })
        .or(page.page.getByText("The feed shows nothing"))
        .first()
        .waitFor();
      return page;
    },
    /** The ids of the posts that a site gets, in their order. */
    async shownIds(slug: string): Promise<string[]> {
      const response = await fetch(`${dashboard().origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${OPERATOR_TOKEN}` },
        body: JSON.stringify({ query: `{ feed(slug: "${slug}") { posts(first: 100) { nodes { media { id } } } } }` }),
      });
      const { data } = (await response.json()) as { data: { feed: { posts: { nodes: { media: { id: string } }[] } } } };
      return data.feed.posts.nodes.map(({ media }) => media.id);
    },
  };
}

function fail(): never {
  throw new Error("The dashboard is there from the hooks and tests on.");
}

/** The posts of the grid. */
export function tiles(page: Page) {
  return page.getByRole("list", { name: "What it shows" }).getByRole("listitem");
}

/** The bar that saves. */
export function changes(page: Page) {
  return page.getByRole("region", { name: "Changes" });
}

/** How many pixels the page is wider than the screen. */
export async function overflowOf(page: Page): Promise<number> {
  return Number(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth"));
}
