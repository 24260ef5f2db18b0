import { expect, test } from "vitest";
import { parseRange } from "../../server/lib/byte-range.js";

test.each([
  ["bytes=0-9", { start: 0, end: 9 }],
  ["bytes=90-", { start: 90, end: 99 }],
  ["bytes=-10", { start: 90, end: 99 }],
  ["bytes=-1000", { start: 0, end: 99 }],
  ["bytes=0-1000", { start: 0, end: 99 }],
  ["bytes=99-99", { start: 99, end: 99 }],
])("%s of 100 bytes is one range", (header, range) => expect(parseRange(header, 100)).toEqual(range));

test.each(["bytes=100-", "bytes=100-200", "bytes=-0"])("%s lies beyond 100 bytes", (header) =>
  expect(parseRange(header, 100)).toBe("UNSATISFIABLE"),
);

test.each([
  undefined,
  "",
  "bytes=-",
  "bytes=5-2",
  "bytes=0-1,4-5",
  "items=0-1",
  "bytes=a-b",
  "bytes=0-9999999999999999",
])("%s asks for the whole", (header) => expect(parseRange(header, 100)).toBeNull());
