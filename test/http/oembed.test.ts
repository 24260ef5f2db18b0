import { describe, expect, test } from "vitest";
import { makeKey, SITE } from "../support/credentials.js";
import { EVIL, setUpEmbeds } from "./embed/embeds.js";

const { testApp, create, get, publishable } = setUpEmbeds();

const pageOf = (query = "", slug = "shops") => `${testApp.app.config.publicUrl}/embed/${slug}${query}`;

async function oembed(url: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const answer = await get(`/oembed?${new URLSearchParams({ url, ...more })}`, headers);
  return { ...answer, data: JSON.parse(answer.text) };
}

/** What is left of markup when a consumer keeps frames and quotes with the attributes that WordPress allows. */
function filtered(html: string): string {
  return html
    .replace(/<(?!\/?(iframe|blockquote)\b)[^>]*>/g, "")
    .replace(/ ([\w-]+)="[^"]*"/g, (attribute, name) =>
      /^(src|width|height|frameborder|marginwidth|marginheight|scrolling|title)$/.test(name) ? attribute : "",
    );
}

describe("oEmbed", () => {
  test("is rich, with one titled frame that consumers' filters leave as it is", async () => {
    await create({ title: `Our "shops" & more` });
    const { key } = await publishable();
    const { status, headers, data } = await oembed(pageOf(`?key=${key}`), { maxwidth: "500", format: "json" });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(data).toMatchObject({ type: "rich", version: "1.0", title: `Our "shops" & more`, width: 500 });
    expect(data.height).toBeGreaterThan(300);
    const title = "Our &quot;shops&quot; &amp; more";
    const src = pageOf(`?key=${key}`);
    expect(data.html).toBe(`<iframe src="${src}" width="500" height="${data.height}" title="${title}"></iframe>`);
    expect(filtered(data.html)).toBe(data.html);
  });

  test.each([
    ["1", "9999"],
    ["320", "240"],
    ["5000", "100"],
  ])("is at most %s wide and %s high", async (maxwidth, maxheight) => {
    await create();
    const { data } = await oembed(pageOf(), { maxwidth, maxheight });
    expect(data.width).toBeLessThanOrEqual(Number(maxwidth));
    expect(data.height).toBeLessThanOrEqual(Number(maxheight));
  });

  test("keeps the layout and the language of the address", async () => {
    await create();
    const { data } = await oembed(pageOf("?layout=row&lang=de&first=4"));
    expect(data.html).toContain(`src="${pageOf("?lang=de&amp;layout=row&amp;first=4")}"`);
  });

  test("of a later page frames that page, as its link says", async () => {
    await create();
    const after = /data-after="([^"]+)"/.exec((await get("/embed/shops.html?first=5")).text)?.[1] ?? "";
    const { text } = await get(`/embed/shops?first=5&after=${after}`);
    const link = /type="application\/json\+oembed" href="([^"]+)"/.exec(text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const { pathname, search } = new URL(link);
    const { html, height } = JSON.parse((await get(pathname + search)).text);
    expect(html).toContain(`src="${pageOf(`?first=5&amp;after=${after}`)}"`);
    // Two posts, in one line of three.
    expect(height).toBeLessThan(250);
  });

  test("as XML is not implemented, and no format is JSON", async () => {
    await create();
    expect((await oembed(pageOf(), { format: "xml" })).status).toBe(501);
    expect((await oembed(pageOf(), { format: "" })).status).toBe(200);
    expect((await get(`/oembed?format=json&format=xml&url=${encodeURIComponent(pageOf())}`)).status).toBe(400);
  });

  test("of an address that is no feed's page, or of none, is refused", async () => {
    await create();
    const { publicUrl } = testApp.app.config;
    for (const url of [
      pageOf("", "none"),
      `${publicUrl}/`,
      `${publicUrl}/embed/`,
      "https://else.example/embed/shops",
      "shops",
      EVIL,
    ]) {
      expect((await oembed(url)).status, url).toBe(404);
    }
    expect((await get("/oembed")).status).toBe(400);
    expect((await oembed(pageOf("?first=2&first=3"))).status).toBe(400);
    expect((await oembed(`${pageOf()}?${"x".repeat(3_000)}`)).status).toBe(400);
    for (const maxwidth of ["0", "-1", "wide", "1e3"]) expect((await oembed(pageOf(), { maxwidth })).status).toBe(400);
  });

  test("is private with a wrong key, a secret one, and one of another site than the consumer's", async () => {
    await create();
    const { key } = await publishable();
    expect((await oembed(pageOf("?key=pk_wrong"))).status).toBe(401);
    expect((await oembed(pageOf(`?key=${(await makeKey(testApp.app)).key}`))).status).toBe(401);
    expect((await oembed(pageOf(`?key=${key}`), {}, { origin: "https://foreign.example" })).status).toBe(401);
    expect((await oembed(pageOf(`?key=${key}`), {}, { origin: SITE })).status).toBe(200);
    const { id } = await create({ slug: "other" });
    const bound = await makeKey(testApp.app, { kind: "PUBLISHABLE", allAccounts: false, feedIds: [id] });
    expect((await oembed(pageOf(`?key=${bound.key}`))).status).toBe(404);
  });
});
