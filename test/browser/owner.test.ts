import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer } from "../../server/http/server.js";
import { freePort } from "../support/free-port.js";
import { copyAll } from "../support/pictures.js";
import { readZip } from "../support/read-zip.js";
import { createTestApp, type TestApp } from "../support/test-app.js";
import { faults } from "./faults.js";
import { sharedBrowser } from "./support.js";

let testApp: TestApp;
let server: Awaited<ReturnType<typeof createServer>>;
let url: string;
let page: Page;
const alerts: string[] = [];

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  testApp = await createTestApp({ PUBLIC_URL: url, JOBS: "off", OPEN_CONNECT: "off" });
  server = await createServer(testApp.app);
  await server.listen({ port, host: "127.0.0.1" });
  await testApp.connect("bakery");
  await copyAll(testApp.app);
  const browser = await sharedBrowser();
  page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, acceptDownloads: true })).newPage();
  page.setDefaultTimeout(20_000);
  page.on("console", (message) => message.type() === "error" && alerts.push(message.text()));
  page.on("pageerror", (error) => alerts.push(error.message));
});
afterAll(async () => {
  await page?.context().close();
  await server?.close();
  await testApp?.close();
});

/** On a phone, by the keyboard: the way of a person who does not know this server. */
async function press(name: string): Promise<void> {
  const target = page
    .getByRole("button", { name })
    .or(page.getByRole("link", { name, exact: true }))
    .first();
  await target.focus();
  await page.keyboard.press("Enter");
}

test("an owner comes from the first page, agrees at Instagram, and sees their pictures", async () => {
  await page.goto(url);
  await press("Log in with Instagram");
  await page.getByRole("radio", { name: "bakery" }).check();
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("heading", { name: "Bäckerei Morgenrot", level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/me");
  await page.locator(".posts img").last().scrollIntoViewIfNeeded();
  const loaded = "[...document.images].filter((image) => image.naturalWidth > 0).length";
  await expect.poll(() => page.evaluate(loaded)).toBe(9);
  expect(await faults(page)).toEqual([]);
});

test("they download their data as an archive that opens", async () => {
  const started = page.waitForEvent("download");
  await press("Download my data");
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^instagram-data-\d{4}-\d\d-\d\d\.zip$/);
  const files = readZip(readFileSync(await download.path()));
  expect(JSON.parse(files.get("account.json")?.toString() ?? "{}").profile.username).toBe("bakery");
  expect([...files.keys()].filter((name) => name.endsWith("-picture.jpg")).length).toBeGreaterThan(10);
});

test("they read the privacy page in German, and come back", async () => {
  await press("Privacy");
  await press("Auf Deutsch");
  await page.getByRole("heading", { name: "Datenschutz", level: 1 }).waitFor();
  expect(await faults(page)).toEqual([]);
  await press("Ansehen und herunterladen");
  await page.getByRole("heading", { name: "Bäckerei Morgenrot" }).waitFor();
});

test("they delete their data, are asked once more, and see the status page, logged out", async () => {
  await press("Delete my data …");
  await page.getByRole("heading", { name: "Delete your data?" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await press("Delete my data");
  await page.waitForURL(`${url}/data-deletion/*`);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(/delet/i);
  expect(await page.content()).not.toMatch(/bakery|Morgenrot|17841401313574613/);
  expect(await faults(page)).toEqual([]);
  expect(await testApp.app.sql`select from accounts`).toHaveLength(0);
  await page.goto(`${url}/me`);
  await page.getByRole("heading", { name: "Log in with Instagram" }).waitFor();
  expect(alerts).toEqual([]);
});

test("who logs in afterwards is told that the account is not connected", async () => {
  await press("Log in with Instagram");
  // Instagram knows who they are by now.
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("heading", { name: "This account is not connected" }).waitFor();
  expect(await faults(page)).toEqual([]);
});
