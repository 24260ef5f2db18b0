import { expect, test } from "vitest";
import { redact } from "../../server/instagram/redact.js";
import { Secret } from "../../server/lib/secret.js";

test("what was sent in secret is taken out, also when it comes back encoded", () => {
  const secret = new Secret("pass word/1");
  expect(redact("Bad value pass word/1 (pass%20word%2F1)", [secret])).toBe("Bad value [secret] ([secret])");
});

test.each([
  ["see https://graph.instagram.com/me?access_token=abc now", "see [address] now"],
  ["Malformed access_token=abc&x", "Malformed access_token=[secret]&x"],
  ["Malformed token IGQVJabcdefg", "Malformed token [secret]"],
  ["Malformed token 0a1b2c3d4e5f60718293a4b5c6d7e8f9", "Malformed token [secret]"],
  ["Object with ID '17841400000000001' does not exist", "Object with ID '17841400000000001' does not exist"],
  ["needs instagram_business_manage_messages", "needs instagram_business_manage_messages"],
  ["two\n\n lines", "two lines"],
])("%s reads %s", (text, expected) => {
  expect(redact(text, [])).toBe(expected);
});

test("a long text is cut, after it has been cleaned", () => {
  const secret = new Secret("s3cr3t");
  const text = redact(`${"word ".repeat(39)}xx s3cr3t ${"word ".repeat(40)}`, [secret]);
  expect(text.length).toBeLessThanOrEqual(201);
  expect(text).not.toContain("s3c");
});

test("a megabyte of letters takes no time", () => {
  const startedAt = performance.now();
  redact("a".repeat(1_000_000), []);
  expect(performance.now() - startedAt).toBeLessThan(500);
});
