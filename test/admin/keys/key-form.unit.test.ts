import { expect, test } from "vitest";
import { inputOf } from "../../../admin/keys/key-input.js";
import { accountsText } from "../../../admin/keys/key-state.js";
import { originsIn, validateOrigins } from "../../../admin/keys/validate-origins.js";
import { parseOriginPattern } from "../../../server/features/api-keys/match-origin.js";
import { english } from "../english.js";

test.each([
  "https://example.com",
  "https://example.com:8443",
  "https://*.example.com",
  "https://*--site.netlify.app",
  "https://site-*.vercel.app",
  "https://deploy-preview-*--mysite.netlify.app",
  "https://ab*.vercel.app",
  "https://a*b*c.vercel.app",
  "https://site-*.com",
  "https://site-*",
  "http://localhost:*",
  "http://localhost:3000",
  "capacitor://localhost",
  "tauri://localhost",
  "tauri://example.com",
  "example.com",
  "https://example.com/shop",
  "https://example.com/?q",
  "https://*.com",
  "https://a.*.example.com",
  "https://*",
  "ftp://example.com",
  "https://",
])("what the form says of the origin %s is what the server would say", (origin) => {
  expect(validateOrigins([origin]) === undefined).toBe(parseOriginPattern(origin) !== null);
});

test("no origin is an error", () => {
  expect(validateOrigins(["", " "])).toMatchObject({ message: "darkroom.keys.origin.none" });
});

test.each([
  ["localhost:3000", "http://localhost:3000"],
  ["127.0.0.1", "http://127.0.0.1"],
  ["[::1]:8080", "http://[::1]:8080"],
  ["example.com", "https://example.com"],
  ["localhost.example", "https://localhost.example"],
])("for %s the form suggests %s", (origin, suggested) => {
  const { message, args } = validateOrigins([origin]) ?? expect.fail("there is no error");
  expect(english(message, args)).toContain(`such as ${suggested}.`);
});

test("origins may be parted by lines, spaces or commas", () => {
  expect(originsIn([" https://a.example,https://b.example", "", " https://c.example "])).toHaveLength(3);
});

test("what was chosen for the other kind of key is not sent", () => {
  const form = { scopes: ["READ" as const, "CONNECT" as const], origins: ["https://x.example", ""] };
  expect(inputOf({ ...form, kind: "PUBLISHABLE" })).toMatchObject({ scopes: ["READ"], origins: ["https://x.example"] });
  expect(inputOf({ ...form, kind: "SECRET" })).toMatchObject({ scopes: ["READ", "CONNECT"], origins: [] });
});

test("what a key reads is said in words, however much it is", () => {
  const accounts = ["a", "b", "c", "d", "e"].map((username) => ({ id: username, username }));
  expect(accountsText({ allAccounts: true, accounts: [] }, english)).toBe("all accounts");
  expect(accountsText({ allAccounts: false, accounts }, english)).toBe("@a, @b, @c and 2 more");
  expect(accountsText({ allAccounts: false, accounts: [] }, english)).toBe("no account any more");
});
