import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AppContext, createAppContext } from "../../server/app-context.js";
import type { AppConfig } from "../../server/config/config.js";
import { pauseAccount } from "../../server/features/accounts/pause-account.js";
import { syncAccount } from "../../server/features/sync/sync-account.js";
import { readToken } from "../../server/features/tokens/read-token.js";
import { createServer } from "../../server/http/server.js";
import { DAY_MS } from "../../server/lib/clock.js";
import { OPERATOR } from "../support/cast.js";
import { ask } from "../support/graphql.js";
import { agree, headingOf, logIn, ownerVisitor, PUBLIC } from "../support/owner-visitor.js";
import { countRows, eventsOf, rowsOf } from "../support/rows.js";
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

describe("logging in", () => {
  test("leads the owner of a connected account to their page, with a cookie that no script reads", async () => {
    await testApp.connect("bakery");
    const browser = visitor();
    const back = await browser.get(await agree(browser, "bakery"));
    expect([back.status, back.location]).toEqual([302, `${PUBLIC}/me`]);
    const [cookie, ...others] = back.headers.getSetCookie();
    expect(cookie).toMatch(/^darkroom_owner=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(others).toEqual([]);
    expect(back.headers.get("cache-control")).toBe("no-store");
    const page = await browser.get(`${PUBLIC}/me`);
    expect([page.status, headingOf(page)]).toEqual([200, "Bäckerei Morgenrot"]);
    expect(
      await app.sql`select hash from owner_sessions where hash = ${browser.cookie("darkroom_owner") ?? ""}`,
    ).toEqual([]);
  });

  test("over https the cookies are Secure and of this host alone", async () => {
    const https = { publicUrl: "https://feed.example", redirectUris: ["https://feed.example/oauth/callback"] };
    const server = await createServer({ ...app, config: { ...app.config, ...https } });
    const { cookies } = await server.inject({ url: "/login/instagram" });
    const flags = { secure: true, httpOnly: true, sameSite: "Lax", path: "/" };
    expect(cookies).toMatchObject([{ name: "__Host-darkroom_browser", ...flags }]);
    await server.close();
  });

  test("with OPEN_CONNECT connects who agrees now; without it says whom to ask, and stores nothing", async () => {
    const closed = await another({ openConnect: false, contact: { name: "Example Studio", email: "ask@example.com" } });
    const before = await countRows(app.sql);
    const browser = ownerVisitor(closed);
    const page = await browser.get(await agree(browser, "bakery"));
    expect([page.status, headingOf(page)]).toEqual([403, "This account is not connected"]);
    expect(page.text).toContain("@bakery is not connected here.");
    expect(page.text).toContain("ask Example Studio (ask@example.com) for a connect link");
    expect(await countRows(app.sql)).toEqual({ ...before, oauth_states: 1 });
    expect(browser.cookie("darkroom_owner")).toBeUndefined();
    expect(headingOf(await logIn(visitor(), "bakery"))).toBe("Bäckerei Morgenrot");
    expect(headingOf(await logIn(ownerVisitor(closed), "bakery"))).toBe("Bäckerei Morgenrot");
  });

  test("while INSTAGRAM_LOGIN is off nobody logs in, and no session counts", async () => {
    const off = await another({ instagramLogin: false });
    const browser = visitor();
    await logIn(browser, "bakery");
    for (const path of ["/login", "/login/instagram"]) {
      const page = await fetch(`${off}${path}`, { redirect: "manual" });
      expect([page.status, await page.text()]).toEqual([403, expect.stringContaining("Logging in is switched off")]);
    }
    const me = await fetch(`${off}/me`, { headers: cookieOf(browser), redirect: "manual" });
    expect([me.status, me.headers.get("location")]).toEqual([302, "/login"]);
    expect((await ask(off, "{ viewer { kind } }", { headers: cookieOf(browser) })).data.viewer.kind).toBe("ANONYMOUS");
  });

  test("a person who says no is told so, and led back to the login", async () => {
    const browser = visitor();
    const page = await browser.get(await agree(browser, "bakery", "refuse"));
    expect([page.status, headingOf(page)]).toEqual([200, "Nothing was connected"]);
    expect(page.text).toContain('href="/login"');
  });

  test("coming back twice by one address leads to the page that the first time opened", async () => {
    const browser = visitor();
    const back = await agree(browser, "bakery");
    await browser.get(back);
    expect(headingOf(await browser.follow(back))).toBe("Bäckerei Morgenrot");
    expect(await sessions()).toBe(1);
  });
});

describe("the stored token", () => {
  test("is replaced by the login's where it works; posts and schedule stay as they are", async () => {
    const id = await testApp.connect("bakery");
    testApp.clock.advance(40 * DAY_MS);
    const [before, scheduled] = [
      await readToken(app, id),
      await app.sql`select next_sync_at, sync_fence from account_states`,
    ];
    await logIn(visitor(), "bakery");
    const after = await readToken(app, id);
    expect(after.secret.reveal()).not.toBe(before.secret.reveal());
    expect(await app.sql`select next_sync_at, sync_fence from account_states`).toEqual(scheduled);
    await syncAccount(app, id, { by: OPERATOR, full: false });
    expect(await eventsOf(app.sql, id)).toEqual(["account.connected ok", "owner.logged_in ok"]);
  });

  test("is renewed by the login where it was revoked; a pause stays", async () => {
    const id = await testApp.connect("bakery");
    await pauseAccount(app, id, OPERATOR);
    await testApp.sandbox.control({ revoke: { account: "bakery", cause: "password-changed" } });
    await expect(syncAccount(app, id, { by: OPERATOR, full: false })).rejects.toThrow();
    const page = await logIn(visitor(), "bakery");
    expect(page.text).not.toContain("can no longer read your account");
    await syncAccount(app, id, { by: OPERATOR, full: false });
    expect(await app.sql`select account_id, paused from account_states`).toEqual([{ account_id: id, paused: true }]);
    expect(await eventsOf(app.sql, id)).toContain("account.reconnected ok");
  });

  test("of another app is renewed through this one; the account's id stays", async () => {
    const id = await testApp.connect("bakery");
    await app.sql`update accounts set app_id = 'another', scoped_id = 'other'`;
    await app.sql`update account_states set app_id = 'another'`;
    await logIn(visitor(), "bakery");
    const { appId } = app.config.instagram;
    expect(
      await app.sql`select id, s.app_id from accounts a join account_states s on s.account_id = a.id
      where a.app_id = s.app_id`,
    ).toEqual([{ id, app_id: appId }]);
  });

  test("an account of the other mode is not found, and not touched", async () => {
    await testApp.connect("bakery");
    await app.sql`update accounts set sandbox = false`;
    const closed = ownerVisitor(await another({ openConnect: false }));
    expect(headingOf(await logIn(closed, "bakery"))).toBe("This account is not connected");
  });

  test("where it cannot be stored, the person is logged in all the same, and the old one stays", async () => {
    const id = await testApp.connect("bakery");
    const rows = await rowsOf(app.sql, id);
    const browser = visitor();
    const back = await agree(browser, "bakery");
    await testApp.sandbox.control({ fail: { kind: "html", status: 502, endpoint: "long-lived" } });
    expect(headingOf(await browser.follow(back))).toBe("Bäckerei Morgenrot");
    expect(await rowsOf(app.sql, id)).toEqual(rows);
  });
});

describe("the tutorials' addresses", () => {
  test.each([
    ["/login", 200, null],
    ["/auth/instagram", 302, "/login/instagram"],
    ["/users", 302, "/me"],
    ["/logout", 302, "/login"],
  ])("%s leads the way", async (path, status, location) => {
    const answer = await fetch(`${url}${path}`, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([status, location]);
  });

  test("/logout asks first: opening it, as another site's picture may, logs nobody out", async () => {
    const browser = visitor();
    await logIn(browser, "bakery");
    const page = await browser.get(`${PUBLIC}/logout`);
    expect(headingOf(page)).toBe("Log out?");
    expect(await sessions()).toBe(1);
    const out = await browser.submit(page, {}, "/me/log-out");
    expect([out.status, out.location, await sessions()]).toEqual([303, `${PUBLIC}/login`, 0]);
  });
});
