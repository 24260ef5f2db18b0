import type { FastifyInstance } from "fastify";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAppContext, type OpenAppContext } from "../../server/app-context.js";
import { createLink } from "../../server/features/connect/create-link.js";
import { createServer } from "../../server/http/server.js";
import { OPERATOR } from "../support/cast.js";
import { signedIn } from "../support/credentials.js";
import { countRows } from "../support/rows.js";
import { setUpTestApp } from "../support/test-app.js";
import { createWebVisitor, type Page, type WebVisitor } from "../support/web-visitor.js";

const PUBLIC = "http://localhost:4000";

const testApp = setUpTestApp({ JOBS: "off" }, { hasDatabaseProxy: true });
let app: OpenAppContext;
let server: FastifyInstance;
let url: string;
const lines: string[] = [];
const ANY_LINK = { label: null, accountId: null, reference: null, expiresAt: null };

beforeAll(async () => {
  const log = pino({ level: "trace", base: null }, { write: (line: string) => void lines.push(line) });
  app = createAppContext(testApp.app.config, { clock: testApp.clock, log });
  server = await createServer(app);
  url = await server.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await server.close();
  await app[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await app.sql`truncate accounts, events, oauth_states cascade`;
  await testApp.sandbox.control({ reset: true });
});

const visitor = () => createWebVisitor({ [PUBLIC]: url });

/** Walks to the consent page, decides there, and answers the address that Instagram sends the person back to. */
async function decide(browser: WebVisitor, choices: Record<string, string>): Promise<string> {
  const start = await browser.get(`${PUBLIC}/oauth/start`);
  const page = await browser.get(start.location ?? "");
  return (await browser.submit(page, choices)).location ?? "";
}
const approve = (browser: WebVisitor, member = "bakery") =>
  decide(browser, { sandbox_account: member, sandbox_decision: "approve" });
const shown = ({ status, text }: Page) => ({ status, heading: /<h1>(.*?)<\/h1>/s.exec(text)?.[1] });

describe("GET /oauth/start", () => {
  test("sends the browser to Instagram, and binds the handshake to it by a cookie that no script reads", async () => {
    const start = await visitor().get(`${PUBLIC}/oauth/start`);
    expect(start.status).toBe(302);
    expect(start.location).toContain(`${testApp.sandbox.url}/oauth/authorize?client_id=`);
    expect(new URL(start.location ?? "").searchParams.get("redirect_uri")).toBe(`${PUBLIC}/oauth/callback`);
    const cookie = start.headers.getSetCookie().find((line) => line.startsWith("darkroom_browser="));
    expect(cookie).toMatch(/Path=\/; HttpOnly; SameSite=Lax$/);
    expect(start.headers.get("cache-control")).toBe("no-store");
  });

  test("the cookie is Secure where the server is reached by https", async () => {
    const config = {
      ...app.config,
      publicUrl: "https://feed.example",
      redirectUris: ["https://feed.example/oauth/callback"],
    };
    const safe = await createServer({ ...app, config });
    const { cookies } = await safe.inject({ url: "/oauth/start" });
    expect(cookies.find(({ name }) => name === "__Host-darkroom_browser")).toMatchObject({
      secure: true,
      httpOnly: true,
      path: "/",
    });
    await safe.close();
  });

  test("is closed where only operators connect, with a page that says so", async () => {
    const closed = await createServer({ ...app, config: { ...app.config, openConnect: false } });
    const answer = await closed.inject({ url: "/oauth/start", headers: { accept: "text/html" } });
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain("On this server operators connect the accounts.");
    expect((await countRows(app.sql)).oauth_states).toBe(0);
    await closed.close();
  });
});

describe("a flood of starts", () => {
  test("from one address is stopped with a page that says when to try again; another address is not", async () => {
    const server = await createServer({ ...app, config: { ...app.config } });
    const start = (remoteAddress: string) =>
      server.inject({ url: "/oauth/start", remoteAddress, headers: { accept: "text/html" } });
    for (let n = 0; n < 30; n++) expect((await start("203.0.113.7")).statusCode).toBe(302);
    const stopped = await start("203.0.113.7");
    expect(stopped.statusCode).toBe(429);
    expect(Number(stopped.headers["retry-after"])).toBeGreaterThan(500);
    expect(stopped.body).toContain("Too many connections were started from your address.");
    expect((await countRows(app.sql)).oauth_states).toBe(30);
    expect((await start("203.0.113.8")).statusCode).toBe(302);
    await server.close();
  });

  test("counts a /64 as one address, and who holds a connect link as anybody, before the link is looked up", async () => {
    const server = await createServer(app);
    const path = (await createLink(app, ANY_LINK, OPERATOR)).url.replace(PUBLIC, "");
    const start = (url: string, n: number) => server.inject({ url, remoteAddress: `2001:db8:0:1::${n.toString(16)}` });
    for (let n = 0; n < 30; n++) expect((await start(path, n)).statusCode).toBe(302);
    testApp.database.forget();
    for (const url of [path, "/oauth/start?invite=guess"]) expect((await start(url, 99)).statusCode, url).toBe(429);
    expect(testApp.database.statements().filter((text) => text.includes("connect_links"))).toEqual([]);
    expect((await server.inject({ url: path, remoteAddress: "2001:db8:0:2::1" })).statusCode).toBe(302);
    await server.close();
  });

  test("by connect links does not shut out other visitors", async () => {
    const { id } = (await createLink(app, ANY_LINK, OPERATOR)).connectLink;
    await app.sql`insert into oauth_states (hash, initiated_by, redirect_uri, sandbox, expires_at, link_id)
      select 'l' || n, 'browser:' || n, 'x', true, ${new Date(testApp.clock.now().getTime() + 60_000).toISOString()}, ${id}
      from generate_series(1, 10000) n`;
    expect((await visitor().get(`${PUBLIC}/oauth/start`)).status).toBe(302);
  });

  test("from many addresses is stopped when 10,000 are open, until they have run out", async () => {
    const now = testApp.clock.now();
    await app.sql`insert into oauth_states (hash, initiated_by, redirect_uri, sandbox, expires_at)
      select 'h' || n, 'browser:' || n, 'x', true, ${new Date(now.getTime() + 60_000).toISOString()}
      from generate_series(1, 10000) n`;
    expect((await visitor().get(`${PUBLIC}/oauth/start`)).status).toBe(429);
    expect((await countRows(app.sql)).oauth_states).toBe(10_000);
    await testApp.sandbox.control({ advance: "1m" });
    expect((await visitor().get(`${PUBLIC}/oauth/start`)).status).toBe(302);
  });
});

describe("GET /oauth/callback", () => {
  test("asked with HEAD, as a mail scanner does, spends nothing", async () => {
    const browser = visitor();
    const back = await approve(browser);
    for (const path of [new URL(back).pathname + new URL(back).search, "/oauth/start"]) {
      expect((await server.inject({ method: "HEAD", url: path })).statusCode).toBe(404);
    }
    expect((await app.sql`select from oauth_states where consumed_at is not null`).length).toBe(0);
    expect((await countRows(app.sql)).oauth_states).toBe(1);
    expect(shown(await browser.get(back)).heading).toBe("@bakery is connected");
  });

  test("shows who was connected", async () => {
    const browser = visitor();
    const page = await browser.get(await approve(browser));
    expect(shown(page)).toEqual({ status: 200, heading: "@bakery is connected" });
    expect(page.headers.get("content-type")).toMatch(/^text\/html/);
    expect((await countRows(app.sql)).accounts).toBe(1);
  });

  test("reloaded, says that there is nothing to do", async () => {
    const browser = visitor();
    const back = await approve(browser);
    await browser.get(back);
    const page = await browser.get(back);
    expect(shown(page)).toEqual({ status: 400, heading: "This link was used already" });
    expect(page.text).toContain("there is nothing to do");
    await testApp.sandbox.control({ advance: "15m" });
    expect(shown(await browser.get(back)).heading).toBe("This attempt has expired");
  });

  test("two tabs of one browser can both finish", async () => {
    const browser = visitor();
    const [one, two] = [await approve(browser, "bakery"), await approve(browser, "museum")];
    expect(shown(await browser.get(two)).heading).toBe("@museum is connected");
    expect(shown(await browser.get(one)).heading).toBe("@bakery is connected");
  });

  test("tells a person who refused that nothing was connected, and offers to start again", async () => {
    const browser = visitor();
    const page = await browser.get(await decide(browser, { sandbox_decision: "refuse" }));
    expect(shown(page)).toEqual({ status: 200, heading: "Nothing was connected" });
    expect(page.text).toContain('href="/oauth/start"');
    expect((await countRows(app.sql)).accounts).toBe(0);
  });

  test("a permission that was switched off is named", async () => {
    const browser = visitor();
    const back = await decide(browser, {
      sandbox_account: "bakery",
      sandbox_decision: "approve",
      sandbox_permission: "instagram_business_manage_comments",
    });
    expect(shown(await browser.get(back))).toEqual({ status: 400, heading: "A permission is missing" });
  });

  test("a personal account is told how to become a professional one", async () => {
    const browser = visitor();
    const page = await browser.get(await approve(browser, "hobby"));
    expect(shown(page)).toEqual({ status: 400, heading: "This is a personal account" });
    expect(page.text).toContain("switch to a professional account");
  });

  test("another browser cannot finish what this one began, and does not spoil it", async () => {
    const [anna, ben] = [visitor(), visitor()];
    await ben.get(`${PUBLIC}/oauth/start`);
    const back = await approve(anna);
    expect(shown(await ben.get(back))).toEqual({ status: 400, heading: "This attempt has expired" });
    expect(shown(await visitor().get(back)).status).toBe(400);
    expect(shown(await anna.get(back)).heading).toBe("@bakery is connected");
  });

  test("after 15 minutes the attempt has run out", async () => {
    const browser = visitor();
    const back = await approve(browser);
    await testApp.sandbox.control({ advance: "15m" });
    expect(shown(await browser.get(back)).heading).toBe("This attempt has expired");
  });

  test("a code that was used elsewhere says so", async () => {
    const browser = visitor();
    const [first, second] = [new URL(await approve(browser)), new URL(await approve(browser))];
    await browser.get(first.href);
    second.searchParams.set("code", first.searchParams.get("code") ?? "");
    expect(shown(await browser.get(second.href))).toEqual({ status: 400, heading: "This code was already used" });
  });

  test.each([
    ["does not answer", { fail: { kind: "html" } }, { status: 503, heading: "Instagram does not respond" }],
    ["throttles", { throttle: {} }, { status: 429, heading: "Instagram asks for a pause" }],
  ])("while Instagram %s, a page says so and nothing is kept", async (_, command, page) => {
    const browser = visitor();
    const back = await approve(browser);
    await testApp.sandbox.control(command);
    expect(shown(await browser.get(back))).toEqual(page);
    expect((await countRows(app.sql)).accounts).toBe(0);
  });

  test.each(["", "?code=x", "?state=x", "?code=a&code=b&state=c", "?code[]=a&state=b", "?code=%00&state=%ff"])(
    "called with %j it is no return from a handshake",
    async (query) => {
      const browser = visitor();
      await browser.get(`${PUBLIC}/oauth/start`);
      expect(shown(await browser.get(`${PUBLIC}/oauth/callback${query}`))).toEqual({
        status: 400,
        heading: "This attempt has expired",
      });
    },
  );

  test("an operator who is signed in is led back to the dashboard, whatever came of it", async () => {
    const { cookie } = await signedIn(app);
    const handshake = async (choices: Record<string, string>) => {
      const start = await server.inject({ url: "/oauth/start", headers: { cookie } });
      const decision = `${start.headers.location}&${new URLSearchParams(choices)}`;
      const back = new URL((await fetch(decision, { redirect: "manual" })).headers.get("location") ?? "");
      const browser = start.cookies.find(({ name }) => name === "darkroom_browser")?.value;
      const headers = { cookie: `${cookie}; darkroom_browser=${browser}` };
      return await server.inject({ url: back.pathname + back.search, headers });
    };
    const connected = await handshake({ sandbox_account: "bakery", sandbox_decision: "approve" });
    const [account] = await app.sql`select id from accounts`;
    expect(connected.body).toContain(`href="/admin/accounts/${account?.id}/show"`);
    expect(connected.body).toContain("See it in the dashboard");
    const refused = await handshake({ sandbox_decision: "refuse" });
    expect(refused.body).toContain('href="/admin/connect"');
    const personal = await handshake({ sandbox_account: "hobby", sandbox_decision: "approve" });
    expect(personal.statusCode).toBe(400);
    expect(personal.body).toContain('href="/admin/connect"');
  });

  test("an operator who opens a connect link is offered the link again", async () => {
    const { cookie } = await signedIn(app, "ben@example.com");
    const invite = new URL((await createLink(app, ANY_LINK, OPERATOR)).url).searchParams.get("invite");
    const apiError = await server.inject({
      url: "/oauth/callback?error=access_denied",
      headers: { cookie: `${cookie}; darkroom_invite=${invite}` },
    });
    expect(apiError.body).toContain(`href="/oauth/start?invite=${invite}&amp;go=1"`);
  });

  test("what a stranger writes into the address never becomes part of the page", async () => {
    const page = await visitor().get(`${PUBLIC}/oauth/callback?error=<script>alert(1)</script>&error_description=<b>`);
    expect(page.text).not.toContain("<script>alert");
    expect(page.headers.get("content-security-policy")).toBeTruthy();
  });
});

test("no code, state, cookie, token or secret reaches the log, at its most talkative", async () => {
  lines.length = 0;
  const browser = visitor();
  const start = await browser.get(`${PUBLIC}/oauth/start`);
  const state = new URL(start.location ?? "").searchParams.get("state") ?? "";
  const cookie = /darkroom_browser=([^;]+)/.exec(start.headers.get("set-cookie") ?? "")?.[1] ?? "";
  const back = new URL(await approve(browser));
  await browser.get(back.href);
  const spoilt = new URL(await approve(browser));
  await testApp.sandbox.control({ fail: { kind: "transient", endpoint: "long-lived" } });
  await browser.get(spoilt.href);
  const log = lines.join("");
  expect(log).toContain('"route":"/oauth/callback"');
  const secrets = [state, cookie, testApp.sandbox.sandbox.appSecret.reveal(), "IGAA"];
  for (const { searchParams } of [back, spoilt]) {
    secrets.push(searchParams.get("code") ?? "", searchParams.get("state") ?? "");
  }
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(3);
    expect(log).not.toContain(secret);
  }
});
