import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { createServer as createDoors } from "../../server/http/server.js";
import { makeKey } from "../support/credentials.js";
import { freePort } from "../support/free-port.js";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { copyAll } from "../support/pictures.js";
import { createTestApp, type TestApp } from "../support/test-app.js";
import { bringUpToDate } from "./bring-up-to-date.js";
import { sharedBrowser } from "./support.js";

const POSTS = 18;

export interface Opened {
  page: Page;
  requests: string[];
  /** What the console says: violations of the policy, and errors. */
  complaints: string[];
}

interface Options {
  lang?: string;
  headers?: Record<string, string>;
  javaScriptEnabled?: boolean;
}

/** A server with a feed of 18 posts, and another site under another name of this machine, whose pages show it. */
export class EmbedSite {
  testApp!: TestApp;
  /** The server, where PUBLIC_URL says. */
  url = "";
  siteUrl = "";
  key = "";
  context: BrowserContext | undefined;
  #doors: Awaited<ReturnType<typeof createDoors>> | undefined;
  #site: Server | undefined;
  #body = "";
  #headers: Record<string, string> = {};
  #accountId = "";

  async start(): Promise<void> {
    await bringUpToDate();
    const port = await freePort();
    this.url = `http://localhost:${port}`;
    this.testApp = await createTestApp({ PUBLIC_URL: this.url, PUBLIC_READ: "off" });
    this.#doors = await createDoors(this.testApp.app);
    await this.#doors.listen({ port, host: "127.0.0.1" });
    this.#accountId = await this.testApp.connect("bakery");
    await this.testApp.app.background.settled(60_000);
    await copyAll(this.testApp.app);
    this.#site = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "text/html", ...this.#headers }).end(this.#body);
    });
    await new Promise<void>((resolve) => this.#site?.listen(0, "127.0.0.1", resolve));
    this.siteUrl = `http://127.0.0.1:${(this.#site.address() as AddressInfo).port}`;
    ({ key: this.key } = await makeKey(this.testApp.app, { kind: "PUBLISHABLE", origins: [this.siteUrl] }));
    await this.makeFeed("bread", POSTS);
  }

  async makeFeed(slug: string, size: number): Promise<void> {
    const input = { slug, title: "Our bread", sources: [{ accountId: this.#accountId }], size, rules: [] };
    const query = "mutation ($input: FeedInput!) { createFeed(input: $input) { posts { totalCount } } }";
    const { data } = await ask(this.url, query, { ...AS_OPERATOR, variables: { input } });
    expect(data.createFeed.posts.totalCount).toBe(size);
  }

  async close(): Promise<void> {
    this.#site?.close();
    await this.#doors?.close();
    await this.testApp?.close();
  }

  /** As the documentation says: the page is drawn once the tag is known, so that it never lacks the room. */
  get script(): string {
    return `<script type="module" blocking="render" src="${this.url}/embed.js"></script>`;
  }

  tag(attributes = "", inside = ""): string {
    return `<darkroom-feed slug="bread" key="${this.key}" ${attributes}>${inside}</darkroom-feed>`;
  }

  async fragment(query = ""): Promise<string> {
    return await (await fetch(`${this.url}/embed/bread.html?key=${this.key}${query}`)).text();
  }

  /** The strictest policy under which a site can show a feed. */
  get strict(): Record<string, string> {
    const kinds = ["script", "style", "img", "connect"].map((kind) => `${kind}-src ${this.url}`);
    return { "content-security-policy": ["default-src 'none'", ...kinds].join("; ") };
  }

  /** A page of the other site. */
  async open(inside: string, { lang = "en", headers = {}, javaScriptEnabled = true }: Options = {}): Promise<Opened> {
    this.#body = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>A shop</title>${this.script}</head>
      <body><main><h1>A shop</h1>${inside}<p id="after">What follows</p></main></body></html>`;
    this.#headers = headers;
    const browser = await sharedBrowser();
    this.context = await browser.newContext({ viewport: { width: 900, height: 2_000 }, javaScriptEnabled });
    const page = await this.context.newPage();
    await page.addInitScript(`globalThis.shift = 0;
      new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shift += value; })
        .observe({ type: "layout-shift", buffered: true });`);
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
    await page.goto(this.siteUrl);
    return { page, requests, complaints };
  }

  /** Waits until so many posts are there and their pictures in sight are loaded; nobody but the server was asked for them. */
  async expectShown({ page, requests }: Opened, count = 12): Promise<void> {
    await expect.poll(() => page.locator("img.darkroom-image").count()).toBe(count);
    const waiting = () => page.locator("img.darkroom-image").evaluateAll(unloadedInSight);
    await expect.poll(waiting).toBe(0);
    this.expectAskedAlone(requests);
  }

  expectAskedAlone(requests: readonly string[]): void {
    expect([...new Set(requests.map((request) => new URL(request).origin))].toSorted()).toEqual(
      [this.url, this.siteUrl].toSorted(),
    );
  }
}

interface Picture {
  naturalWidth: number;
  getBoundingClientRect(): { left: number };
}

/** Those that a row has scrolled out of sight load later. */
function unloadedInSight(images: unknown[]): number {
  const inSight = (images as Picture[]).filter((image) => image.getBoundingClientRect().left < 900);
  return inSight.filter((image) => image.naturalWidth === 0).length;
}

export function setUpEmbedSite(): EmbedSite {
  const site = new EmbedSite();
  beforeAll(() => site.start());
  afterEach(() => site.context?.close());
  afterAll(() => site.close());
  return site;
}
