import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "graphql";
import { describe, expect, test } from "vitest";
import { PALETTE } from "../../admin/brand.js";
import { DEFAULT_QUERY } from "../../admin/explorer/default-query.js";
import { firstQuery, type HomeFacts, homePage } from "../../server/http/pages/home.js";
import { ownPath, PAGE_CSP, renderPage } from "../../server/http/pages/layout.js";
import { resultPage } from "../../server/http/pages/result-page.js";
import { connectedResult, declinedResult, resultFor, resultOf } from "../../server/http/pages/result-pages.js";
import { STYLE } from "../../server/http/pages/style.js";
import { ApiError, ERRORS, type ErrorCode } from "../../server/lib/errors.js";
import { html, safeHref } from "../../server/lib/html.js";

const HOSTILE = `"><script>alert('&')</script>`;

const FACTS: HomeFacts = {
  mode: "sandbox",
  publicUrl: "http://localhost:4000",
  openConnect: true,
  instagramLogin: true,
  publicRead: true,
  accounts: [{ username: "bakery", pictureUrl: "http://localhost:4000/files/bakery.jpg" }],
  accountCount: 1,
  demo: null,
  account: null,
  introspection: true,
  version: "1.2.3",
};

describe("html", () => {
  test("a value cannot leave its text or its attribute", () => {
    expect(html`<p title="${HOSTILE}">${HOSTILE}</p>`.text).toBe(
      `<p title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>`,
    );
  });

  test("pieces and lists of pieces are put in as they are, and nothing for what is absent", () => {
    const items = ["a", "b & c"].map((name) => html`<li>${name}</li>`);
    expect(html`<ul>${items}</ul>${null}${undefined}${false}${0}`.text).toBe("<ul><li>a</li><li>b &amp; c</li></ul>0");
  });

  test("only http, https and paths of this server may be followed", () => {
    expect(safeHref("/oauth/start?invite=a")).toBe("/oauth/start?invite=a");
    expect(safeHref("https://bakery.example/")).toBe("https://bakery.example/");
    for (const address of [
      "javascript:alert(1)",
      " JavaScript:alert(1)",
      "java\nscript:alert(1)",
      "data:text/html,x",
    ]) {
      expect(safeHref(address)).toBe("#");
    }
  });

  test("a picture of ours is asked for by path, another's by its whole address", () => {
    expect(ownPath("https://feed.example/files/a/b.jpg?v=1")).toBe("/files/a/b.jpg?v=1");
    expect(ownPath("https://elsewhere.example/a.jpg")).toBe("https://elsewhere.example/a.jpg");
  });
});

