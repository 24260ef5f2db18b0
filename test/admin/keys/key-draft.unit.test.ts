import { expect, test } from "vitest";
import type { KeyRowFragment } from "../../../admin/gql/graphql.js";
import { createInput, draftOf, EMPTY_DRAFT, faultOfDraft, updateInput } from "../../../admin/keys/key-draft.js";
import { readsWords } from "../../../admin/keys/key-state.js";
import { faultOfOrigins, originsIn } from "../../../admin/keys/origin-fault.js";
import { parseOriginPattern } from "../../../server/features/api-keys/match-origin.js";

const BAKERY = { id: "acc_1", username: "bakery" };
const KEY: KeyRowFragment = {
  id: "key_1",
  name: "Site",
  kind: "PUBLISHABLE",
  prefix: "pk_123456",
  scopes: ["READ"],
  allAccounts: false,
  accounts: [BAKERY],
  origins: ["https://a.example", "http://localhost:*"],
  createdAt: "2026-01-01T00:00:00Z",
  lastUsedAt: null,
  expiresAt: "2026-06-01T07:08:09Z",
  revokedAt: null,
};

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
  "example.com",
  "https://example.com/shop",
  "https://example.com/?q",
  "https://*.com",
  "https://a.*.example.com",
  "https://*",
  "ftp://example.com",
  "https://",
])("what the form says of the origin %s is what the server would say", (origin) => {
  expect(faultOfOrigins([origin]) === null).toBe(parseOriginPattern(origin) !== null);
});

test("origins may be parted by lines, spaces or commas", () => {
  expect(originsIn(" https://a.example,https://b.example\n\n https://c.example ")).toHaveLength(3);
});

test("the first thing to mend is named, until there is nothing", () => {
  const named = { ...EMPTY_DRAFT, name: " Site " };
  expect(faultOfDraft(EMPTY_DRAFT)).toContain("name");
  expect(faultOfDraft(named)).toContain("accounts");
  expect(faultOfDraft({ ...named, allAccounts: true })).toContain("site");
  expect(faultOfDraft({ ...named, allAccounts: true, originsText: "x.example" })).toContain("begin with https://");
  expect(faultOfDraft({ ...named, allAccounts: true, kind: "SECRET", scopes: [] })).toContain("at least one");
  expect(faultOfDraft({ ...named, allAccounts: true, originsText: "https://x.example" })).toBeNull();
});

test("what was chosen for the other kind of key is not sent", () => {
  const draft = { ...EMPTY_DRAFT, name: "x", accounts: [BAKERY], originsText: "https://x.example" };
  expect(createInput({ ...draft, scopes: ["READ", "CONNECT"] })).toMatchObject({
    scopes: ["READ"],
    accountIds: ["acc_1"],
    origins: ["https://x.example"],
    expiresAt: null,
  });
  expect(createInput({ ...draft, kind: "SECRET", allAccounts: true })).toMatchObject({
    origins: [],
    allAccounts: true,
  });
});

test("a key that is only renamed keeps the instant at which it runs out", () => {
  const draft = draftOf(KEY);
  expect(updateInput({ ...draft, name: "Shop" }, KEY)).toEqual({
    name: "Shop",
    accountIds: ["acc_1"],
    origins: KEY.origins,
  });
  expect(updateInput({ ...draft, lastDay: "" }, KEY)).toMatchObject({ expiresAt: null });
  expect(updateInput({ ...draft, lastDay: "2026-07-01" }, KEY).expiresAt).toBe(
    new Date("2026-07-01T23:59:59").toISOString(),
  );
});

test("what a key reads is said in words, however much it is", () => {
  const accounts = ["a", "b", "c", "d", "e"].map((username) => ({ id: username, username }));
  expect(readsWords({ allAccounts: true, accounts: [] })).toBe("all accounts");
  expect(readsWords({ allAccounts: false, accounts })).toBe("@a, @b, @c and 2 more");
  expect(readsWords({ allAccounts: false, accounts: [] })).toBe("no account any more");
});
