import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  refreshableAt,
  refreshDueAt,
  type TokenFacts,
  tokenHealth,
} from "../../../server/features/tokens/token-health.js";
import { FailureCause, isReconnectCause } from "../../../server/instagram/errors.js";
import { DAY_MS, HOUR_MS } from "../../../server/lib/clock.js";

const ISSUED = Date.UTC(2026, 0, 1);
const at = (ms: number) => new Date(ISSUED + ms);
const token = (more: Partial<TokenFacts> = {}): TokenFacts => ({
  issuedAt: at(0),
  expiresAt: at(60 * DAY_MS),
  failureCause: null,
  usable: true,
  ...more,
});

test.each([
  ["at once", 0, "HEALTHY"],
  ["a moment before half of its life is gone", 30 * DAY_MS - 1, "HEALTHY"],
  ["when half of its life is gone", 30 * DAY_MS, "DUE"],
  ["a moment before 14 days are left", 46 * DAY_MS - 1, "DUE"],
  ["with 14 days left", 46 * DAY_MS, "EXPIRING"],
  ["a moment before its date", 60 * DAY_MS - 1, "EXPIRING"],
  ["on its date", 60 * DAY_MS, "EXPIRED"],
  ["a year later", 365 * DAY_MS, "EXPIRED"],
])("a token of sixty days is, %s, %s", (_, ms, health) => {
  expect(tokenHealth(token(), at(ms))).toBe(health);
});

describe("a token of twenty days", () => {
  const short = token({ expiresAt: at(20 * DAY_MS) });

  test("has less than 30 days left from the beginning, and is not due in its first 24 h all the same", () => {
    expect(tokenHealth(short, at(24 * HOUR_MS - 1))).toBe("HEALTHY");
    expect(tokenHealth(short, at(24 * HOUR_MS))).toBe("DUE");
  });

  test("the first 24 h keep a token from being due, not from expiring", () => {
    const brief = token({ expiresAt: at(10 * DAY_MS) });
    expect(tokenHealth(brief, at(0))).toBe("EXPIRING");
    expect(tokenHealth(token({ expiresAt: at(HOUR_MS) }), at(2 * HOUR_MS))).toBe("EXPIRED");
  });
});

test("a token of ninety days is due at half of its life, before 30 days are left", () => {
  const long = token({ expiresAt: at(90 * DAY_MS) });
  expect(refreshDueAt(long)).toEqual(at(45 * DAY_MS));
  expect(refreshDueAt(token({ expiresAt: at(40 * DAY_MS) }))).toEqual(at(10 * DAY_MS));
  expect(refreshableAt(at(0))).toEqual(at(24 * HOUR_MS));
});

test.each(Object.values(FailureCause))(
  "a token that failed with %s is what that means, whatever its dates",
  (cause) => {
    const failed = (ms: number) => tokenHealth(token({ failureCause: cause }), at(ms));
    const final = cause === "TOKEN_EXPIRED" ? "EXPIRED" : "REVOKED";
    const expected = isReconnectCause(cause) ? [final, final, final] : ["HEALTHY", "EXPIRING", "EXPIRED"];
    expect([failed(0), failed(50 * DAY_MS), failed(70 * DAY_MS)]).toEqual(expected);
  },
);

test("a token that is forgotten or another app's is REVOKED, also past its date", () => {
  expect(tokenHealth(token({ usable: false }), at(0))).toBe("REVOKED");
  expect(tokenHealth(token({ usable: false, failureCause: "TOKEN_EXPIRED" }), at(90 * DAY_MS))).toBe("REVOKED");
});

test("health only ever gets worse with time, and a token is due from refreshDueAt on", () => {
  const ORDER = ["HEALTHY", "DUE", "EXPIRING", "EXPIRED"];
  const lives = fc.integer({ min: 1, max: 400 * 24 }).map((hours) => hours * HOUR_MS);
  const ages = fc.integer({ min: 0, max: 500 * 24 * 60 }).map((minutes) => minutes * 60_000);
  fc.assert(
    fc.property(lives, ages, ages, (life, one, other) => {
      const some = token({ expiresAt: at(life) });
      const [early, late] = [Math.min(one, other), Math.max(one, other)].map((ms) => tokenHealth(some, at(ms)));
      expect(ORDER.indexOf(late ?? "")).toBeGreaterThanOrEqual(ORDER.indexOf(early ?? ""));
      if (tokenHealth(some, at(one)) === "HEALTHY") expect(refreshDueAt(some).getTime()).toBeGreaterThan(ISSUED + one);
    }),
  );
});
