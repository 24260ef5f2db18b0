import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AppContext, createAppContext } from "../../server/app-context.js";
import { createServer } from "../../server/http/server.js";
import { headingOf, ownerVisitor, PUBLIC } from "../support/owner-visitor.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

/*
 * The two ways that old tutorials of Instagram's API teach, walked on this server: a button that leads over the consent page to
 * a page about the person; and `/login` and `/auth/instagram`, which store a user, while each request is logged.
 */

let testApp: TestApp;
let app: AppContext;
let url: string;
const lines: string[] = [];
const closers: (() => PromiseLike<unknown>)[] = [];

beforeAll(async () => {
  testApp = await createTestApp({ JOBS: "off" });
  const log = pino({ level: "trace", base: null }, { write: (line: string) => void lines.push(line) });
  const other = createAppContext(testApp.app.config, { clock: testApp.clock, log });
  const server = await createServer(other);
  closers.push(
    () => server.close(),
    () => other[Symbol.asyncDispose](),
  );
  app = other;
  url = await server.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  for (const close of closers) await close();
  await testApp.close();
});

test("button, consent, and a page with name, website, picture, biography and the 8 newest posts", async () => {
  const browser = ownerVisitor(url);
  const home = await browser.get(`${PUBLIC}/`);
  const [, button = ""] = /<a class="button[^"]*" href="([^"]+)">Log in with Instagram</.exec(home.text) ?? [];
  const consent = await browser.follow(`${PUBLIC}${button}`);
  expect(consent.text).toContain("An app would like to read an Instagram account");
  const back = await browser.submit(consent, { sandbox_account: "bakery", sandbox_decision: "approve" });
  const page = await browser.follow(back.location ?? "");
  expect([page.url, headingOf(page)]).toEqual([`${PUBLIC}/me`, "Bäckerei Morgenrot"]);
  expect(page.text).toContain('<a href="https://bakery.example/"');
  expect(page.text).toContain("Boulangerie artisanale, depuis 1987.");
  const pictures = [...page.text.matchAll(/<img [^>]*src="(\/files\/[^"]+)"/g)].map(([, src]) => src);
  expect(pictures).toHaveLength(1 + 8);
  for (const src of pictures) {
    const picture = await fetch(`${url}${src}`);
    expect([picture.status, picture.headers.get("content-type")?.replace(/\/.*/, "")]).toEqual([200, "image"]);
  }
});

test("/login, /auth/instagram, the user is stored, /users shows them, /logout ends it, and each request is in the log", async () => {
  lines.length = 0;
  const browser = ownerVisitor(url);
  const login = await browser.get(`${PUBLIC}/login`);
  expect(headingOf(login)).toBe("Log in with Instagram");
  const consent = await browser.follow(`${PUBLIC}/auth/instagram`);
  const back = await browser.submit(consent, { sandbox_account: "florist", sandbox_decision: "approve" });
  await browser.follow(back.location ?? "");
  const stored = await app.sql`select username, user_id from accounts where username = 'florist'`;
  expect(stored).toMatchObject([{ username: "florist", user_id: "17841402946180357" }]);
  expect(headingOf(await browser.follow(`${PUBLIC}/users`))).toBe("Fern &amp; Foxglove");
  const logout = await browser.get(`${PUBLIC}/logout`);
  await browser.submit(logout, {}, "/me/log-out");
  expect(headingOf(await browser.follow(`${PUBLIC}/users`))).toBe("Log in with Instagram");

  const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "request");
  const routes = requests.map(({ method, route, status }) => `${method} ${route} ${status}`);
  expect(routes).toEqual(
    expect.arrayContaining([
      "GET /login 200",
      "GET /auth/instagram 302",
      "GET /login/instagram 302",
      "GET /oauth/callback 302",
      "GET /users 302",
      "GET /me 200",
      "GET /logout 200",
      "POST /me/log-out 303",
    ]),
  );
  const { searchParams } = new URL(back.location ?? "");
  for (const secret of [searchParams.get("code"), searchParams.get("state"), browser.cookie("darkroom_browser")]) {
    expect(secret?.length).toBeGreaterThan(20);
    expect(lines.join("")).not.toContain(secret);
  }
  expect(lines.join("")).not.toMatch(/florist|Foxglove|IGAA/);
});
