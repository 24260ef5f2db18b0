import { afterAll, beforeAll, expect, test } from "vitest";
import { createLink } from "../../server/features/connect/create-link.js";
import { OPERATOR } from "../support/cast.js";
import { countRows } from "../support/rows.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

let testApp: TestApp;
let url: string;

beforeAll(async () => {
  testApp = await createTestApp({
    JOBS: "off",
    CONNECT_PAGE: "on",
    CONNECT_TEXT: "Your posts on <our> site.\n\nThank you!",
    CONTACT_NAME: "Example & Sons",
    CONTACT_EMAIL: "ask@example.com",
  });
  url = await testApp.serve();
});
afterAll(() => testApp.close());

async function pathOf(accountId: string | null = null): Promise<string> {
  const input = { label: null, accountId, reference: null, expiresAt: null };
  const link = new URL((await createLink(testApp.app, input, OPERATOR)).url);
  return link.pathname + link.search;
}

const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(url + path, { headers: { accept: "text/html", ...headers }, redirect: "manual" });

test("a connect link shows who asks in the operator's words, starts nothing, and its one button goes on to Instagram", async () => {
  const answer = await open(await pathOf());
  const body = await answer.text();
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(body).toContain("<h1>Connect your Instagram account</h1>");
  expect(body).toContain("<p>Your posts on &lt;our&gt; site.</p><p>Thank you!</p>");
  expect(body).toContain("<strong>Example &amp; Sons</strong>");
  expect(body).toContain('href="mailto:ask@example.com"');
  expect((await countRows(testApp.app.sql)).oauth_states).toBe(0);

  const [, href = ""] = /class="button" href="([^"]+)"/.exec(body) ?? [];
  const start = await open(href.replace("&amp;", "&"));
  expect(start.status).toBe(302);
  expect(start.headers.get("location")).toContain(`${testApp.sandbox.url}/oauth/authorize?client_id=`);
});

test("a link for one account names it, and a German visitor reads German", async () => {
  const bakery = await testApp.connect("bakery");
  const answer = await open(await pathOf(bakery), { "accept-language": "de" });
  const body = await answer.text();
  expect(answer.headers.get("content-language")).toBe("de");
  expect(body).toContain("<h1>@bakery verbinden</h1>");
  expect(body).toContain("Weiter zu Instagram");
});

test("no page for a link that is not known, nor where nobody sent a link", async () => {
  expect((await open("/oauth/start?invite=guess")).status).toBe(403);
  expect((await open("/oauth/start?invite=guess&go=1")).status).toBe(403);
  expect((await open("/oauth/start")).status).toBe(302);
});

test("who has seen the page and failed starts again at Instagram, unless the link has ended", async () => {
  const path = await pathOf();
  const start = await open(`${path}&go=1`);
  const cookie = start.headers
    .getSetCookie()
    .map((text) => text.split(";")[0])
    .join("; ");
  const retry = async () => {
    const body = await (await open("/oauth/callback?error=access_denied&state=x", { cookie })).text();
    return /class="button" href="([^"]+)"/.exec(body)?.[1]?.replace("&amp;", "&") ?? "";
  };
  const again = await open(await retry(), { cookie });
  expect(again.status).toBe(302);
  expect(again.headers.get("location")).toContain(`${testApp.sandbox.url}/oauth/authorize?client_id=`);
  await testApp.app.sql`update connect_links set revoked_at = now()`;
  expect(await retry()).toBe("/oauth/start");
});
