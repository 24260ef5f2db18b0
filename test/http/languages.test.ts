import { afterAll, beforeAll, expect, test } from "vitest";
import { requestDeletion } from "../../server/features/privacy/request-deletion.js";
import { german } from "../../server/http/pages/de/texts.js";
import { english } from "../../server/http/pages/en/texts.js";
import { logIn, ownerVisitor, PUBLIC } from "../support/owner-visitor.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

let testApp: TestApp;
let url: string;
let session: string;

beforeAll(async () => {
  testApp = await createTestApp({ JOBS: "off", INTROSPECTION: "off" });
  url = await testApp.serve();
  await testApp.connect("bakery");
  const browser = ownerVisitor(url);
  await logIn(browser, "bakery");
  session = browser.cookie("darkroom_owner") ?? "";
});
afterAll(() => testApp.close());

/** What a browser that prefers German sees, and what one that prefers English does. */
async function inBoth(path: string, init: RequestInit = {}): Promise<{ de: Response; en: Response }> {
  const visit = (language: string) =>
    fetch(`${url}${path}`, {
      redirect: "manual",
      ...init,
      headers: {
        accept: "text/html",
        "accept-language": language,
        cookie: `darkroom_owner=${session}`,
        ...(init.headers as Record<string, string>),
      },
    });
  return { de: await visit("de-AT,de;q=0.9,en;q=0.5"), en: await visit("en-GB,en;q=0.9,de;q=0.5") };
}

const ERASED = "/data-deletion/";

test.each([
  "/",
  "/login",
  "/logout",
  "/me",
  "/me/disconnect",
  "/me/delete",
  "/no-such-page",
  "/explorer",
  "/oauth/start?invite=nothing",
  "/oauth/callback?error=access_denied&error_reason=user_denied",
  "/oauth/callback?code=a&state=b",
  "/data-deletion/nothing",
  ERASED,
])("%s is in the reader's language alone", async (path) => {
  const isLogin = path === "/login";
  const address = path === ERASED ? await erasureAddress() : path;
  const { de, en } = await inBoth(address, isLogin ? { headers: { cookie: "" } } : {});
  expect(de.status).toBe(en.status);
  const german = await readPage(de, "de");
  const shared = await readPage(en, "en");
  const untranslated = german.filter((text) => shared.includes(text) && !isSame(text));
  expect(untranslated).toEqual([]);
  expect(german.length).toBeGreaterThan(4);
});

test("a form that is out of date says so in German", async () => {
  const body = new URLSearchParams({ form: "old" });
  const { de, en } = await inBoth("/me/delete", { method: "POST", body });
  expect([de.status, en.status]).toEqual([403, 403]);
  expect(await readPage(de, "de")).toContain(german.results.staleForm.heading);
  expect(await readPage(en, "en")).toContain("This form was not made for you, or it is out of date.");
});

test("the page at the end of the handshake is German to a German browser", async () => {
  const headers = { accept: "text/html", "accept-language": "de" };
  const start = await fetch(`${url}/oauth/start`, { redirect: "manual", headers });
  const consent = `${start.headers.get("location")}&sandbox_account=museum&sandbox_decision=approve`;
  const back = await fetch(consent, { redirect: "manual" });
  const cookie = start.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const address = back.headers.get("location")?.replace(PUBLIC, url) ?? "";
  const end = await fetch(address, { headers: { ...headers, cookie } });
  expect(end.status).toBe(200);
  expect(await readPage(end, "de")).toContain(german.results.connected.heading("museum"));
});

test("?lang= wins over the browser's preference", async () => {
  const page = await fetch(`${url}/?lang=de`, { headers: { "accept-language": "en" } });
  expect(page.headers.get("content-language")).toBe("de");
});

test("each German text has the English one's key, and differs from it", () => {
  const englishTexts = textsOf(english);
  const germanTexts = textsOf(german);
  expect([...germanTexts.keys()].sort()).toEqual([...englishTexts.keys()].sort());
  const same = [...germanTexts].filter(([key, text]) => text === englishTexts.get(key));
  expect(same).toEqual([]);
});

async function erasureAddress(): Promise<string> {
  const request = { userId: "17841400000000999", issuedAt: testApp.app.clock.now(), hash: "a".repeat(64) };
  return `${ERASED}${await requestDeletion(testApp.app, request)}`;
}

/** The page's texts, once its headers and its language are as they must be. */
async function readPage(response: Response, language: string): Promise<string[]> {
  const page = await response.text();
  expect(response.headers.get("content-language")).toBe(language);
  expect(response.headers.get("vary")).toContain("Accept-Language");
  expect(page).toContain(`<html lang="${language}">`);
  const visible = page.replace(
    /<(style|script|svg|code|ul class="pictures)\b.*?<\/(style|script|svg|code|ul)>/gs,
    "<>",
  );
  const attributes = [...visible.matchAll(/ (?:alt|title|aria-label)="([^"]+)"/g)].map(([, text = ""]) => text);
  return [...visible.split(/<[^>]*>/), ...attributes].map((text) => text.trim()).filter((text) => /\p{L}/u.test(text));
}

/** Names and what an account says about itself are in no language. */
function isSame(text: string): boolean {
  return /^(Darkroom|@?bakery|@bakery · Darkroom|Bäckerei Morgenrot|https:\/\/bakery\.example\/|Sauerteig.*)$/s.test(
    text,
  );
}

/** The texts by their keys; a function is asked with values that show whether it uses them. */
function textsOf(texts: object, prefix = ""): Map<string, string> {
  const entries = Object.entries(texts).flatMap(([name, value]: [string, unknown]) => {
    if (name === "tone") return [];
    const key = prefix + name;
    if (typeof value === "string") return [[key, value] as const];
    if (typeof value === "function") return [[key, String(value(7))] as const];
    return [...textsOf(value as object, `${key}.`)];
  });
  return new Map(entries);
}
