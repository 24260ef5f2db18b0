import { expect, test } from "vitest";
import { linkState } from "../../../admin/links/link-state.js";
import { REFERENCES_MAX, referencesIn, validateReferences } from "../../../admin/links/references.js";

test("a pasted list gives one reference a line, trimmed, in its order, without the empty ones", () => {
  expect(referencesIn(" shop-1 \r\n\r\nshop, two\nshop-1\n")).toEqual(["shop-1", "shop, two", "shop-1"]);
  expect(referencesIn(" \n\t\n")).toEqual([]);
});

test("none and too many are errors", () => {
  const listOf = (count: number) => Array(count).fill("x").join("\n");
  expect(validateReferences(" \n")?.message).toBe("darkroom.links.no_reference");
  expect(validateReferences(null)?.message).toBe("darkroom.links.no_reference");
  expect(validateReferences(listOf(REFERENCES_MAX))).toBeUndefined();
  expect(validateReferences(listOf(REFERENCES_MAX + 1))?.args).toEqual({ count: 201, max: 200 });
});

test.each([
  ["WAITING", { expiresAt: "2026-01-02T00:00:00Z" }],
  ["EXPIRED", { expiresAt: "2026-01-01T00:00:00Z" }],
  ["REVOKED", { expiresAt: "2026-01-02T00:00:00Z", revokedAt: "2026-01-01T00:00:00Z" }],
  ["USED", { expiresAt: "2025-01-01T00:00:00Z", usedAt: "2024-12-31T00:00:00Z", revokedAt: "2025-01-01T00:00:00Z" }],
])("a link is %s by what ended it", (state, given) => {
  const row = { id: "1", label: null, reference: null, createdAt: "", usedAt: null, revokedAt: null, account: null };
  expect(linkState({ ...row, ...given }, new Date("2026-01-01T00:00:00Z"))).toBe(state);
});
