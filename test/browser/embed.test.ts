import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Opened, setUpEmbedSite } from "./embed-site.js";
import { faults } from "./faults.js";

const site = setUpEmbedSite();

const positionOf = ({ page }: Opened) =>
  page.locator("#after").evaluate((element) => (element as unknown as Boxed).getBoundingClientRect().y);
const shiftOf = ({ page }: Opened) =>
  page.evaluate<number>("new Promise((done) => setTimeout(() => done(shift), 300))");
/** The class of what has the focus, also within the shadow root. */
const focused = ({ page }: Opened) =>
  page.evaluate<string>(
    "(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at.className; })()",
  );

interface Boxed {
  getBoundingClientRect(): { x: number; y: number; width: number; height: number; bottom: number };
}

describe("a fragment on another site", () => {
  test("shows all without JavaScript, and asks this server alone", async () => {
    const opened = await site.open(await site.fragment(), { javaScriptEnabled: false, headers: site.strict });
    await expect.poll(() => opened.page.locator("img.darkroom-image").count()).toBe(12);
    expect(await opened.page.getByRole("link", { name: "More posts" }).count()).toBe(1);
    site.expectAskedAlone(opened.requests);
  });

  test.each(["grid", "list", "row"])(
    "as a %s works under a strict policy, without a shift and a serious fault",
    async (layout) => {
      const opened = await site.open(await site.fragment(`&layout=${layout}`), { headers: site.strict });
      await site.expectShown(opened);
      expect(opened.complaints).toEqual([]);
      expect(await shiftOf(opened)).toBe(0);
      expect(await faults(opened.page)).toEqual([]);
    },
  );

  test("keeps its form on a page that resets everything", async () => {
    const reset = "<style>* { all: unset } style, script, head, title { display: none }</style>";
    const opened = await site.open(`${reset}${await site.fragment()}`);
    await site.expectShown(opened);
    const boxes = await opened.page
      .locator("li.darkroom-post")
      .evaluateAll((items) => (items as unknown as Boxed[]).map((item) => item.getBoundingClientRect()));
    for (const { width, height } of boxes) expect([width > 100, Math.abs(width - height) < 1]).toEqual([true, true]);
    expect(new Set(boxes.map(({ x }) => Math.round(x))).size).toBe(4);
    await opened.page.keyboard.press("Tab");
    const ring = await opened.page.evaluate(
      "getComputedStyle(document.querySelector('a.darkroom-link'), '::after').borderTopWidth",
    );
    expect(ring).toBe("3px");
  });
});

