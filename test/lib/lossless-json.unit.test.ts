import fc from "fast-check";
import { expect, test } from "vitest";
import { parseLosslessJson } from "../../server/lib/lossless-json.js";

test("any integer keeps its digits, as a number where one can hold them and as text where not", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (id) => {
      const { value } = parseLosslessJson(`{"value":${id}}`) as { value: number | string };
      expect(String(value)).toBe(String(id));
      const isSafe = id >= BigInt(Number.MIN_SAFE_INTEGER) && id <= BigInt(Number.MAX_SAFE_INTEGER);
      expect(typeof value).toBe(isSafe ? "number" : "string");
    }),
  );
});

test("whatever JSON.stringify writes of small numbers reads the same", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const isSafe = !/\d{16}|e\+/.test(text);
      fc.pre(isSafe);
      expect(parseLosslessJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each([["{"], [""], ['{"a":1}x'], ["<html>"], ["for(;;);{}"], ["[".repeat(200_000)], ['{"token":"IGAA']])(
  "%.12s… is no JSON, and the error does not quote it",
  (text) => {
    expect(() => parseLosslessJson(text)).toThrow(new SyntaxError("not JSON"));
  },
);

test("of a key that comes twice the last one counts", () => {
  expect(parseLosslessJson('{"a":1,"a":2}')).toEqual({ a: 2 });
});

test("a key named __proto__ changes no prototype", () => {
  const parsed = parseLosslessJson('{"__proto__":{"isOperator":true}}') as { isOperator?: boolean };
  expect(parsed.isOperator).toBeUndefined();
});
