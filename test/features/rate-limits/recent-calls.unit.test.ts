import { describe, expect, test } from "vitest";
import {
  type CallKind,
  createCallWindow,
  detectIncident,
  isBlocked,
} from "../../../server/features/rate-limits/recent-calls.js";

const NOW = new Date("2026-01-01T12:00:00Z");
const calls = (kind: CallKind, count: number, accounts = count) =>
  Array.from({ length: count }, (_, n) => ({
    kind,
    call: "readProfile" as const,
    accountId: `${kind}${n % accounts}`,
    at: NOW,
  }));
const judge = (...some: ReturnType<typeof calls>[]) => detectIncident(some.flat(), NOW)?.reason ?? null;

describe("the last calls", () => {
  test.each([
    ["ten of which three failed, of three accounts", [calls("OK", 7), calls("TRANSIENT", 3)], "UNAVAILABLE"],
    ["nine that failed are too few", [calls("TRANSIENT", 9)], null],
    ["eleven of which three failed", [calls("OK", 8), calls("TRANSIENT", 3)], null],
    ["that failed for two sick accounts only", [calls("OK", 10), calls("TRANSIENT", 30, 2)], null],
    ["of which five accounts' tokens were refused", [calls("OK", 11), calls("LOST", 5)], "MASS_REVOCATION"],
    ["of which four accounts' tokens were refused", [calls("OK", 6), calls("LOST", 4)], null],
    ["of which less than a third were refused", [calls("OK", 40), calls("LOST", 10)], null],
    ["that were refused for other reasons", [calls("OTHER", 50)], null],
  ] as const)("%s", (_, some, reason) => {
    expect(judge(...some)).toBe(reason);
  });
});

test("another attempt of a call takes the place of the one before", () => {
  const window = createCallWindow();
  for (let n = 0; n < 12; n++) {
    const request = {};
    const call = { accountId: `a${n}`, call: "readProfile" as const, at: NOW };
    window.record(request, { ...call, kind: "TRANSIENT" });
    window.record(request, { ...call, kind: "OK" });
  }
  expect(window.detectIncident(NOW, null)).toBeNull();
});

test("only fifty calls are remembered, and of those only the ones since the last trouble", () => {
  const window = createCallWindow();
  for (const call of [...calls("TRANSIENT", 40), ...calls("OK", 36)]) window.record({}, call);
  expect(window.detectIncident(NOW, null)).toBeNull();
  for (const call of calls("TRANSIENT", 15)) window.record({}, call);
  expect(window.detectIncident(NOW, null)?.reason).toBe("UNAVAILABLE");
  expect(window.detectIncident(NOW, new Date(NOW.getTime() + 1))).toBeNull();
});

test("of those only the last hour's tell anything", () => {
  const window = createCallWindow();
  for (const call of calls("TRANSIENT", 15)) window.record({}, call);
  const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  expect(window.detectIncident(later(60), null)?.reason).toBe("UNAVAILABLE");
  expect(window.detectIncident(later(61), null)).toBeNull();
});

describe("a refusal that names the app is the app's", () => {
  const by = (text: string) =>
    [...text].map((letter) => ({
      accountId: letter.toLowerCase(),
      kind: letter === letter.toLowerCase() ? ("OK" as const) : ("BLOCKED" as const),
      call: "readProfile" as const,
      at: NOW,
    }));
  test.each([
    ["A", "a", true],
    ["aaaA", "a", true],
    ["bbA", "a", false],
    ["bA_", "a", false],
    ["bAC", "c", true],
    ["AbA", "a", false],
    ["AbAA", "a", false],
  ])("%s (capitals were refused), of %s: %s", (calls, accountId, isIt) => {
    expect(isBlocked(by(calls.replace("_", "")), accountId)).toBe(isIt);
  });
});
