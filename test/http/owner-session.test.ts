import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AppContext, createAppContext } from "../../server/app-context.js";
import type { AppConfig } from "../../server/config/config.js";
import { SESSIONS_MAX } from "../../server/features/owners/session.js";
import { disconnectAccount } from "../../server/features/privacy/disconnect-account.js";
import { createServer } from "../../server/http/server.js";
import { DAY_MS } from "../../server/lib/clock.js";
import { prune } from "../../server/retention.js";
import { OPERATOR } from "../support/cast.js";
import { signedIn } from "../support/credentials.js";
import { ask } from "../support/graphql.js";
import { agree, headingOf, logIn, ownerVisitor, PUBLIC } from "../support/owner-visitor.js";
import { countRows } from "../support/rows.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

let testApp: TestApp;
let app: AppContext;
let url: string;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  testApp = await createTestApp({ JOBS: "off" });
  app = testApp.app;
  url = await testApp.serve();
});
afterAll(async () => {
  for (const close of closers) await close();
  await testApp.close();
});
beforeEach(async () => {
  await app.sql`truncate accounts, events, oauth_states cascade`;
  await testApp.sandbox.control({ reset: true });
});

const visitor = () => ownerVisitor(url);
const cookieOf = (browser: ReturnType<typeof visitor>) => ({
  cookie: `darkroom_owner=${browser.cookie("darkroom_owner")}`,
});
const sessions = async () => (await countRows(app.sql)).owner_sessions;

/** Another process on the same database, with some settings changed. */
async function another(changes: Partial<AppConfig>): Promise<string> {
  const other = createAppContext({ ...app.config, ...changes }, { clock: testApp.clock });
  const server = await createServer(other);
  closers.push(
    () => server.close(),
    async () => other[Symbol.asyncDispose](),
  );
  return await server.listen({ port: 0, host: "127.0.0.1" });
}

