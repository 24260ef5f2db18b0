import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dashboard, openDashboard } from "./support.js";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
  await dashboard.connect("bakery");
});

afterAll(() => dashboard?.close());

test("the explorer suggests fields, marks unknown ones, formats, finds, and lists the editor's commands", async () => {
  const { page, systemAlerts } = await dashboard.visit("/explorer");
  const editor = page.locator(".graphiql-query-editor .monaco-editor");
  await editor.locator(".view-line").first().click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("{ account { usernam", { delay: 20 });
  await editor.locator(".suggest-widget").getByText("username").first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type(" nothing");
  await editor.locator(".squiggly-error").first().waitFor();
  await page.keyboard.press("Control+F");
  await page.getByRole("textbox", { name: "Find" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("F1");
  await page.keyboard.type("Go to Line");
  await page.locator(".quick-input-widget").getByText("Go to Line").first().waitFor();
  await page.keyboard.press("Escape");
  const lines = await editor.locator(".view-line").count();
  await page.getByRole("button", { name: /^Prettify/ }).click();
  await expect.poll(() => editor.locator(".view-line").count()).toBeGreaterThan(lines);
  await page.getByRole("button", { name: /^Re-fetch GraphQL schema/ }).click();
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.getByRole("link", { name: "TokenHealth", exact: true }).click();
  await page.locator(".graphiql-doc-explorer").getByText("EXPIRING").waitFor();
  expect(systemAlerts).toEqual([]);
});