describe("the tag", () => {
  test("works as the documentation writes it, and keeps its form on a page that resets everything", async () => {
    const documented = /```html\n([\s\S]*?)```/.exec(readFileSync("docs/embed.md", "utf8"))?.[1] ?? "";
    expect(documented).toContain("<darkroom-feed");
    const names = { "https://feeds.example": site.url, "our-shops": "bread", "pk_…": site.key };
    const pasted = Object.entries(names).reduce((text, [name, ours]) => text.replaceAll(name, ours), documented);
    const opened = await site.open(`<style>* { all: unset } style, script, head { display: none }</style>${pasted}`);
    await site.expectShown(opened);
    expect(opened.complaints).toEqual([]);
    const box = await opened.page.locator("darkroom-feed").boundingBox();
    expect([box?.width, (box?.height ?? 0) > 400]).toEqual([900, true]);
  });

  test("fetches the feed, without a shift, under a strict policy", async () => {
    const opened = await site.open(site.tag(), { headers: site.strict });
    await site.expectShown(opened);
    expect(opened.complaints).toEqual([]);
    expect(await shiftOf(opened)).toBe(0);
    expect(await faults(opened.page)).toEqual([]);
  });

  test.each(["grid", "list", "row"])("takes the room of a %s before the feed is there", async (layout) => {
    const opened = await site.open(site.tag(`wait layout="${layout}" first="6"`));
    await expect.poll(() => opened.page.getByRole("button", { name: "Show posts from Instagram" }).count()).toBe(1);
    expect(opened.requests.filter((request) => request.includes("/embed/"))).toEqual([]);
    const before = await positionOf(opened);
    await opened.page.getByRole("button").click();
    await site.expectShown(opened, 6);
    expect(await positionOf(opened)).toBeCloseTo(before, 0);
  });

  test("gives back at once the room that a shorter feed does not need", async () => {
    await site.makeFeed("short", 5);
    const opened = await site.open(`<darkroom-feed slug="short" key="${site.key}"></darkroom-feed>`);
    await site.expectShown(opened, 5);
    const bottomOf = (element: unknown) => (element as Boxed).getBoundingClientRect().bottom;
    const end = await opened.page.locator("li.darkroom-post").last().evaluate(bottomOf);
    const { y, height } = (await opened.page.locator("darkroom-feed").boundingBox()) ?? { y: 0, height: 0 };
    expect(y + height).toBeCloseTo(end, 0);
  });

  test("does not move the page where a feed has just as many posts as it took room for", async () => {
    await site.makeFeed("dozen", 12);
    const opened = await site.open(`<darkroom-feed slug="dozen" key="${site.key}"></darkroom-feed>`);
    await site.expectShown(opened);
    expect(await opened.page.getByRole("button").count()).toBe(0);
    expect(await shiftOf(opened)).toBe(0);
    expect(await faults(opened.page)).toEqual([]);
  });

  test("takes the key as `api-key` too, as React and Vue use `key` themselves", async () => {
    const opened = await site.open(`<darkroom-feed slug="bread" api-key="${site.key}"></darkroom-feed>`);
    await site.expectShown(opened);
  });

  test("takes a fragment as it is: no second rendering, no shift", async () => {
    const opened = await site.open(site.tag("", await site.fragment()), { headers: site.strict });
    await site.expectShown(opened);
    await expect.poll(() => opened.page.getByRole("button", { name: "More posts" }).count()).toBe(1);
    expect(opened.requests.filter((request) => request.includes("/embed/bread"))).toEqual([]);
    expect(opened.complaints).toEqual([]);
    expect(await shiftOf(opened)).toBe(0);
  });

  test.each([
    ["a fetched feed", async () => site.tag()],
    ["a fragment", async () => site.tag("", await site.fragment())],
  ])("lets the keyboard walk all posts of %s and load more, and says how many came", async (_, inside) => {
    const opened = await site.open(await inside());
    await site.expectShown(opened);
    await expect.poll(() => opened.page.getByRole("button", { name: "More posts" }).count()).toBe(1);
    for (let n = 0; n < 12; n++) {
      await opened.page.keyboard.press("Tab");
      expect(await focused(opened)).toBe("darkroom-link");
    }
    await opened.page.keyboard.press("Tab");
    expect(await focused(opened)).toBe("darkroom-more");
    await opened.page.keyboard.press("Enter");
    await site.expectShown(opened, 18);
    expect(await opened.page.getByRole("status").textContent()).toBe("6 more posts");
    expect(await focused(opened)).toBe("darkroom-link");
    for (let n = 0; n < 5; n++) await opened.page.keyboard.press("Tab");
    expect(await focused(opened)).toBe("darkroom-link");
    expect(await opened.page.getByRole("button", { name: "More posts" }).count()).toBe(0);
  });

  test("names the list and its links in the page's language", async () => {
    for (const [lang, date] of [
      ["en", /\d+ (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/],
      ["de", /\d+\. (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) \d{4}/],
    ] as const) {
      const opened = await site.open(site.tag(), { lang });
      await site.expectShown(opened);
      const names = await namesIn(opened.page);
      const links = names.filter(({ role }) => role === "link");
      expect(links).toHaveLength(12);
      for (const { name } of links) expect(name).toMatch(date);
      expect(names).toContainEqual({ role: "region", name: "Our bread" });
      expect(names.filter(({ role }) => role === "list")).toHaveLength(1);
      expect(names.filter(({ role }) => role === "listitem")).toHaveLength(12);
      expect(names.filter(({ role }) => role === "button")).toEqual([
        { role: "button", name: lang === "de" ? "Weitere Beiträge" : "More posts" },
      ]);
      await site.context?.close();
    }
  });

  test("ten times on a page fetches one script, of at most 4 KB compressed", async () => {
    const opened = await site.open(`${site.script}${site.tag('first="2"')}`.repeat(10));
    await site.expectShown(opened, 20);
    expect(opened.requests.filter((request) => request.endsWith("/embed.js"))).toHaveLength(1);
    const { headers } = await fetch(`${site.url}/embed.js`, { headers: { "accept-encoding": "gzip" } });
    expect(Number(headers.get("content-length"))).toBeLessThanOrEqual(4_000);
  });

  test("plays a film when it is pressed, and not before", async () => {
    const opened = await site.open(site.tag('first="18"'));
    await site.expectShown(opened, 18);
    const films = opened.page.locator("a[data-film]");
    expect(await films.count()).toBeGreaterThan(0);
    const address = (await films.first().getAttribute("data-film")) ?? "";
    expect(opened.requests).not.toContain(address);
    await films.first().click();
    await expect.poll(() => opened.requests).toContain(address);
    expect(opened.page.url()).toBe(`${site.siteUrl}/`);
  });

  test("leads to Instagram where a policy forbids films", async () => {
    const opened = await site.open(site.tag('first="18"'), { headers: site.strict });
    await site.expectShown(opened, 18);
    const film = opened.page.locator("li:has(a[data-film])").first();
    await film.locator("a").evaluate((link) => ((link as unknown as { id: string }).id = "film"));
    await film.locator("a").click();
    await expect.poll(() => opened.page.locator("#film[data-film]").count()).toBe(0);
    expect(await opened.page.locator("video").count()).toBe(0);
    expect(opened.page.url()).toBe(`${site.siteUrl}/`);
  });

  test("shows the link again where loading more fails", async () => {
    const opened = await site.open(site.tag());
    await site.expectShown(opened);
    await opened.page.route("**/embed/bread.html*", (route) => route.abort());
    await opened.page.getByRole("button", { name: "More posts" }).click();
    await expect.poll(() => opened.page.getByRole("link", { name: "More posts" }).count()).toBe(1);
    expect(await opened.page.getByRole("status").textContent()).toContain("could not be loaded");
  });

  test("begins anew when it is moved or gets another feed", async () => {
    const opened = await site.open(site.tag("", await site.fragment()));
    await site.expectShown(opened);
    await opened.page.evaluate("document.querySelector('main').append(document.querySelector('darkroom-feed'))");
    await opened.page.getByRole("button", { name: "More posts" }).click();
    await site.expectShown(opened, 18);
    await site.context?.close();
    const fetched = await site.open(site.tag('first="3"'));
    await site.expectShown(fetched, 3);
    await fetched.page.evaluate("document.querySelector('darkroom-feed').setAttribute('first', '5')");
    await site.expectShown(fetched, 5);
  });

  test("opens posts in a dialog where the site wants it, and gives the focus back", async () => {
    const opened = await site.open(site.tag("lightbox"));
    await site.expectShown(opened);
    await opened.page.locator("a.darkroom-link").nth(1).click();
    await expect.poll(() => opened.page.getByRole("dialog").count()).toBe(1);
    expect(await faults(opened.page)).toEqual([]);
    await opened.page.keyboard.press("ArrowLeft");
    await opened.page.keyboard.press("Escape");
    await expect.poll(() => opened.page.getByRole("dialog").count()).toBe(0);
    expect(await focused(opened)).toBe("darkroom-link");
  });

  test("shows what stands inside where the feed is not there, and says why in the console", async () => {
    const opened = await site.open(
      `<darkroom-feed slug="none" key="${site.key}"><a href="/shop">Our shop</a></darkroom-feed>`,
    );
    await expect.poll(() => opened.complaints.join(" ")).toContain("There is no such feed here.");
    expect(await opened.page.getByRole("link", { name: "Our shop" }).isVisible()).toBe(true);
  });
});

interface Named {
  role: string;
  name: string;
}

/** Roles and names in Chromium's accessibility tree. */
async function namesIn(page: Page): Promise<Named[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => ({ role: String(role?.value ?? ""), name: String(name?.value ?? "") }));
}
