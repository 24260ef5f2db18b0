import type { Browser, BrowserContext, Page } from "playwright-core";
import { sharedBrowser } from "../browser/support.js";
import { weighPage } from "../browser/weigh-page.js";
import { median } from "./median.js";
import { type PagesServer, startPagesServer } from "./pages-server.js";

const ROUNDS = 3;
const PAINTED_MS = 1_000;

/** What `shown` names is there once the page can be read: scripts may still be run when the network rests. */
const PAGES = [
  { path: "/", isSignedIn: false, shown: "h1" },
  { path: "/admin/login", isSignedIn: false, shown: "input[name=password]" },
  { path: "/admin/", isSignedIn: true, shown: "main h2" },
  { path: "/admin/accounts", isSignedIn: true, shown: "tbody tr" },
  { path: "/explorer", isSignedIn: true, shown: ".graphiql-query-editor .view-line" },
] as const;

/** A phone on a slow mobile network. */
const SLOW = { bytesPerS: 1_600_000 / 8, latencyMs: 150, cpuFactor: 4 };

interface Paints {
  fcp: number;
  lcp: number;
  shift: number;
}

/** A first visit of each page, without cache: what it loads, and when it is painted here and on a slow phone. */
export async function run(databaseUrl: string): Promise<Record<string, unknown>[]> {
  await using server = await startPagesServer(databaseUrl);
  const browser = await sharedBrowser();
  const rows: Record<string, unknown>[] = [];
  for (const page of PAGES) rows.push(await measure(browser, server, page));
  await browser.close();
  return rows;
}

async function measure(browser: Browser, server: PagesServer, { path, isSignedIn, shown }: (typeof PAGES)[number]) {
  const visit = async (isSlow: boolean) => {
    await using context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
    if (isSignedIn) await signIn(context, server);
    const page = await context.newPage();
    if (isSlow) await slowDown(page);
    await page.addInitScript(OBSERVE);
    const weight = await weighPage(page, { url: server.origin + path, shown });
    await page.waitForTimeout(PAINTED_MS);
    return { weight, paints: await page.evaluate<Paints>("window.paints") };
  };
  const { weight } = await visit(false);
  const fast: Paints[] = [];
  const slow: Paints[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    fast.push((await visit(false)).paints);
    slow.push((await visit(true)).paints);
  }
  return {
    page: path,
    requests: weight.requests,
    kB: kB(weight.bytes),
    "kB script": kB(weight.scriptBytes),
    "FCP / LCP ms": paintsOf(fast),
    "slow FCP / LCP ms": paintsOf(slow),
    shift: median(slow.map(({ shift }) => shift)).toFixed(3),
  };
}

async function signIn(context: BrowserContext, { origin, session }: PagesServer): Promise<void> {
  const [name = "", value = ""] = session.split("=");
  await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: "Lax" }]);
}

async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { bytesPerS, latencyMs, cpuFactor } = SLOW;
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: bytesPerS,
    uploadThroughput: bytesPerS,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpuFactor });
}

/** Runs in the page, before its own scripts. */
const OBSERVE = `
  window.paints = { fcp: 0, lcp: 0, shift: 0 };
  const observe = (type, see) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  observe("paint", (entry) => { if (entry.name === "first-contentful-paint") paints.fcp = entry.startTime; });
  observe("largest-contentful-paint", (entry) => { paints.lcp = entry.startTime; });
  observe("layout-shift", (entry) => { if (!entry.hadRecentInput) paints.shift += entry.value; });
`;

function kB(bytes: number): number {
  return Math.round(bytes / 1_000);
}

function paintsOf(paints: Paints[]): string {
  const ms = (key: "fcp" | "lcp") => Math.round(median(paints.map((one) => one[key])));
  return `${ms("fcp")} / ${ms("lcp")}`;
}
