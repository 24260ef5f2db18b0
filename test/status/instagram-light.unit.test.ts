import { expect, test } from "vitest";
import { instagramLight } from "../../server/status/instagram-light.js";

const at = new Date("2026-01-01T00:00:00Z");
const runs = (...causes: (string | null)[]) => causes.map((cause) => ({ cause, startedAt: at }));

test.each([
  ["nothing asked for a day", [], "UNKNOWN", null],
  ["all well", [null, null], "GOOD", null],
  ["accounts with reasons of their own", ["PASSWORD_CHANGED", "CHECKPOINT", "TOKEN_EXPIRED"], "GOOD", null],
  ["a fifth failing", ["INSTAGRAM_UNAVAILABLE", null, null, null, null], "GOOD", null],
  ["a third failing", ["INSTAGRAM_RATE_LIMITED", null, null], "TROUBLED", "INSTAGRAM_RATE_LIMITED"],
  [
    "most of several causes",
    ["INSTAGRAM_RATE_LIMITED", "INSTAGRAM_UNAVAILABLE", "INSTAGRAM_UNAVAILABLE", null],
    "TROUBLED",
    "INSTAGRAM_UNAVAILABLE",
  ],
  ["nearly all failing", ["INSTAGRAM_UNAVAILABLE", "INSTAGRAM_UNAVAILABLE"], "DOWN", "INSTAGRAM_UNAVAILABLE"],
  ["an app that is unknown", ["APP_MISCONFIGURED"], "DOWN", "APP_MISCONFIGURED"],
] as const)("%s", (_, causes, light, cause) => {
  expect(instagramLight(runs(...causes))).toMatchObject({ light, cause });
});
