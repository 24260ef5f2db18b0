import { expect, test } from "vitest";
import { instagramHealth } from "../../../server/features/status/instagram-health.js";

const at = new Date("2026-01-01T00:00:00Z");
const runs = (...causes: (string | null)[]) => causes.map((cause) => ({ cause, startedAt: at }));

test.each([
  ["nothing asked for a day", [], { health: "UNKNOWN", cause: null }],
  ["all well", [null, null], { health: "HEALTHY", cause: null }],
  [
    "accounts with reasons of their own",
    ["PASSWORD_CHANGED", "CHECKPOINT", "TOKEN_EXPIRED"],
    { health: "HEALTHY", cause: null },
  ],
  ["a fifth failing", ["INSTAGRAM_UNAVAILABLE", null, null, null, null], { health: "HEALTHY", cause: null }],
  ["a third failing", ["INSTAGRAM_RATE_LIMITED", null, null], { health: "DEGRADED", cause: "INSTAGRAM_RATE_LIMITED" }],
  [
    "most of several causes",
    ["INSTAGRAM_RATE_LIMITED", "INSTAGRAM_UNAVAILABLE", "INSTAGRAM_UNAVAILABLE", null],
    { health: "DEGRADED", cause: "INSTAGRAM_UNAVAILABLE" },
  ],
  [
    "nearly all failing",
    ["INSTAGRAM_UNAVAILABLE", "INSTAGRAM_UNAVAILABLE"],
    { health: "DOWN", cause: "INSTAGRAM_UNAVAILABLE" },
  ],
  ["an app that is unknown", ["APP_MISCONFIGURED"], { health: "DOWN", cause: "APP_MISCONFIGURED" }],
] as const)("%s", (_, causes, shown) => {
  expect(instagramHealth(runs(...causes), { state: "CLOSED", reason: "UNAVAILABLE" })).toMatchObject(shown);
});

test.each([
  ["OPEN", "UNAVAILABLE", "INSTAGRAM_UNAVAILABLE"],
  ["OPEN", "MASS_REVOCATION", "INSTAGRAM_UNAVAILABLE"],
  ["HALF_OPEN", "RATE_LIMITED", "INSTAGRAM_RATE_LIMITED"],
] as const)("%s for %s, whatever the last syncs were", (state, reason, cause) => {
  expect(instagramHealth(runs(null, null), { state, reason })).toEqual({
    health: "DOWN",
    cause,
    lastSyncStartedAt: at,
  });
});
