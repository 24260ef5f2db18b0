import { expect, test } from "vitest";
import { siteOrigin } from "../../../admin/feeds/site-origin.js";
import {
  frameSnippet,
  pageAddress,
  phpSnippet,
  readerAddresses,
  tagSnippet,
} from "../../../admin/feeds/site-snippets.js";

const feed = { slug: "shops", title: 'Our "shops" & more', layout: "GRID", size: 25 } as const;
const site = { feed, key: "pk_x", publicUrl: "https://feeds.example", language: "de" };

test("snippets name the feed, the key and this server", () => {
  expect(tagSnippet(site)).toBe(
    '<script type="module" blocking="render" src="https://feeds.example/embed.js"></script>\n<darkroom-feed slug="shops" key="pk_x"></darkroom-feed>',
  );
  expect(phpSnippet(site)).toContain("'https://feeds.example/embed/shops.html?key=pk_x&lang=de'");
  expect(frameSnippet(site)).toContain('title="Our &quot;shops&quot; &amp; more"');
  expect(pageAddress(site)).toBe("https://feeds.example/embed/shops?key=pk_x");
  expect(readerAddresses(site).split("\n")).toEqual([
    "https://feeds.example/feeds/shops.rss?key=pk_x",
    "https://feeds.example/feeds/shops.json?key=pk_x",
  ]);
});

test("the tag names a layout and a number that are not the usual ones, so that it takes the right room", () => {
  const small = { ...site, feed: { ...feed, layout: "ROW", size: 5 } as const };
  expect(tagSnippet(small)).toContain('<darkroom-feed slug="shops" key="pk_x" layout="row" first="5">');
});

test.each([
  ["https://www.example.com/page?q=1#top", "https://www.example.com"],
  [" example.com ", "https://example.com"],
  ["Example.com:8443/x", "https://example.com:8443"],
  ["localhost:3000", "http://localhost:3000"],
  ["http://127.0.0.1:8080/", "http://127.0.0.1:8080"],
  ["bäcker.example", "https://xn--bcker-gra.example"],
  ["", null],
  ["shop", null],
  ["ftp://example.com", null],
  ["https://*.example.com", null],
  ["javascript:alert(1)", null],
])("a site at %j has the origin %j", (address, origin) => {
  expect(siteOrigin(address)).toBe(origin);
});
