import type { Page, Request } from "playwright-core";

export interface PageWeight {
  requests: number;
  /** The requests for scripts among them. */
  scripts: number;
  /** Of all bodies, compressed as they were sent. */
  bytes: number;
  scriptBytes: number;
}

interface Weighing {
  url: string;
  /** What is there once the page can be read: the network may rest while scripts still run. */
  shown: string;
  /** Requests that do not count. */
  leftOut?: RegExp;
}

/**
 * Opens an address and adds up what it loads until it is shown and the network is idle, workers included. What the sign-in
 * page fetches for later does not count.
 */
export async function weighPage(page: Page, { url, shown, leftOut }: Weighing): Promise<PageWeight> {
  const requests: Request[] = [];
  page.on("requestfinished", (request) => {
    if (!leftOut?.test(request.url())) requests.push(request);
  });
  await page.goto(url);
  await page.locator(shown).first().waitFor();
  await page.waitForLoadState("networkidle");
  const later = await partsForLater(page);
  const counted = requests.filter((request) => !later.includes(new URL(request.url()).pathname));
  const sizes = await Promise.all(counted.map(async (request) => ({ request, sizes: await request.sizes() })));
  // What a worker finds in the cache counts below zero.
  const sum = (wanted: (request: Request) => boolean) =>
    sizes.reduce((bytes, one) => bytes + (wanted(one.request) ? Math.max(0, one.sizes.responseBodySize) : 0), 0);
  const isScript = (request: Request) => new URL(request.url()).pathname.endsWith(".js");
  return {
    requests: counted.length,
    scripts: counted.filter(isScript).length,
    bytes: sum(() => true),
    scriptBytes: sum(isScript),
  };
}

/** The paths that the sign-in page fetches once it is painted, while somebody writes. */
export async function partsForLater(page: Page): Promise<string[]> {
  const list = page.locator('meta[name="dashboard-parts"]');
  return (await list.count()) === 0 ? [] : ((await list.getAttribute("content")) ?? "").split(" ");
}
