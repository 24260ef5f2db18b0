import { beforeEach, describe, expect, test } from "vitest";
import { readAccount } from "../../../server/features/feed/read-accounts.js";
import { accountSelection } from "../../../server/features/feed/selection.js";
import { syncAccount } from "../../../server/features/sync/sync-account.js";
import { describeToken, type TokenColumns } from "../../../server/features/tokens/describe-token.js";
import { refreshToken } from "../../../server/features/tokens/refresh-token.js";
import { DAY_MS, MINUTE_MS } from "../../../server/lib/clock.js";
import type { ErrorCode } from "../../../server/lib/errors.js";
import { apiErrorOf } from "../../support/api-error.js";
import { countCalls } from "../../support/calls.js";
import { OPERATOR } from "../../support/cast.js";
import { eventsOf } from "../../support/rows.js";
import { setUpTestApp } from "../../support/test-app.js";

const testApp = setUpTestApp({ JOBS: "off" }, { isReset: true });
let id: string;
beforeEach(async () => {
  await testApp.sandbox.control({ posts: { account: "bakery", deleteOldest: 38 } });
  id = await testApp.connect("bakery");
  await testApp.sandbox.control({ advance: "2d" });
});

const refresh = () => refreshToken(testApp.app, id, OPERATOR);
const tokenRow = async () => (await testApp.app.sql`select * from tokens where account_id = ${id}`)[0];
const now = () => testApp.clock.now().getTime();
const field = (name: string) => ({ key: name, name, args: {}, fields: [] });
const statusOf = async () =>
  (await readAccount(testApp.app, OPERATOR, { id, selection: accountSelection([field("status")]) }))?.status;
async function shown() {
  const row = await readAccount(testApp.app, OPERATOR, { id, selection: accountSelection([field("token")]) });
  return describeToken(row?.token as TokenColumns, testApp.clock.now());
}

interface Refused {
  command: Record<string, unknown>;
  code: ErrorCode;
  cause: string;
  /** Whether only reconnecting helps. */
  isFinal: boolean;
}
const revoked = (cause: string, subcode: boolean) => ({ revoke: { account: "bakery", cause, subcode } });
const error = (code: number, more = {}) => ({ fail: { kind: "error", code, endpoint: "refresh", ...more } });
const final = (command: Record<string, unknown>, cause: string, code: ErrorCode = "RECONNECT_REQUIRED"): Refused => ({
  command,
  code,
  cause,
  isFinal: true,
});
const passing = (command: Record<string, unknown>, cause: ErrorCode): Refused => ({
  command,
  code: cause,
  cause,
  isFinal: false,
});

