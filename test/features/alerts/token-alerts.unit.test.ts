import { describe, expect, test } from "vitest";
import { isHealthy, type TokenAlertFacts, tokenAlerts } from "../../../server/features/alerts/find-token-alerts.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../server/lib/clock.js";

const NOW = new Date("2026-03-01T12:00:00Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);

function token(daysLeft: number, failing?: { cause: string; forMs: number }): TokenAlertFacts {
  const expiresAt = new Date(NOW.getTime() + daysLeft * DAY_MS);
  return {
    issuedAt: new Date(expiresAt.getTime() - 60 * DAY_MS),
    expiresAt,
    failureCause: failing?.cause ?? null,
    failureFirstAt: failing ? ago(failing.forMs) : null,
    usable: true,
  };
}

describe("a token's end", () => {
  test.each([
    [14.01, []],
    [14, ["EXPIRING_14"]],
    [7.01, ["EXPIRING_14"]],
    [7, ["EXPIRING_7"]],
    [3, ["EXPIRING_3"]],
    [1, ["EXPIRING_1"]],
    [0.01, ["EXPIRING_1"]],
  ])("%d days ahead: %j", (daysLeft, alerts) => {
    expect(tokenAlerts(token(daysLeft), NOW)).toEqual(alerts);
  });

  test("is told as lost an hour after it", () => {
    expect(tokenAlerts(token(-59 / 60 / 24), NOW)).toEqual([]);
    expect(tokenAlerts(token(-1 / 24), NOW)).toEqual(["RECONNECT_REQUIRED"]);
  });
});

describe("a failure", () => {
  test("that only the owner can mend is told after an hour, and not before", () => {
    expect(tokenAlerts(token(40, { cause: "PASSWORD_CHANGED", forMs: 59 * MINUTE_MS }), NOW)).toEqual([]);
    expect(tokenAlerts(token(40, { cause: "PASSWORD_CHANGED", forMs: HOUR_MS }), NOW)).toEqual(["RECONNECT_REQUIRED"]);
  });

  test("that may pass is told after a day, and not before", () => {
    expect(tokenAlerts(token(29, { cause: "INSTAGRAM_UNAVAILABLE", forMs: 23 * HOUR_MS }), NOW)).toEqual([]);
    expect(tokenAlerts(token(29, { cause: "INSTAGRAM_UNAVAILABLE", forMs: DAY_MS }), NOW)).toEqual(["REFRESH_FAILING"]);
  });

  test("of a day and a near end are two pieces of news", () => {
    const facts = token(6, { cause: "INSTAGRAM_UNAVAILABLE", forMs: 2 * DAY_MS });
    expect(tokenAlerts(facts, NOW)).toEqual(["REFRESH_FAILING", "EXPIRING_7"]);
  });

  test("makes days left no news of its own once the token is lost", () => {
    expect(tokenAlerts(token(2, { cause: "APP_REMOVED", forMs: 2 * DAY_MS }), NOW)).toEqual(["RECONNECT_REQUIRED"]);
  });
});

test("a token of another app is told as lost at once: nobody knows since when", () => {
  expect(tokenAlerts({ ...token(40), usable: false }, NOW)).toEqual(["RECONNECT_REQUIRED"]);
});

test("only a token without a failure, that is held and not over, is sound", () => {
  expect(isHealthy(token(59), NOW)).toBe(true);
  expect(isHealthy(token(59, { cause: "INSTAGRAM_UNAVAILABLE", forMs: 1 }), NOW)).toBe(false);
  expect(isHealthy(token(-1), NOW)).toBe(false);
  expect(isHealthy({ ...token(59), usable: false }, NOW)).toBe(false);
});
