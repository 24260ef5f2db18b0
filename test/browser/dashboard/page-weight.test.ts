import { afterAll, beforeAll, expect, test } from "vitest";
import { copyDuePictures } from "../../../server/features/assets/copy-due-pictures.js";
import { partsForLater, weighPage } from "../weigh-page.js";
import { type Dashboard, openDashboard } from "./support.js";

const ACCOUNTS = 12;
/** Packages by name, three files for what pages share, and the page. */
const SCRIPTS_MAX = 14;
/** Loads when the page has nothing else to do. */
const CHARTS = /\/StackedBars-/;

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard({ PUBLIC_READ: "on" });
  for (let n = 1; n <= ACCOUNTS; n++) await dashboard.connect(`shop${n}`);
  await copyDuePictures(dashboard.app, new AbortController().signal);
});

afterAll(() => dashboard?.close());

test("the home page with twelve accounts loads at most 60 kB, their pictures included", async () => {
  const { page, systemAlerts } = await dashboard.open("/healthz");
  const { bytes, requests } = await weighPage(page, { url: `${dashboard.origin}/`, shown: "h1" });
  expect(requests).toBeGreaterThan(ACCOUNTS);
  expect(bytes).toBeLessThan(60_000);
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

test("the explorer loads at most 0.9 MB, and its workers once somebody goes into an editor", async () => {
  const { page, systemAlerts } = await dashboard.openSignedIn("/healthz", {});
  const { bytes } = await weighPage(page, {
    url: `${dashboard.origin}/explorer`,
    shown: ".graphiql-query-editor .view-line",
  });
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(900_000);
  await page.getByRole("button", { name: "Execute query" }).click();
  await page.locator(".result-window").getByText("shop1").first().waitFor();
  expect(page.workers()).toEqual([]);
  await page.locator(".graphiql-query-editor .view-line").first().hover();
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

test("the sign-in page loads at most 120 kB, and the dashboard only when its form can be used", async () => {
  const { page, systemAlerts } = await dashboard.open("/healthz");
  await page.goto(`${dashboard.origin}/admin/login`);
  const later = await partsForLater(page);
  // What this visit loads later is not counted.
  await page.goto("about:blank");
  expect(later.filter((path) => /\/(mui|react-admin)-/.test(path))).toHaveLength(2);
  const usable: Promise<boolean>[] = [];
  await page.route(/\/admin\/assets\//, async (route) => {
    if (later.includes(new URL(route.request().url()).pathname)) usable.push(page.getByLabel("Password").isVisible());
    await route.continue();
  });
  const { bytes } = await weighPage(page, {
    url: `${dashboard.origin}/admin/login`,
    shown: "input[name=password]",
  });
  expect(usable).toHaveLength(later.length);
  expect(new Set(await Promise.all(usable))).toEqual(new Set([true]));
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(120_000);
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

test("the dashboard's home page loads at most 380 kB in few requests, its charts aside", async () => {
  const { page, systemAlerts } = await dashboard.openSignedIn("/healthz", {});
  const { bytes, scripts } = await weighPage(page, {
    url: `${dashboard.origin}/admin/`,
    shown: "main h2",
    leftOut: CHARTS,
  });
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(scripts).toBeLessThanOrEqual(SCRIPTS_MAX);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(380_000);
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

test("an account's page loads its own code and that for its posts together, in few requests", async () => {
  const { page } = await dashboard.openSignedIn("/healthz", {});
  const [account] = await dashboard.app.sql`select id from accounts limit 1`;
  const url = `${dashboard.origin}/admin/accounts/${account?.id}/show`;
  const { scripts } = await weighPage(page, { url, shown: "text=/^\\d+ posts?$/" });
  expect(scripts).toBeLessThanOrEqual(SCRIPTS_MAX);
  await page.context().close();
});

test("a file of the dashboard comes as it was compressed at the build, to who accepts that", async () => {
  const index = await (await fetch(`${dashboard.origin}/admin/accounts`)).text();
  const [script] = /\/admin\/assets\/react-[^"]*\.js/.exec(index) ?? [];
  const ask = async (encoding: string) => {
    const { headers } = await fetch(dashboard.origin + script, { headers: { "accept-encoding": encoding } });
    expect(headers.get("vary")).toMatch(/accept-encoding/i);
    return headers.get("content-encoding");
  };
  expect(await ask("gzip, br")).toBe("br");
  expect(await ask("gzip")).toBe("gzip");
  expect(await ask("identity")).toBe(null);
});
