import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyInstance } from "fastify";
import { buildSchema, graphql, printSchema } from "graphql";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OwnAccount } from "../../server/features/owners/read-own-account.js";
import { Documentation } from "../../server/http/docs/documentation.js";
import { connectPage } from "../../server/http/pages/connect.js";
import { homePage } from "../../server/http/pages/home.js";
import { DOCS_CSP, EXPLORER_CSP, PAGE_ASSETS, PAGE_HEADERS } from "../../server/http/pages/layout.js";
import { loginPage, logoutPage } from "../../server/http/pages/login.js";
import { confirmPage, mePage } from "../../server/http/pages/me.js";
import { privacyPage } from "../../server/http/pages/privacy.js";
import type { PrivacyFacts } from "../../server/http/pages/privacy-text.js";
import { resultPage } from "../../server/http/pages/result-page.js";
import { connectedResult, resultFor } from "../../server/http/pages/result-pages.js";
import type { Language } from "../../server/http/pages/texts.js";
import { bringUpToDate } from "./bring-up-to-date.js";
import { colourFaults, faults } from "./faults.js";
import { sharedBrowser } from "./support.js";

const HOME = {
  mode: "sandbox",
  publicUrl: "http://localhost:4000",
  openConnect: true,
  instagramLogin: true,
  publicRead: true,
  accounts: [],
  accountCount: 1,
  demo: null,
  account: null,
  introspection: true,
  version: "1.2.3",
} as const;

const POST = {
  permalink: "https://www.instagram.com/p/1/",
  timestamp: new Date("2026-11-01T12:00:00Z"),
  imageUrl: "http://localhost:4000/files/1",
  alt: "A loaf",
};
const ACCOUNT: OwnAccount = {
  id: "acc_1",
  username: "bakery",
  name: "Bäckerei Morgenrot",
  biography: "Sauerteig, Butter & Geduld\nDi–So ab 6:30",
  website: "https://bakery.example/a-very-long-address-without-any-place-to-break-it-that-a-phone-could-use",
  pictureUrl: "http://localhost:4000/files/0",
  status: "ACTIVE",
  paused: false,
  stale: false,
  connectedAt: new Date("2026-10-01T12:00:00Z"),
  syncedAt: new Date("2026-11-30T12:00:00Z"),
  token: null,
  posts: [POST, { ...POST, imageUrl: null, permalink: null }],
};
const BROKEN = { status: "RECONNECT_REQUIRED", pictureUrl: null, biography: null, website: null, posts: [] } as const;
const PRIVACY: PrivacyFacts = {
  contact: { name: "Example Studio", email: "privacy@example.com" },
  publicUrl: "http://localhost:4000",
  mode: "sandbox",
  instagramLogin: true,
  keepVideos: false,
  isBucket: false,
  publicRead: true,
  alertWebhook: true,
  alertMail: true,
  eraseBrokenAfterMs: null,
  retained: [{ what: "audit log entries", keepMs: 400 * 86_400_000 }],
  added: ["We use a host in Berlin."],
};

const CONNECT = {
  text: null,
  name: "Example Studio, 1 Example Street, 10115 Berlin",
  email: "privacy@example.com",
  continueHref: "/oauth/start?invite=1&go=1",
};

const DOCS = new Documentation(buildSchema(readFileSync("schema.graphql", "utf8")));

