import fc from "fast-check";
import { getDomain } from "tldts";
import { expect, test } from "vitest";
import { matchOrigin, originMatcher, parseOriginPattern } from "../../../server/features/api-keys/match-origin.js";

test("an origin is kept in one form", () => {
  expect(parseOriginPattern(" HTTPS://Example.com/ ")).toBe("https://example.com");
  expect(parseOriginPattern("https://example.com:443")).toBe("https://example.com");
  expect(parseOriginPattern("https://*.Example.com:8443")).toBe("https://*.example.com:8443");
  expect(parseOriginPattern("https://bäcker.example")).toBe("https://xn--bcker-gra.example");
  expect(parseOriginPattern("http://localhost:*")).toBe("http://localhost:*");
  expect(parseOriginPattern("Capacitor://localhost")).toBe("capacitor://localhost");
  expect(parseOriginPattern("tauri://localhost")).toBe("tauri://localhost");
});

test("an app's web view is an origin of its own", () => {
  for (const app of ["capacitor://localhost", "tauri://localhost"]) {
    for (const match of [(origin: string) => matchOrigin([app], origin), originMatcher([app])]) {
      expect(match(app)).toBe(true);
      for (const other of [`${app}:1`, `${app}.example`, `x${app}`, "http://localhost", "null"]) {
        expect(match(other), other).toBe(false);
      }
    }
  }
});

test.each([
  "example.com",
  "ftp://example.com",
  "https://example.com/path",
  "https://example.com?q",
  "https://user@example.com",
  "https://*",
  "https://*.com",
  "https://*.co.uk",
  "https://shop-*.com",
  "https://shop-*.co.uk",
  "https://ab*.vercel.app",
  "https://a*--*b.vercel.app",
  "https://site-*",
  "https://site-*.*.app",
  "https://bä-*.example.com",
  "https://user-*@example.com",
  "https://a.*.example.com",
  "https://*.*.example.com",
  "https://example.*",
  "https://example.com:*",
  "capacitor://example.com",
  "tauri://*",
  "ionic://localhost",
  "*",
  "null",
  "",
])("%j is no origin", (text) => {
  expect(parseOriginPattern(text)).toBeNull();
});

test("an exact origin allows itself only", () => {
  const patterns = ["https://example.com"];
  expect(matchOrigin(patterns, "https://example.com")).toBe(true);
  for (const other of [
    "http://example.com",
    "https://example.com:8443",
    "https://www.example.com",
    "https://example.com.evil.example",
    "null",
    "",
  ]) {
    expect(matchOrigin(patterns, other), other).toBe(false);
  }
});

test("a wildcard stands for exactly one label", () => {
  const patterns = ["https://*.example.com"];
  expect(matchOrigin(patterns, "https://shop.example.com")).toBe(true);
  for (const other of [
    "https://example.com",
    "https://a.b.example.com",
    "https://.example.com",
    "https://evil.com/.example.com",
    "https://evil.com#.example.com",
    "https://a@b.example.com",
    "http://shop.example.com",
    "https://shop.example.com:8443",
  ]) {
    expect(matchOrigin(patterns, other), other).toBe(false);
  }
});

test("http://localhost:* allows every port of localhost and nothing that only looks like it", () => {
  const patterns = ["http://localhost:*"];
  for (const own of ["http://localhost", "http://localhost:5173", "http://localhost:80"]) {
    expect(matchOrigin(patterns, own), own).toBe(true);
  }
  for (const other of [
    "https://localhost:5173",
    "http://localhost.evil.example:80",
    "http://localhost:5173.evil.example",
  ]) {
    expect(matchOrigin(patterns, other), other).toBe(false);
  }
});

test("a star among fixed characters stands for the rest of that label: previews of one site, nobody else's", () => {
  const patterns = [
    "https://*--site.netlify.app",
    "https://site-*.vercel.app",
    "https://deploy-preview-*--my.netlify.app",
  ];
  expect(patterns.map(parseOriginPattern)).toEqual(patterns);
  for (const own of [
    "https://deploy-preview-7--site.netlify.app",
    "https://site-git-main-team.vercel.app",
    "https://SITE-x1.vercel.app",
    "https://deploy-preview-12--my.netlify.app",
  ]) {
    expect(matchOrigin(patterns, own), own).toBe(true);
  }
  for (const other of [
    "https://site.netlify.app",
    "https://--site.netlify.app",
    "https://site-.vercel.app",
    "https://other.vercel.app",
    "https://site-a.evil.vercel.app",
    "https://site-a.vercel.app.evil.example",
    "https://evil.example/--site.netlify.app",
    "https://evil.example?--site.netlify.app",
    "https://a@b--site.netlify.app",
    "http://site-a.vercel.app",
    "https://site-a.vercel.app:8443",
    "https://deploy-preview---my.netlify.app",
  ]) {
    expect(matchOrigin(patterns, other), other).toBe(false);
  }
});

const LABEL = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
const HOST = fc.array(fc.oneof(LABEL, fc.constantFrom("site", "vercel", "app", "co", "uk", "com")), {
  minLength: 1,
  maxLength: 5,
});

test("whatever pattern is taken, what it allows has as many labels and the same registrable domain", () => {
  const label = fc.oneof(
    fc.constant("*"),
    fc.tuple(LABEL, LABEL).map(([a, b]) => `${a}*${b}`),
    LABEL,
  );
  fc.assert(
    fc.property(
      fc.record({ first: label, rest: HOST, asked: HOST, isKin: fc.boolean() }),
      ({ first, rest, asked, isKin }) => {
        const pattern = parseOriginPattern(`https://${[first, ...rest].join(".")}`);
        if (pattern === null) return;
        const host = isKin ? [asked[0], ...rest].join(".") : asked.join(".");
        const origin = `https://${isKin ? host : host.replace(/^[^.]+/, first.replace("*", "x"))}`;
        expect(originMatcher([pattern, "https://else.example"])(origin)).toBe(matchOrigin([pattern], origin));
        if (!matchOrigin([pattern], origin)) return;
        expect(origin.split(".").length).toBe(pattern.split(".").length);
        const domains = [origin, pattern.replace("*", "x")].map((url) => getDomain(url, { validateHostname: false }));
        expect(domains[0]).toBe(domains[1]);
      },
    ),
    { numRuns: 2_000 },
  );
});
