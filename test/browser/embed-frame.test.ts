import { describe, expect, test } from "vitest";
import { makeKey } from "../support/credentials.js";
import { setUpEmbedSite } from "./embed-site.js";
import { faults } from "./faults.js";
import { sharedBrowser } from "./support.js";

const site = setUpEmbedSite();

describe("the page in a frame", () => {
  test("is framed by the key's site alone, which learns its height", async () => {
    const frame = `<iframe title="Our bread" width="600" height="300" src="${site.url}/embed/bread?key=${site.key}"></iframe>`;
    const listening = `<script>addEventListener("message", ({ data, origin }) => { globalThis.told = { ...data, origin }; });</script>`;
    const opened = await site.open(`${listening}${frame}`);
    await expect.poll(() => opened.page.evaluate("globalThis.told?.height ?? 0")).toBeGreaterThan(300);
    expect(await opened.page.evaluate("globalThis.told")).toMatchObject({
      type: "darkroom:height",
      slug: "bread",
      origin: site.url,
    });
    const inside = opened.page.frames()[1];
    await expect.poll(() => inside?.getByRole("button", { name: "More posts" }).count()).toBe(1);
    expect(opened.complaints).toEqual([]);
    const { key: foreign } = await makeKey(site.testApp.app, {
      kind: "PUBLISHABLE",
      origins: ["https://shop.example"],
    });
    await site.context?.close();
    const refused = await site.open(`${listening}${frame.replace(site.key, foreign)}`);
    await expect.poll(() => refused.complaints.join(" ")).toContain("frame-ancestors");
    expect(await refused.page.evaluate("globalThis.told ?? null")).toBeNull();
  });

  test("has no serious fault, and feeds of it are well-formed XML", async () => {
    site.context = await (await sharedBrowser()).newContext();
    const page = await site.context.newPage();
    await page.goto(`${site.url}/embed/bread?key=${site.key}`);
    expect(await faults(page)).toEqual([]);
    const rss = await (await fetch(`${site.url}/feeds/bread.rss?key=${site.key}`)).text();
    const parsed = await page.evaluate(
      `(() => { const xml = new DOMParser().parseFromString(${JSON.stringify(rss)}, "application/xml");
        return { errors: xml.querySelectorAll("parsererror").length, items: xml.querySelectorAll("rss > channel > item").length }; })()`,
    );
    expect(parsed).toEqual({ errors: 0, items: 18 });
  });
});
