import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../server/lib/clock.js";
import { retryDelayMs } from "../../server/lib/retry-delay.js";

test("the wait is never under a minute and never much over a day, however often it failed", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (attempts) => {
      const delayMs = retryDelayMs(attempts, null);
      return delayMs >= MINUTE_MS && delayMs <= DAY_MS + MINUTE_MS;
    }),
  );
});

test("the first wait is minutes", () => {
  for (let n = 0; n < 100; n++) expect(retryDelayMs(1, null)).toBeLessThanOrEqual(11 * MINUTE_MS);
});

test("the wait is at least what was asked for", () => {
  expect(retryDelayMs(1, 7_200)).toBe(120 * MINUTE_MS);
});
