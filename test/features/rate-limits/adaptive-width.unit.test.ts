import { expect, test } from "vitest";
import { createAdaptiveWidth } from "../../../server/features/rate-limits/adaptive-width.js";

function after(row: { totalMs: number; calledMs: number }, count = 200): number {
  const width = createAdaptiveWidth();
  for (let n = 0; n < count; n++) width.record(row);
  return width.current();
}

test.each([
  ["none of its time", { totalMs: 20, calledMs: 0 }, 16],
  ["half of it", { totalMs: 20, calledMs: 10 }, 32],
  ["four fifths", { totalMs: 100, calledMs: 80 }, 80],
  ["nearly all of it, up to a limit", { totalMs: 5_000, calledMs: 4_999 }, 128],
  ["more than its time, as a page ahead does", { totalMs: 10, calledMs: 15 }, 128],
])("where a row waits for Instagram for %s, %j run %i at once", (_, row, expected) => {
  expect(after(row)).toBe(expected);
});

test("begins with sixteen, and follows what slows down here", () => {
  const width = createAdaptiveWidth();
  expect(width.current()).toBe(16);
  for (let n = 0; n < 100; n++) width.record({ totalMs: 110, calledMs: 70 });
  expect(width.current()).toBe(44);
  for (let n = 0; n < 100; n++) width.record({ totalMs: 200, calledMs: 100 });
  expect(width.current()).toBeLessThan(34);
});
