import { expect, test } from "vitest";
import { faults } from "../faults.js";
import { setUpFeeds } from "./feed-pages.js";

const feeds = setUpFeeds();
const { makeFeed } = feeds;

test("a key is bound to feeds in its form, which shows them again and takes others", async () => {
  const [shop, blog] = [await makeFeed({ title: "For the shop" }), await makeFeed({ title: "For the blog" })];
  const { page, systemAlerts } = await feeds.dashboard.visit("/admin/apiKeys/create");
  const form = page.getByRole("dialog");
  const field = form.getByRole("combobox", { name: "Feeds" });
  await form.getByRole("radio", { name: /On a server/ }).check();
  await form.getByRole("textbox", { name: "Name" }).fill("Reads feeds");
  await field.fill("shop");
  await page.getByRole("option", { name: `For the shop (${shop.slug})` }).click();
  await field.fill(blog.slug);
  await page.getByRole("option", { name: "For the blog" }).click();
  await page.keyboard.press("Escape");
  expect(await faults(page)).toEqual([]);
  await form.getByRole("button", { name: "Create key" }).click();
  const key = await page.getByRole("textbox", { name: "API key" }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  const seen = async () => {
    const fields = [shop, blog].map(({ slug }, n) => `f${n}: feed(slug: "${slug}") { slug }`).join(" ");
    const response = await fetch(`${feeds.dashboard.origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: `{ ${fields} accounts { nodes { id } } }` }),
    });
    const { data } = (await response.json()) as {
      data: { f0: unknown; f1: unknown; accounts: { nodes: unknown[] } };
    };
    return { shop: data.f0 !== null, blog: data.f1 !== null, accountCount: data.accounts.nodes.length };
  };
  expect(await seen()).toEqual({ shop: true, blog: true, accountCount: 0 });

  await page.getByRole("link", { name: "Change Reads feeds" }).click();
  await form.getByRole("button", { name: `For the shop (${shop.slug})` }).waitFor();
  await form.getByRole("button", { name: `For the blog (${blog.slug})` }).waitFor();
  expect(await faults(page)).toEqual([]);
  await field.focus();
  await page.keyboard.press("Backspace");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("The key is changed.").waitFor();
  await expect.poll(async () => Object.values(await seen()).filter((is) => is === true)).toHaveLength(1);
  await page.getByRole("row", { name: /Reads feeds/ }).waitFor();
  expect(systemAlerts).toEqual([]);
});
