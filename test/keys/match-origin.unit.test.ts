import { expect, test } from "vitest";
import { matchOrigin, parseOriginPattern } from "../../server/keys/match-origin.js";

test("an origin is kept in one form", () => {
  expect(parseOriginPattern(" HTTPS://Example.com/ ")).toBe("https://example.com");
  expect(parseOriginPattern("https://example.com:443")).toBe("https://example.com");
  expect(parseOriginPattern("https://*.Example.com:8443")).toBe("https://*.example.com:8443");
  expect(parseOriginPattern("https://bäcker.example")).toBe("https://xn--bcker-gra.example");
  expect(parseOriginPattern("http://localhost:*")).toBe("http://localhost:*");
});

test.each([
  "example.com",
  "ftp://example.com",
  "https://example.com/path",
  "https://example.com?q",
  "https://user@example.com",
  "https://*",
  "https://*.com",
  "https://a.*.example.com",
  "https://*.*.example.com",
  "https://example.*",
  "https://example.com:*",
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