describe("a session", () => {
  test("is the owner's in GraphQL: their account without arguments, and no act on another's", async () => {
    const [bakery, florist] = [await testApp.connect("bakery"), await testApp.connect("florist")];
    const browser = visitor();
    await logIn(browser, "florist");
    const headers = cookieOf(browser);
    const query = "{ viewer { kind account { id } } account { id username token { daysLeft } reference tags note } }";
    const { data } = await ask(url, query, { headers });
    expect(data).toEqual({
      viewer: { kind: "OWNER", account: { id: florist } },
      account: { id: florist, username: "florist", token: { daysLeft: 59 }, reference: null, tags: [], note: null },
    });
    const foreign = await ask(url, `mutation { disconnectAccount(accountId: "${bakery}") }`, { headers });
    const missing = await ask(url, 'mutation { disconnectAccount(accountId: "nobody") }', { headers });
    expect(foreign.errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual(
      missing.errors?.map(({ message }) => [message, "NOT_FOUND"]),
    );
    const sync = await ask(url, `mutation { syncAccount(accountId: "${florist}") { id } }`, { headers });
    expect(sync.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const own = await ask(url, `mutation { disconnectAccount(accountId: "${florist}") }`, { headers });
    expect(own.data).toEqual({ disconnectAccount: florist });
    expect((await ask(url, "{ viewer { kind } }", { headers })).data.viewer.kind).toBe("ANONYMOUS");
    expect(await app.sql`select id from accounts`).toEqual([{ id: bakery }]);
  });

  test("ends in every process with its account, by signing out, and after seven days", async () => {
    const other = await another({});
    const kindIn = async (base: string, browser: ReturnType<typeof visitor>) =>
      (await ask(base, "{ viewer { kind } }", { headers: cookieOf(browser) })).data.viewer.kind;
    const browsers = [visitor(), visitor(), visitor()] as const;
    const ways = [
      () => fetch(`${url}/auth/sign-out`, { method: "POST", headers: cookieOf(browsers[0]) }),
      async () => testApp.clock.advance(7 * DAY_MS),
      async () => disconnectAccount(app, (await app.sql`select id from accounts`)[0]?.id, OPERATOR),
    ] as const;
    for (const [n, end] of ways.entries()) {
      const browser = browsers[n] ?? visitor();
      await logIn(browser, "bakery");
      expect([await kindIn(url, browser), await kindIn(other, browser)]).toEqual(["OWNER", "OWNER"]);
      await end();
      expect([await kindIn(url, browser), await kindIn(other, browser)]).toEqual(["ANONYMOUS", "ANONYMOUS"]);
      const me = await browser.get(`${PUBLIC}/me`);
      expect([me.status, me.location]).toEqual([302, `${PUBLIC}/login`]);
    }
  });

  test("expired ones are deleted by the schedule", async () => {
    await logIn(visitor(), "bakery");
    expect(await prune(app, "prune sessions", AbortSignal.timeout(10_000))).toBe(0);
    testApp.clock.advance(8 * DAY_MS);
    expect(await prune(app, "prune sessions", AbortSignal.timeout(10_000))).toBe(1);
  });

  test("is another one after each login, also where a stranger has planted theirs; the former one is over", async () => {
    const [attacker, victim] = [visitor(), visitor()];
    await logIn(attacker, "florist");
    const planted = attacker.cookie("darkroom_owner") ?? "";
    const back = new URL(await agree(victim, "bakery"));
    const answer = await fetch(`${url}${back.pathname}${back.search}`, {
      redirect: "manual",
      headers: { cookie: `darkroom_browser=${victim.cookie("darkroom_browser")}; darkroom_owner=${planted}` },
    });
    const [, fresh = ""] = /darkroom_owner=([\w-]+)/.exec(answer.headers.get("set-cookie") ?? "") ?? [];
    expect(fresh).not.toBe(planted);
    const who = async (token: string) =>
      (await ask(url, "{ viewer { kind account { username } } }", { headers: { cookie: `darkroom_owner=${token}` } }))
        .data;
    expect((await who(fresh)).viewer).toEqual({ kind: "OWNER", account: { username: "bakery" } });
    expect((await who(planted)).viewer.kind).toBe("ANONYMOUS");
  });

  test("does not stand above an operator's in the same browser, and signing out ends both", async () => {
    const browser = visitor();
    await logIn(browser, "bakery");
    const operator = await signedIn(app, "both@example.com");
    const headers = { cookie: `${operator.cookie}; ${cookieOf(browser).cookie}` };
    expect((await ask(url, "{ viewer { kind } }", { headers })).data.viewer.kind).toBe("OPERATOR");
    expect(await (await fetch(`${url}/me`, { headers })).text()).toContain("@bakery");
    expect((await fetch(`${url}/me`, { headers: operator, redirect: "manual" })).status).toBe(302);
    const out = await fetch(`${url}/auth/sign-out`, { method: "POST", headers });
    expect(out.headers.getSetCookie().map((line) => line.split("=")[0])).toEqual([
      "darkroom_session",
      "darkroom_owner",
    ]);
    expect((await ask(url, "{ viewer { kind } }", { headers })).data.viewer.kind).toBe("ANONYMOUS");
    expect(await sessions()).toBe(0);
  });

  test("signing out everywhere ends those of the same account alone", async () => {
    const [one, two, other] = [visitor(), visitor(), visitor()];
    for (const browser of [one, two]) await logIn(browser, "bakery");
    await logIn(other, "florist");
    const headers = { ...cookieOf(one), "content-type": "application/json" };
    await fetch(`${url}/auth/sign-out`, { method: "POST", headers, body: '{"everywhere":true}' });
    expect(await sessions()).toBe(1);
  });
});

describe("an attacker", () => {
  test("cannot log a stranger in: a return in a browser that did not begin does nothing", async () => {
    const attacker = visitor();
    const back = await agree(attacker, "florist");
    const victim = visitor();
    expect(headingOf(await victim.get(back))).toBe("You came back in another browser");
    await victim.get(`${PUBLIC}/login/instagram`);
    expect((await victim.get(back)).status).toBe(400);
    expect([victim.cookie("darkroom_owner"), await sessions()]).toEqual([undefined, 0]);
    expect(headingOf(await attacker.follow(back))).toBe("Fern &amp; Foxglove");
  });

  test("cannot turn a connection into a login, nor a login into a connection where that is closed", async () => {
    const closed = await another({ openConnect: false });
    const browser = ownerVisitor(closed);
    const back = new URL(await agree(browser, "bakery"));
    await browser.get(back.href);
    expect((await countRows(app.sql)).accounts).toBe(0);
    const open = visitor();
    const start = await open.get(`${PUBLIC}/oauth/start`);
    const consent = await open.get(start.location ?? "");
    const returned = await open.submit(consent, { sandbox_account: "bakery", sandbox_decision: "approve" });
    expect(headingOf(await open.get(returned.location ?? ""))).toBe("@bakery is connected");
    expect([open.cookie("darkroom_owner"), await sessions()]).toEqual([undefined, 0]);
  });

  test("cannot lead elsewhere by any parameter", async () => {
    const browser = visitor();
    const wishes = "next=https://evil.example&redirect_uri=https://evil.example&return=//evil.example";
    const start = await browser.get(`${PUBLIC}/login/instagram?${wishes}`);
    expect(start.location).not.toContain("evil");
    const back = await agree(browser, "bakery");
    expect((await browser.get(`${back}&${wishes}`)).location).toBe(`${PUBLIC}/me`);
  });

  test("who begins 300 logins is stopped after 30 of ten minutes, and 300 sessions are never stored", async () => {
    const server = await createServer({ ...app, config: { ...app.config } });
    const statuses: number[] = [];
    for (let n = 0; n < 300; n++) {
      statuses.push((await server.inject({ url: "/login/instagram", remoteAddress: "203.0.113.9" })).statusCode);
    }
    expect(statuses.filter((status) => status === 302)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(270);
    await server.close();
    const id = await testApp.connect("bakery");
    await app.sql`insert into owner_sessions (hash, account_id, created_at, expires_at)
      select 'h' || n, ${id}, now() - n * interval '1 s', now() + interval '1 day' from generate_series(1, 300) n`;
    const browser = visitor();
    expect(headingOf(await logIn(browser, "bakery"))).toBe("Bäckerei Morgenrot");
    expect(await sessions()).toBe(SESSIONS_MAX);
    expect(headingOf(await browser.get(`${PUBLIC}/me`))).toBe("Bäckerei Morgenrot");
  });
});
