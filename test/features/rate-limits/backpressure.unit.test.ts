import { expect, test } from "vitest";
import { backpressure, syncIntervalFactor } from "../../../server/features/rate-limits/circuit.js";

test.each([
  [0, 8, 0],
  [79, 8, 0],
  [80, 8, 0],
  [85, 6, 500],
  [90, 4, 1_000],
  [95, 2, 1_500],
  [100, 1, 2_000],
])("at %i %% of the app's allowance %i of eight are under way, after %i ms", (percent, width, pauseMs) => {
  expect(backpressure({ state: "CLOSED", percent }, 8)).toEqual({ width, pauseMs });
});

test("nothing is begun while calls are withheld, and one to see whether they are taken again", () => {
  expect(backpressure({ state: "OPEN", percent: 0 }, 8).width).toBe(0);
  expect(backpressure({ state: "HALF_OPEN", percent: 0 }, 8).width).toBe(1);
});

test("an account near its limit waits longer for its next sync, and is never overdue for that", () => {
  expect([0, 80, 90, 100].map(syncIntervalFactor)).toEqual([1, 1, 1.25, 1.5]);
});