describe("each refusal", () => {
  test.each<Refused>([
    final(revoked("expired", false), "TOKEN_EXPIRED"),
    final(revoked("expired", true), "TOKEN_EXPIRED"),
    final(revoked("password-changed", false), "PASSWORD_CHANGED"),
    final(revoked("password-changed", true), "PASSWORD_CHANGED"),
    final(revoked("app-removed", false), "APP_REMOVED"),
    final(revoked("app-removed", true), "APP_REMOVED"),
    final(revoked("checkpoint", true), "CHECKPOINT"),
    final(revoked("checkpoint", false), "TOKEN_REVOKED"),
    final(revoked("unconfirmed", true), "CHECKPOINT"),
    final(revoked("unconfirmed", false), "TOKEN_REVOKED"),
    final(revoked("invalidated", true), "TOKEN_REVOKED"),
    final(revoked("logged-out", false), "TOKEN_REVOKED"),
    final(error(102), "TOKEN_REVOKED"),
    final(error(25), "CHECKPOINT"),
    final({ withdraw: { account: "bakery" } }, "PERMISSION_MISSING", "PERMISSION_MISSING"),
    final({ withdraw: { account: "bakery", as: "permission" } }, "PERMISSION_MISSING", "PERMISSION_MISSING"),
    final({ personal: { account: "bakery" } }, "ACCOUNT_NOT_PROFESSIONAL", "ACCOUNT_NOT_PROFESSIONAL"),
    passing({ throttle: { account: "bakery", minutes: 90 } }, "INSTAGRAM_RATE_LIMITED"),
    passing({ throttle: { code: 4, minutes: 0 } }, "INSTAGRAM_RATE_LIMITED"),
    passing(error(368), "INSTAGRAM_RATE_LIMITED"),
    passing(error(10), "INSTAGRAM_REJECTED"),
    passing(error(100, { message: "(#100) bad parameter" }), "INSTAGRAM_REJECTED"),
    passing(error(101), "APP_MISCONFIGURED"),
    passing({ fail: { kind: "transient", endpoint: "refresh" } }, "INSTAGRAM_UNAVAILABLE"),
    passing({ fail: { kind: "html", status: 502, endpoint: "refresh" } }, "INSTAGRAM_UNAVAILABLE"),
    passing({ fail: { kind: "html", status: 200, endpoint: "refresh" } }, "INSTAGRAM_UNAVAILABLE"),
    passing({ fail: { kind: "truncated", endpoint: "refresh" } }, "INSTAGRAM_UNAVAILABLE"),
    passing({ fail: { kind: "reset", endpoint: "refresh" } }, "INSTAGRAM_UNAVAILABLE"),
  ])("$command is $code with the cause $cause, and leaves the token as it was", async (refused) => {
    const before = await tokenRow();
    await testApp.sandbox.control(refused.command);
    expect((await apiErrorOf(refresh())).code).toBe(refused.code);
    const row = await tokenRow();
    const { sealed, issued_at, expires_at } = before ?? {};
    expect(row).toMatchObject({
      sealed,
      issued_at,
      expires_at,
      lease_until: null,
      failure_cause: refused.cause,
      failure_attempts: 1,
    });
    expect(row?.failure_first_at).toBe(row?.failure_last_at);
    expect((await eventsOf(testApp.app.sql, id)).at(-1)).toBe(`token.failed ${refused.cause}`);
    expect(await statusOf()).toBe(refused.isFinal ? "RECONNECT_REQUIRED" : "ACTIVE");
    if (refused.isFinal) {
      expect(row?.next_refresh_at).toBeNull();
      expect((await shown()).health).toBe(refused.cause === "TOKEN_EXPIRED" ? "EXPIRED" : "REVOKED");
      return;
    }
    const waitMs = Date.parse(row?.next_refresh_at) - now();
    const { throttle } = refused.command as { throttle?: { minutes: number } };
    expect(waitMs).toBeGreaterThan(Math.max(throttle?.minutes ?? 0, 0.9) * MINUTE_MS - 5_000);
    expect(waitMs).toBeLessThan(DAY_MS + MINUTE_MS);
  });

  test("of a token that is known to be lost is told again without a call, an attempt or a line in the record", async () => {
    await testApp.sandbox.control({ revoke: { account: "bakery", cause: "password-changed" } });
    const { instagram } = await apiErrorOf(refresh());
    expect(instagram).toMatchObject({ code: 190, traceId: expect.any(String) });
    await apiErrorOf(syncAccount(testApp.app, id, { by: OPERATOR, full: false }));
    const kept = async () => ({
      token: await tokenRow().then((row) => ({ ...row, fence: 0 })),
      events: await eventsOf(testApp.app.sql, id),
      runs: await testApp.app.sql`select id from sync_runs`,
      account: await testApp.app.sql`select sync_attempts, sync_failed_at, sync_lease_until from account_states`,
      calls: await countCalls(testApp.sandbox),
    });
    const before = await kept();
    for (let click = 0; click < 3; click++) {
      const sync = syncAccount(testApp.app, id, { by: OPERATOR, full: false });
      for (const apiError of await Promise.all([refresh(), sync].map(apiErrorOf)))
        expect(apiError).toMatchObject({ code: "RECONNECT_REQUIRED", instagram });
    }
    expect(await kept()).toEqual(before);
  });

  test("counts its attempts from the first", async () => {
    await testApp.sandbox.control({ fail: { kind: "error", code: 368, endpoint: "refresh" } });
    await apiErrorOf(refresh());
    const { failure } = await shown();
    await testApp.sandbox.control({ advance: "1h" });
    await apiErrorOf(refresh());
    const later = (await shown()).failure;
    expect(later).toMatchObject({ attempts: 2, firstAt: failure?.firstAt });
    expect(Date.parse(later?.lastAt ?? "") - Date.parse(later?.firstAt ?? "")).toBeGreaterThanOrEqual(3_600_000);
  });

  test("tells what Instagram said, for its support", async () => {
    await testApp.sandbox.control(revoked("app-removed", true));
    expect((await apiErrorOf(refresh())).instagram).toMatchObject({
      code: 190,
      subcode: 458,
      traceId: expect.any(String),
    });
    const [event] = await testApp.app.sql`select * from events where action = 'token.failed'`;
    expect(event).toMatchObject({ actor: "operator:op_test", instagram_code: 190, instagram_subcode: 458 });
  });
});
