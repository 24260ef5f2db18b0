import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppConfig } from "../../server/config/config.js";
import { createServer } from "../../server/http/server.js";
import { DAY_MS } from "../../server/lib/clock.js";
import { retention } from "../../server/retention.js";
import { createTestApp, type TestApp } from "../support/test-app.js";

let testApp: TestApp;
beforeAll(async () => {
  testApp = await createTestApp({ JOBS: "off", CONTACT_NAME: "Example & Sons", CONTACT_EMAIL: "privacy@example.com" });
});
afterAll(() => testApp.close());

/** The page as a server with these settings answers it. */
async function page(url = "/privacy", headers: Record<string, string> = {}, changes: Partial<AppConfig> = {}) {
  const server = await createServer({ ...testApp.app, config: { ...testApp.app.config, ...changes } });
  const answer = await server.inject({ url, headers });
  await server.close();
  return answer;
}

test("is there for everybody, with who is responsible and one row for everything that is deleted by time", async () => {
  const { statusCode, body, headers } = await page();
  expect([statusCode, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
  expect(body).toContain("Example &amp; Sons");
  expect(body).toContain('href="mailto:privacy@example.com"');
  expect(body.match(/<tr>/g)).toHaveLength(1 + 6 + retention(testApp.app).length);
  for (const path of ["/me", "/me/disconnect", "/me/delete"]) expect(body).toContain(`href="${path}"`);
});

test.each([
  ["/privacy", {}, "en"],
  ["/privacy", { "accept-language": "de-AT,de;q=0.9,en;q=0.5" }, "de"],
  ["/privacy", { "accept-language": "fr, en;q=0.5, de;q=0.4" }, "en"],
  ["/privacy", { "accept-language": "de;q=0, en" }, "en"],
  ["/privacy", { "accept-language": `${"x,".repeat(4_000)}de` }, "en"],
  ["/privacy?lang=de", { "accept-language": "en" }, "de"],
  ["/privacy?lang=en", { "accept-language": "de" }, "en"],
  ["/privacy?lang=xx&lang=de", {}, "en"],
])("%s with %o is in %s, and links the other language", async (url, sent, language) => {
  const { body, headers } = await page(url, sent as Record<string, string>);
  expect(body).toContain(`<html lang="${language}">`);
  expect(body).toContain(language === "de" ? "<h1>Datenschutz</h1>" : "<h1>Privacy</h1>");
  expect(body).toContain(`href="/privacy?lang=${language === "de" ? "en" : "de"}"`);
  expect(headers.vary).toContain("Accept-Language");
});

test("states the settings in effect, in both languages", async () => {
  const bucket = new URL("https://example.com") as never;
  const cases: [Partial<AppConfig>, string, string][] = [
    [{ eventsKeepMs: 33 * DAY_MS }, "33 days", "33 Tage"],
    [{ eraseBrokenAfterMs: 77 * DAY_MS }, "connected again within 77 days", "nicht binnen 77 Tagen"],
    [{ keepVideos: true }, "Copies of your pictures and videos", "Kopien Ihrer Bilder und Videos"],
    [{ keepVideos: false }, "videos are passed on and not stored", "Videos werden durchgereicht"],
    [{ filesUrl: bucket }, "storage service", "Speicherdienst"],
    [{ publicRead: false }, "The operator decides", "Der Betreiber entscheidet"],
    [
      { instagramLogin: false },
      "Write to privacy@example.com to see",
      "Schreiben Sie an privacy@example.com, um zu sehen",
    ],
    [{ contact: { name: null, email: null } }, "has not entered a name yet", "noch keinen Namen eingetragen"],
    [{ mode: "live" }, "only accounts whose owners have agreed", "nur Konten, deren Inhaber"],
  ];
  for (const [changes, english, german] of cases) {
    const bodies = await Promise.all(["en", "de"].map((lang) => page(`/privacy?lang=${lang}`, {}, changes)));
    expect(bodies[0]?.body).toContain(english);
    expect(bodies[1]?.body).toContain(german);
  }
  expect((await page("/privacy", {}, { instagramLogin: false })).body).not.toContain('href="/me');
  expect((await page("/privacy", {}, { mode: "live" })).body).not.toContain("sandbox mode");
});

test("holds the operator's own paragraphs, as text alone, at most 20,000 bytes of them", async () => {
  const file = (language: string) => join(testApp.app.config.dataDir, `privacy.${language}.txt`);
  writeFileSync(file("en"), `We use a host in Berlin.\n\n<script>alert(1)</script>\n\n${"long ".repeat(100_000)}`);
  writeFileSync(file("de"), "Unser Server steht in Berlin.");
  const english = (await page("/privacy?lang=en")).body;
  expect(english).toContain("<h2>From the operator</h2><p>We use a host in Berlin.</p><p>&lt;script&gt;");
  expect(english.length).toBeLessThan(50_000);
  expect((await page("/privacy?lang=de")).body).toContain("<h2>Vom Betreiber</h2><p>Unser Server steht in Berlin.</p>");
});

test("is linked from every page of the server", async () => {
  for (const url of ["/", "/login", "/oauth/callback", "/nowhere"]) {
    const { body } = await page(url, { accept: "text/html" });
    expect(body, url).toContain('<a href="/privacy">Privacy</a>');
  }
});
