import fc from "fast-check";
import { expect, test } from "vitest";
import { GraphError } from "../../server/sandbox/errors.js";
import { TEST_ACCOUNTS } from "../../server/sandbox/fixtures.js";
import { partId, postId, readMediaId } from "../../server/sandbox/media-ids.js";
import { parseFields } from "../../server/sandbox/parse-fields.js";

test("names, nested fields in both syntaxes, limits and spaces are read", () => {
  const plain = (name: string) => ({ name, fields: null, limit: null });
  expect(parseFields("id, caption")).toEqual([plain("id"), plain("caption")]);
  const nested = { name: "children", fields: [plain("id"), plain("media_url")], limit: null };
  expect(parseFields("id,children{id,media_url}")).toEqual([plain("id"), nested]);
  expect(parseFields("id,children.fields(id,media_url)")).toEqual([plain("id"), nested]);
  expect(parseFields("children.limit(2){id}")).toEqual([{ name: "children", fields: [plain("id")], limit: 2 }]);
});

test("any text is either a list of fields or the platform's syntax error, and quickly", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", ",", "{", "}", "(", ")", ".", " ", "fields", "é") }), (text) => {
      try {
        expect(parseFields(text).length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(GraphError);
        expect([100, 2500]).toContain((error as GraphError).code);
      }
    }),
  );
  expect(() => parseFields("a{".repeat(1_000))).toThrow(GraphError);
  expect(() => parseFields("a".repeat(10_000))).toThrow("too long");
});

test("an id of a post or part leads back to its place, and a near miss leads nowhere", () => {
  for (const member of TEST_ACCOUNTS) {
    for (const index of [0, 7, 9_999, 14_999]) {
      const [post, part] = [postId(member, index), partId(member, index, 3)];
      expect([post, part]).toEqual([expect.stringMatching(/^1795\d{13}$/), expect.stringMatching(/^1801\d{13}$/)]);
      expect(readMediaId(post)).toEqual({ member, index, part: null });
      expect(readMediaId(part)).toEqual({ member, index, part: 3 });
      expect(readMediaId(post.slice(0, -1) + ((Number(post.at(-1)) + 1) % 10))).toBeNull();
    }
  }
});
