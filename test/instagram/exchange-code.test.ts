import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Secret } from "../../server/lib/secret.js";
import {
  APP_SECRET,
  failureOf,
  fixture,
  graphError,
  hang,
  html,
  json,
  type Reply,
  reset,
  type ScriptedInstagram,
  scriptInstagram,
} from "./scripted-instagram.js";

const CODE = new Secret("AQBx-hBsH3-single-use-code");
const REDIRECT_URI = "https://feeds.example/oauth/callback";

let scripted: ScriptedInstagram;
beforeEach(async () => {
  scripted = await scriptInstagram({ timeoutMs: 300 });
});
afterEach(() => scripted[Symbol.asyncDispose]());

const exchange = (code = CODE.reveal()) => scripted.instagram.exchangeCode({ code, redirectUri: REDIRECT_URI });
const failure = () => failureOf(exchange(), [CODE, APP_SECRET]);

test("the code goes out as a form, to the address without a version", async () => {
  scripted.script(json(fixture("01_code_exchange_flat_int_id_perm_array")));
  const token = await exchange();
  expect(token.accessToken.reveal()).toBe("IGAA-short");
  expect(token.userId).toBe("9007199254740993");
  const [request] = scripted.requests;
  expect([request?.method, request?.path]).toEqual(["POST", "/oauth/access_token"]);
  expect(Object.fromEntries(request?.form ?? [])).toEqual({
    client_id: "990602627938098",
    client_secret: APP_SECRET.reveal(),
    grant_type: "authorization_code",
    redirect_uri: REDIRECT_URI,
    code: CODE.reveal(),
  });
});

test("a code pasted with the fragment of its address is sent without", async () => {
  scripted.script(json(fixture("01_code_exchange_flat_int_id_perm_array")));
  await exchange(`${CODE.reveal()}#_`);
  expect(scripted.requests[0]?.form.get("code")).toBe(CODE.reveal());
});

describe("a code is never sent twice", () => {
  test.each<[string, Reply]>([
    ["a server that hangs", hang],
    ["a connection reset", reset],
    ["an HTML 502", html(502)],
    ["a transient error", json(fixture("16_err_2_transient_http500"), 500)],
    ["an answer without a token", json("{}")],
  ])("after %s", async (_, fault) => {
    scripted.script(fault);
    expect((await failure()).failureCause).toBe("INSTAGRAM_UNAVAILABLE");
    expect(scripted.requests).toHaveLength(1);
  });

  test("but a refused connection never carried it, and is tried again", async () => {
    await scripted[Symbol.asyncDispose]();
    expect((await failure()).wasNotSent).toBe(true);
    expect(scripted.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    scripted = await scriptInstagram();
  });
});

test.each([
  ["07_code_exchange_err_redirect_uri_mismatch", "CODE_REJECTED", /redirect URI must be identical/],
  ["08_code_exchange_err_missing_client_id", "APP_MISCONFIGURED", /Instagram app ID/],
])("fixture %s is %s, with a next step", async (name, cause, nextStep) => {
  scripted.script(json(fixture(name), 400));
  const rejected = await failure();
  expect(rejected.failureCause).toBe(cause);
  expect(rejected.nextStep).toMatch(nextStep);
});

test("a code that Instagram repeats in its refusal is not in the error", async () => {
  const body = {
    error_type: "OAuthException",
    code: 400,
    error_message: `Invalid authorization code ${CODE.reveal()}`,
  };
  scripted.script(json(body, 400));
  expect(await failure()).toMatchObject({
    failureCause: "CODE_REJECTED",
    message: "Invalid authorization code [secret]",
  });
});

test("a permission refused in the Graph envelope is one, though there is no token to ask /me with", async () => {
  scripted.script(graphError(10, "Application does not have permission for this action"));
  expect((await failure()).failureCause).toBe("PERMISSION_MISSING");
  expect(scripted.requests).toHaveLength(1);
});

test.each([['""'], ["[]"], ['"instagram_business_manage_comments"']])(
  "permissions %s grant nothing that this server could use",
  async (permissions) => {
    scripted.script(json(`{"access_token":"IGAA-short","user_id":1,"permissions":${permissions}}`));
    expect((await failure()).failureCause).toBe("PERMISSION_MISSING");
  },
);

test("permissions that Instagram does not tell are no refusal", async () => {
  scripted.script(json(fixture("05_code_exchange_basic_display_int_id")));
  expect(await exchange()).toMatchObject({ userId: "17841405793187218", permissions: null });
});

test("the token does not show in what is printed", async () => {
  scripted.script(json(fixture("01_code_exchange_flat_int_id_perm_array")));
  expect(JSON.stringify(await exchange())).not.toContain("IGAA");
});