function pagesIn(language: Language): Record<string, string> {
  return {
    "/": homePage(
      {
        ...HOME,
        accounts: [{ username: "bakery", pictureUrl: null }],
        demo: { title: "Our street", posts: ACCOUNT.posts },
      },
      language,
    ),
    "/museum": homePage(
      { ...HOME, accounts: [{ username: "bakery", pictureUrl: null }], accountCount: 302, account: "museum" },
      language,
    ),
    "/empty": homePage({ ...HOME, demo: { title: "Our street", posts: [] } }, language),
    "/closed": homePage({ ...HOME, mode: "live", openConnect: false, publicRead: false }, language),
    "/connected": resultPage(
      connectedResult({ username: "bakery", pictureUrl: "http://localhost:4000/files/0" }, language),
      language,
    ),
    "/refused": resultPage(resultFor("NOT_FOUND", language), language),
    "/me": mePage(ACCOUNT, "form", language),
    "/me-broken": mePage({ ...ACCOUNT, ...BROKEN }, "form", language),
    "/delete": confirmPage("delete", "form", language),
    "/connect": connectPage({ ...CONNECT, username: null }, language),
    "/login": loginPage({ openConnect: true }, language),
    "/logout": logoutPage("form", language),
    "/privacy": privacyPage(PRIVACY, language),
    "/docs/": DOCS.home(language),
    ...Object.fromEntries(
      ["readme", "clients", "settings"].map((slug) => [`/docs/${slug}`, DOCS.page(slug, language) ?? ""]),
    ),
    "/docs/schema": DOCS.schemaHome(language),
    "/docs/schema/Query": DOCS.schemaType("Query", language) ?? "",
    "/docs/search": DOCS.search("caption", language, { withSchema: true }),
  };
}

const ENGLISH = pagesIn("en");
const GERMAN = Object.fromEntries(Object.entries(pagesIn("de")).map(([path, page]) => [`/de${path}`, page]));
const PAGES: Record<string, string> = { ...ENGLISH, ...GERMAN };

const dist = fileURLToPath(new URL("../../dist/admin", import.meta.url));
let app: FastifyInstance;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  await bringUpToDate();
  app = await pagesServer();
  origin = await app.listen({ port: 0, host: "127.0.0.1" });
  browser = await sharedBrowser();
});

afterAll(async () => {
  await app?.close();
});