describe("look", () => {
  const colours = Object.keys(PALETTE.light) as (keyof typeof PALETTE.light)[];

  test("the server's pages and the browser's pages have one palette", () => {
    const [light = "", dark = ""] = STYLE.split("@media (prefers-color-scheme: dark)");
    for (const colour of colours) {
      const property = `--${colour.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: `;
      expect(light).toContain(`${property}${PALETTE.light[colour]};`);
      expect(dark).toContain(`${property}${PALETTE.dark[colour]};`);
    }
  });

  test("the explorer's colours are those of the palette", () => {
    const style = readFileSync(new URL("../../admin/explorer/style.css", import.meta.url), "utf8");
    const [light = "", dark = ""] = style.split("@media (prefers-color-scheme: dark)");
    expect(triples(light)).toEqual(
      [PALETTE.light.accent, PALETTE.light.ink, PALETTE.light.surface, PALETTE.light.bad, PALETTE.light.good].map(hsl),
    );
    expect(triples(dark)).toEqual(
      [PALETTE.dark.accent, PALETTE.dark.ink, PALETTE.dark.ground, PALETTE.dark.bad, PALETTE.dark.good].map(hsl),
    );
  });

  test.each(["light", "dark"] as const)(
    "every text of the %s palette is readable on every ground (WCAG AA)",
    (name) => {
      const palette = PALETTE[name];
      for (const ground of [palette.ground, palette.surface, palette.sunken]) {
        for (const text of [palette.ink, palette.muted, palette.accent, palette.good, palette.bad]) {
          expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrast(palette.control, ground), `a control's border on ${ground}`).toBeGreaterThanOrEqual(3);
      }
      expect(contrast(palette.accentInk, palette.accent)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

describe("every page", () => {
  const page = renderPage({ title: HOSTILE, language: "en", body: HOSTILE });

  test("carries the one style that its policy allows", () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const digest = createHash("sha256").update(style).digest("base64");
    expect(PAGE_CSP).toContain(`style-src 'sha256-${digest}'`);
    expect(homePage(FACTS, "en")).not.toMatch(/ style="| on[a-z]+="|<script>/);
  });

  test("escapes its title and its text", () => {
    expect(page).not.toContain("<script>alert");
    expect(page.match(/&lt;script&gt;/g)).toHaveLength(2);
  });

  test("loads nothing from elsewhere", () => {
    const loaded = [...homePage(FACTS, "en").matchAll(/(?:src|<link[^>]* href)="([^"]+)"/g)].map(
      ([, address]) => address,
    );
    expect(loaded).toEqual(["/assets/mark.svg", "/assets/home.js", "/files/bakery.jpg/96"]);
  });
});

describe("the home page", () => {
  test("offers to connect where anyone may, and the dashboard where operators do it", () => {
    expect(homePage(FACTS, "en")).toContain('href="/oauth/start"');
    const closed = homePage({ ...FACTS, mode: "live", openConnect: false }, "en");
    expect(closed).not.toContain("/oauth/start");
    expect(closed).toContain("an operator connects accounts");
  });

  test("says whether Instagram is real", () => {
    expect(homePage(FACTS, "en")).toContain("pretend Instagram");
    expect(homePage({ ...FACTS, mode: "live" }, "en")).toContain("the real Instagram.");
  });

  test("says that no account is connected only to those who may know", () => {
    expect(homePage({ ...FACTS, accounts: [] }, "en")).toContain("No account is connected yet");
    expect(homePage({ ...FACTS, accounts: [], publicRead: false }, "en")).not.toContain("No account is connected yet");
  });

  test("links each account to its posts, and says how many more there are", () => {
    const page = homePage({ ...FACTS, accountCount: 291 }, "en");
    expect(page).toContain('<a class="account" href="/?account=bakery">');
    expect(page).toContain("and 290 more");
    expect(homePage(FACTS, "en")).not.toContain("more</li>");
  });

  test("escapes the names of accounts", () => {
    expect(homePage({ ...FACTS, accounts: [{ username: HOSTILE, pictureUrl: null }] }, "en")).not.toContain(
      "<script>alert",
    );
  });

  test("links the explorer only where it answers", () => {
    expect(homePage(FACTS, "en")).toContain('href="/explorer"');
    expect(homePage({ ...FACTS, introspection: false }, "en")).not.toContain('href="/explorer"');
  });

  test("shows a command that sends the first query, with a key where one is needed", () => {
    const body = /-d &#39;(.*?)&#39;/.exec(homePage(FACTS, "en"))?.[1]?.replaceAll("&quot;", '"') ?? "";
    expect(withoutPlaces(parse(JSON.parse(body).query))).toEqual(withoutPlaces(parse(firstQuery(null))));
    expect(homePage(FACTS, "en")).not.toContain("$DARKROOM_KEY");
    expect(homePage({ ...FACTS, publicRead: false }, "en")).toContain("authorization: Bearer $DARKROOM_KEY");
  });
});

describe("outcomes", () => {
  const outcomes = [
    ...(Object.keys(ERRORS) as ErrorCode[]).map((code) => resultFor(code, "en", { retryHref: "/oauth/start" })),
    connectedResult({ username: "bakery", pictureUrl: null }, "en"),
    declinedResult("en"),
  ];

  test("each has a heading, what happened, a next step and one button", () => {
    for (const outcome of outcomes) {
      const page = resultPage(outcome, "en");
      expect(page.match(/<h1>[^<]+<\/h1>/g)).toHaveLength(1);
      expect(page.match(/class="button"/g)).toHaveLength(1);
      for (const sentence of [outcome.text, outcome.nextStep]) expect(sentence).toMatch(/^[^!]+\.$/);
    }
  });

  test("each that a handshake can end in has words of its own", () => {
    const handshake: ErrorCode[] = [
      "STATE_INVALID",
      "CODE_REJECTED",
      "ACCOUNT_NOT_PROFESSIONAL",
      "WRONG_ACCOUNT",
      "PERMISSION_MISSING",
      "INSTAGRAM_UNAVAILABLE",
      "INSTAGRAM_RATE_LIMITED",
      "INSTAGRAM_REJECTED",
      "APP_MISCONFIGURED",
      "REDIRECT_URI_NOT_ALLOWED",
    ];
    const unforeseen = resultFor("QUERY_TOO_COMPLEX", "en").text;
    for (const code of handshake) expect(resultFor(code, "en").text, code).not.toBe(unforeseen);
  });

  test("a hostile name or address does no harm", () => {
    const page = resultPage(
      {
        ...connectedResult({ username: HOSTILE, pictureUrl: "javascript:alert(1)" }, "en"),
        action: { label: HOSTILE, href: "javascript:alert(1)" },
      },
      "en",
    );
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("javascript:");
  });
});

test("the explorer's examples are GraphQL, also with their # signs removed", () => {
  expect(parse(DEFAULT_QUERY).definitions).toHaveLength(1);
  const examples = DEFAULT_QUERY.split(/\n\n/).flatMap((block) => /^# query [\s\S]*/m.exec(block)?.[0] ?? []);
  expect(examples).toHaveLength(4);
  for (const example of examples) parse(example.replace(/^# /gm, ""));
});

function withoutPlaces(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document, (key, value) => (key === "loc" ? undefined : value)));
}

function channels(hex: string): [number, number, number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255);
  return [r, g, b];
}

/** As in WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function triples(style: string): string[] {
  return [...style.matchAll(/--color-\w+: ([^;]+);/g)].map(([, triple]) => triple ?? "");
}

function hsl(hex: string): string {
  const [r, g, b] = channels(hex);
  const [max, min] = [Math.max(r, g, b), Math.min(r, g, b)];
  const lightness = (max + min) / 2;
  const span = max - min;
  if (span === 0) return `0, 0%, ${Math.round(lightness * 100)}%`;
  const sixth = max === r ? (g - b) / span : max === g ? (b - r) / span + 2 : (r - g) / span + 4;
  const saturation = span / (1 - Math.abs(2 * lightness - 1));
  return `${Math.round((sixth * 60 + 360) % 360)}, ${Math.round(saturation * 100)}%, ${Math.round(lightness * 100)}%`;
}

test.each(["APP_MISCONFIGURED", "REDIRECT_URI_NOT_ALLOWED"] as const)(
  "%s names settings to operators alone",
  (code) => {
    const apiError = new ApiError(code, "A fault.", { nextStep: "Set REDIRECT_URIS, then `npm run cli -- doctor`." });
    expect(resultPage(resultOf(apiError, "en"), "en")).not.toMatch(/REDIRECT_URIS|npm run/);
    expect(resultOf(apiError, "en").nextStep).toContain("Tell the people who run this site.");
    expect(resultOf(apiError, "en", { isOperator: true }).nextStep).toBe(apiError.nextStep);
  },
);
