import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  APP_SECRET,
  failureOf,
  fixture,
  graphError,
  html,
  json,
  reset,
  type ScriptedInstagram,
  scriptInstagram,
  TOKEN,
} from "./scripted-instagram.js";

let scripted: ScriptedInstagram;
beforeEach(async () => {
  scripted = await scriptInstagram();
});
afterEach(() => scripted[Symbol.asyncDispose]());

const UNSUPPORTED = json(fixture("14_err_100_unsupported_request_method_get"), 400);

describe("exchanging a short-lived token", () => {
  test("asks with the app secret, without a version", async () => {
    scripted.script(json(fixture("09_long_lived_ok")));
    const token = await scripted.instagram.exchangeToken(TOKEN);
    expect(token.accessToken.reveal()).toBe("SCRUBBED_141_CHARS");
    expect(token.expiresInS).toBe(5_184_000);
    const [request] = scripted.requests;
    expect([request?.method, request?.path]).toEqual(["GET", "/access_token"]);
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      grant_type: "ig_exchange_token",
      client_secret: APP_SECRET.reveal(),
      access_token: TOKEN.reveal(),
    });
  });

  test("an expired one is refused as such", async () => {
    scripted.script(json(fixture("10_long_lived_err_190_session_expired"), 400));
    expect(await failureOf(scripted.instagram.exchangeToken(TOKEN))).toMatchObject({
      failureCause: "TOKEN_EXPIRED",
      code: 190,
      subcode: null,
      traceId: "AaauHBIaCwjNFlnZ_qsZC07",
    });
  });

  test("a grant without the permission is found out by /me", async () => {
    scripted.script(UNSUPPORTED);
    expect((await failureOf(scripted.instagram.exchangeToken(TOKEN))).failureCause).toBe("PERMISSION_MISSING");
    expect(scripted.requests.map(({ path }) => path)).toEqual(["/access_token", "/v26.0/me"]);
  });

  test("one that comes without the permission is refused", async () => {
    scripted.script(json('{"access_token":"IGAA-long","permissions":[]}'));
    expect((await failureOf(scripted.instagram.exchangeToken(TOKEN))).failureCause).toBe("PERMISSION_MISSING");
  });

  test("is tried again after a fault that passes", async () => {
    scripted.script(html(502), json(fixture("09_long_lived_ok")));
    await scripted.instagram.exchangeToken(TOKEN);
    expect(scripted.requests).toHaveLength(2);
  });
});

describe("refreshing a token", () => {
  test("asks without any secret but the token", async () => {
    scripted.script(json(fixture("11_refresh_ok")));
    const token = await scripted.instagram.refreshToken(TOKEN);
    expect(token.accessToken.reveal()).toBe("SCRUBBED_144_CHARS");
    expect(token.expiresInS).toBe(5_183_828);
    const [request] = scripted.requests;
    expect([request?.method, request?.path]).toEqual(["GET", "/refresh_access_token"]);
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      grant_type: "ig_refresh_token",
      access_token: TOKEN.reveal(),
    });
  });

  test("tells of permissions that were lost, since the token itself was renewed", async () => {
    scripted.script(json('{"access_token":"IGAA-new","expires_in":"5184000","permissions":""}'));
    expect((await scripted.instagram.refreshToken(TOKEN)).permissions).toEqual([]);
  });

  const REFUSED = graphError(190, "Error validating access token");
  const CHANGED = json(fixture("12_err_190_session_invalidated_no_subcode"), 400);
  const WELL = json('{"id":"1","account_type":"BUSINESS"}');

  test.each([
    ["answers: the refusal was of this call alone", WELL, "INSTAGRAM_REJECTED"],
    ["is refused too: the token is lost", REFUSED, "TOKEN_REVOKED"],
    ["says more: the token is lost for that", CHANGED, "PASSWORD_CHANGED"],
    ["fails: nothing is known, and it is tried again later", html(502), "INSTAGRAM_UNAVAILABLE"],
  ])("refused after an answer that was lost, and /me %s", async (_title, proof, cause) => {
    scripted.script(reset, REFUSED, proof);
    expect((await failureOf(scripted.instagram.refreshToken(TOKEN))).failureCause).toBe(cause);
    const [path, ...others] = scripted.requests.map((request) => request.path).slice(1, 3);
    expect([path, ...others]).toEqual(["/refresh_access_token", "/v26.0/me"]);
  });

  test.each([
    ["12_err_190_session_invalidated_no_subcode", "PASSWORD_CHANGED"],
    ["13_err_190_doc_with_subcode_460", "PASSWORD_CHANGED"],
    ["17_err_4_app_request_limit", "INSTAGRAM_RATE_LIMITED"],
  ])("fixture %s is %s", async (name, cause) => {
    scripted.script(json(fixture(name), 400));
    expect((await failureOf(scripted.instagram.refreshToken(TOKEN))).failureCause).toBe(cause);
    expect(scripted.requests).toHaveLength(1);
  });
});

describe("a refusal that leaves the permission in doubt is decided by /me", () => {
  test("which asks for nothing that a grant could lack", async () => {
    scripted.script(UNSUPPORTED, json('{"id":"1"}'));
    await failureOf(scripted.instagram.refreshToken(TOKEN));
    expect(scripted.requests[1]?.query.get("fields")).toBe("id,account_type");
    expect(scripted.requests[1]?.authorization).toBe(`Bearer ${TOKEN.reveal()}`);
  });

  test.each([
    ["answers well", json('{"id":"1","account_type":"BUSINESS"}'), "INSTAGRAM_REJECTED"],
    ["answers without the type", json('{"id":"1"}'), "INSTAGRAM_REJECTED"],
    ["answers for a personal account", json('{"id":"1","account_type":"Personal"}'), "ACCOUNT_NOT_PROFESSIONAL"],
    ["is refused alike", UNSUPPORTED, "PERMISSION_MISSING"],
    ["is refused for the permission by another code", graphError(200, "Permissions error"), "PERMISSION_MISSING"],
    ["says that the token is dead", graphError(190, "?", { error_subcode: 458 }), "APP_REMOVED"],
    ["is throttled", graphError(80002, "?"), "INSTAGRAM_RATE_LIMITED"],
    ["is unavailable", html(503), "INSTAGRAM_UNAVAILABLE"],
  ])("when it %s", async (_, me, cause) => {
    for (const doubtful of [UNSUPPORTED, graphError(10, "No permission"), graphError(230, "No permission")]) {
      scripted.script(doubtful, me);
      expect((await failureOf(scripted.instagram.refreshToken(TOKEN))).failureCause).toBe(cause);
    }
  });

  test("and the failure still carries the code of the call that failed", async () => {
    scripted.script(UNSUPPORTED, json('{"id":"1","account_type":"BUSINESS"}'));
    expect(await failureOf(scripted.instagram.refreshToken(TOKEN))).toMatchObject({
      failureCause: "INSTAGRAM_REJECTED",
      code: 100,
      traceId: "AQ7NjdFzWnGXbtJJ9cS7ukc",
      message: "Unsupported request - method type: get",
    });
  });
});