test("no page has a serious fault of accessibility or is too wide, in light and in dark", async () => {
  const { page, systemAlerts } = await open({ colorScheme: "light" });
  for (const path of Object.keys(ENGLISH)) {
    await page.goto(origin + path);
    await page.emulateMedia({ colorScheme: "light" });
    expect(await faults(page), `${path} in light`).toEqual([]);
    expect(await excessWidth(page), path).toBeLessThanOrEqual(0);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await colourFaults(page), `${path} in dark`).toEqual([]);
  }
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

test("each page fits a phone, also in German, and has no serious fault of accessibility there", async () => {
  const { page, systemAlerts } = await open({ viewport: { width: 320, height: 640 }, reducedMotion: "reduce" });
  for (const path of Object.keys(PAGES)) {
    await page.goto(origin + path);
    expect(await excessWidth(page), path).toBeLessThanOrEqual(0);
    // German is the longer of the two; the structure is one.
    if (path in GERMAN) expect(await faults(page), path).toEqual([]);
  }
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

async function excessWidth(page: Page): Promise<number> {
  return Number(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth"));
}

test("the home page runs the first query, and shows the answer with its pictures", async () => {
  const { page, systemAlerts } = await open();
  await page.goto(origin);
  await page.getByRole("button", { name: "Run" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("6 posts of @bakery").waitFor();
  expect(await page.locator("#answer").textContent()).toContain('"username": "bakery"');
  await page.getByAltText("Post 6 of @bakery").waitFor();
  // Not waitForFunction: it waits by `eval`, which the page's policy forbids.
  const shown = () => page.evaluate("[...document.images].filter((image) => image.naturalWidth > 0).length");
  await expect.poll(shown).toBeGreaterThanOrEqual(6);
  expect(await faults(page)).toEqual([]);
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

test("the home page of an account runs its query at once", async () => {
  const { page, systemAlerts } = await open();
  await page.goto(`${origin}/museum`);
  await page.getByText("6 posts of @museum").waitFor();
  expect(await page.locator("#curl").textContent()).toContain('account(username: \\"museum\\")');
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

test("the documentation does not move while it loads, on a phone and beside its list", async () => {
  for (const width of [390, 1280]) {
    const { page } = await open({ viewport: { width, height: 800 } });
    await page.addInitScript(`window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
        .observe({ type: "layout-shift", buffered: true });`);
    await page.goto(`${origin}/docs/clients`, { waitUntil: "networkidle" });
    expect(await page.evaluate("window.shifts")).toEqual([]);
    expect(await page.getByRole("link", { name: "Error codes" }).isVisible()).toBe(width === 1280);
    await page.context().close();
  }
});

test("the documentation is searched by keyboard, and its snippets are copied", async () => {
  const { page, systemAlerts } = await open();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${origin}/docs/clients`);
  await page.getByRole("button", { name: "Copy" }).first().click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(/^mutation BrowserKey/);
  await page.keyboard.press("/");
  await page.keyboard.type("caption");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/docs\/search\?q=caption$/);
  await page.getByRole("link", { name: "API reference: Media.caption" }).waitFor();
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

test("the explorer answers under its policy, without a request to elsewhere or an error in the console", async () => {
  const { page, systemAlerts } = await open();
  await page.goto(`${origin}/explorer`);
  await page.locator(".graphiql-query-editor .view-line").first().waitFor();
  await page.getByRole("button", { name: "Execute query" }).click();
  await page.locator(".result-window").getByText("bakery").waitFor();
  await page.getByRole("button", { name: "Headers" }).waitFor();
  await page.locator(".graphiql-editor-tool").getByText("Bearer pk_").waitFor();
  expect(await page.title()).toBe("Darkroom explorer");
  expect(await page.getByRole("link", { name: "Darkroom" }).getAttribute("href")).toBe("/");
  // GraphiQL's tabs hold their close button inside; the rule is off for what is not ours to mend.
  expect(await faults(page, ["nested-interactive"])).toEqual([]);
  expect(page.workers()).toEqual([]);
  await page.locator(".graphiql-query-editor .view-line").first().click();
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  expect(systemAlerts).toEqual([]);
  await page.context().close();
});

/** A page in a fresh browser profile, and whatever goes wrong on it: console errors, exceptions, requests elsewhere. */
async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; systemAlerts: string[] }> {
  const page = await (await browser.newContext(options)).newPage();
  const systemAlerts: string[] = [];
  page.on("console", (message) => message.type() === "error" && systemAlerts.push(message.text()));
  page.on("pageerror", (error) => systemAlerts.push(error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) systemAlerts.push(`asked ${url}`);
  });
  return { page, systemAlerts };
}

/** The pages with their policies, over a small schema of the same names as the real one. */
async function pagesServer(): Promise<FastifyInstance> {
  const server = Fastify();
  const schema = buildSchema(`
    enum MediaType { IMAGE VIDEO }
    type Media { mediaUrl: String permalink: String }
    type Account { username: String! media(type: [MediaType!], first: Int = 25): [Media!]! }
    type Query { account(username: String): Account }
  `);
  server.get("/schema.graphql", (_, reply) => reply.type("text/plain").send(printSchema(schema)));
  const media = ({ first }: { first: number }) =>
    Array.from({ length: first }, (_, i) => ({
      mediaUrl: `http://localhost:4000/files/${i}`,
      permalink: `https://www.instagram.com/p/${i}/`,
    }));
  server.post<{ Body: { query: string } }>("/graphql", ({ body }) =>
    graphql({ schema, source: body.query, rootValue: { account: ({ username = "bakery" }) => ({ username, media }) } }),
  );
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#a83a08" } })
    .png()
    .toBuffer();
  server.register(fastifyStatic, {
    root: join(dist, "../../docs/pictures"),
    prefix: "/docs/pictures/",
    decorateReply: false,
  });
  server.get("/files/:id", (_, reply) => reply.type("image/png").send(picture));
  for (const [path, { type, text }] of Object.entries(PAGE_ASSETS)) {
    server.get(path, (_, reply) => reply.type(type).send(text));
  }
  for (const [path, page] of Object.entries(PAGES)) {
    const csp = path.includes("/docs/") && { "content-security-policy": DOCS_CSP };
    server.get(path, (_, reply) => reply.headers({ ...PAGE_HEADERS, ...csp }).send(page));
  }
  await server.register(fastifyStatic, { root: join(dist, "assets"), prefix: "/admin/assets/" });
  server.get("/explorer", (_, reply) => {
    const page = readFileSync(join(dist, "explorer/index.html"), "utf8");
    return reply.header("content-security-policy", EXPLORER_CSP).type("text/html").send(page);
  });
  return server;
}
