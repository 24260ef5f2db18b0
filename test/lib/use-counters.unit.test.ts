import { expect, test } from "vitest";
import { createUseCounters } from "../../server/lib/use-counters.js";

const LIMIT = { max: 100, windowMs: 60_000 };

test("a window begins with the first use, and ends for good, also when the clock is turned back", () => {
  const counters = createUseCounters();
  expect(counters.add("a", LIMIT, { nowMs: 5_000 })).toEqual({ count: 1, resetMs: 60_000 });
  expect(counters.add("a", LIMIT, { nowMs: 64_999 })).toEqual({ count: 2, resetMs: 1 });
  expect(counters.add("a", LIMIT, { nowMs: 65_000 })).toEqual({ count: 1, resetMs: 60_000 });
  expect(counters.add("a", LIMIT, { nowMs: 1_000 }).count).toBe(1);
  expect(counters.add("b", LIMIT, { nowMs: 1_000 }).count).toBe(1);
});

test("what was counted is told once, when it is worth it; what was heard is not told on", () => {
  const counters = createUseCounters();
  counters.add("few", LIMIT, { nowMs: 0 });
  expect(counters.hasUnsent()).toBe(false);
  counters.add("many", LIMIT, { nowMs: 0, by: 7 });
  counters.add("heard", LIMIT, { nowMs: 0, by: 50, isRemote: true });
  counters.add("more", LIMIT, { nowMs: 0, by: 9 });
  expect(counters.takeUnsent(1)).toEqual([{ key: "many", by: 7 }]);
  expect(counters.takeUnsent(10)).toEqual([{ key: "more", by: 9 }]);
  expect(counters.hasUnsent()).toBe(false);
  expect(counters.add("heard", LIMIT, { nowMs: 0 }).count).toBe(51);
});

test("however many come, memory is bounded, and those who asked most are not forgiven", () => {
  const counters = createUseCounters(1_000);
  const worst = Array.from({ length: 50 }, (_, n) => `worst${n}`);
  for (const key of worst) counters.add(key, LIMIT, { nowMs: 0, by: 500 });
  for (let n = 0; n < 20_000; n++) counters.add(`passer-by${n}`, LIMIT, { nowMs: 1 });
  expect(counters.size()).toBe(1_000);
  for (const key of worst) expect(counters.add(key, LIMIT, { nowMs: 2 }).count, key).toBe(501);
});

test("windows that are over make room first", () => {
  const counters = createUseCounters(2);
  counters.add("over", LIMIT, { nowMs: 0, by: 500 });
  counters.add("now", LIMIT, { nowMs: 59_000 });
  counters.add("new", LIMIT, { nowMs: 61_000 });
  expect(counters.add("now", LIMIT, { nowMs: 61_000 }).count).toBe(2);
  expect(counters.add("new", LIMIT, { nowMs: 61_000 }).count).toBe(2);
});
