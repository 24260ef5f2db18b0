import { describe, expect, test } from "vitest";
import { insertPosts } from "../../support/feed-rows.js";
import { EVIL, setUpEmbeds } from "./embeds.js";

const { testApp, create, get, publishable } = setUpEmbeds();

const RFC_822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} \+0000$/;
/** What JSON Feed 1.1 knows, at the top, in an item and in an attachment. */
const TOP = ["version", "title", "home_page_url", "feed_url", "next_url", "language", "items"];
const ITEM = [
  "id",
  "url",
  "title",
  "content_html",
  "content_text",
  "image",
  "date_published",
  "authors",
  "tags",
  "attachments",
];
const ATTACHMENT = ["url", "mime_type", "size_in_bytes"];

interface Item extends Record<string, unknown> {
  id: string;
  url?: string;
  date_published: string;
  attachments?: Record<string, unknown>[];
}

describe("the JSON Feed", () => {
  test("follows version 1.1: absolute addresses, stable ids, dates of RFC 3339, no unknown field", async () => {
    await create();
    const { key } = await publishable();
    const { status, headers, text } = await get(`/feeds/shops.json?key=${key}`);
    expect([status, headers.get("content-type")]).toEqual([200, "application/feed+json; charset=utf-8"]);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    const feed = JSON.parse(text);
    expect(Object.keys(feed).filter((name) => !TOP.includes(name))).toEqual([]);
    expect(feed).toMatchObject({ version: "https://jsonfeed.org/version/1.1", title: "Shops", language: "en" });
    expect(new URL(feed.feed_url).search).toBe(`?key=${key}`);
    expect(feed.items.map(({ id }: Item) => id)).toEqual(["p8", "p6", "p5", "p4", "p3", "p2", "p1"]);
    for (const item of feed.items as Item[]) {
      expect(Object.keys(item).filter((name) => !ITEM.includes(name))).toEqual([]);
      expect(new Date(item.date_published).toISOString()).toBe(item.date_published);
      expect(typeof item.content_html).toBe("string");
      for (const address of [feed.home_page_url, feed.feed_url, item.image])
        expect(URL.canParse(address as string)).toBe(true);
      for (const attachment of item.attachments ?? []) {
        expect(Object.keys(attachment).filter((name) => !ATTACHMENT.includes(name))).toEqual([]);
        expect(attachment).toMatchObject({
          url: expect.stringMatching(/^http/),
          mime_type: expect.stringMatching(/^\w+\/\w+$/),
        });
      }
    }
  });

  test("comes in pages where a number is named", async () => {
    await create();
    const first = JSON.parse((await get("/feeds/shops.json?first=4")).text);
    const { pathname, search } = new URL(first.next_url);
    const second = JSON.parse((await get(pathname + search)).text);
    expect([first.items.length, second.items.length, second.next_url]).toEqual([4, 3, undefined]);
  });
});

describe("the RSS feed", () => {
  test("follows RSS 2.0: what is required, stable guids, dates of RFC 822, pictures as enclosures", async () => {
    await create();
    const { key } = await publishable();
    const { status, headers, text } = await get(`/feeds/shops.rss?key=${key}`);
    expect([status, headers.get("content-type")]).toEqual([200, "application/rss+xml; charset=utf-8"]);
    const [channel = "", ...items] = text.split("<item>");
    for (const name of ["title", "link", "description", "language"])
      expect(channel).toMatch(new RegExp(`<${name}>[^<]+</${name}>`));
    expect(channel).toMatch(/<atom:link href="http[^"]+\?key=pk_[\w-]+" rel="self" type="application\/rss\+xml"\/>/);
    expect(items).toHaveLength(7);
    for (const item of items) {
      expect(/<pubDate>(.*)<\/pubDate>/.exec(item)?.[1]).toMatch(RFC_822);
      expect(item).toMatch(/<guid isPermaLink="false">p\d<\/guid>/);
      expect(item.match(/<enclosure url="http[^"]+" length="\d+" type="image\/\w+"\/>/g)).toHaveLength(1);
    }
  });

  test("holds no character that XML forbids, and escapes markup once more", async () => {
    const caption = `${EVIL} \u0001\u000b\ud800 ]]> 🌻`;
    await insertPosts(testApp.app, [
      { accountId: "acc_g", id: "odd", mediaPath: "/o.jpg", caption: caption.replace("\ud800", "") },
    ]);
    await create({ slug: "odd", title: `A & B\u0007`, sources: [{ accountId: "acc_g" }] });
    const { text } = await get("/feeds/odd.rss");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|]]>/);
    expect(text).toContain("&amp;lt;script&amp;gt;");
    expect(text).toContain("🌻");
    expect(text).toContain("<title>A &amp; B</title>");
  });
});
