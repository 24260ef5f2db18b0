import { describe, expect, test } from "vitest";
import { classify, type Verdict } from "../../server/instagram/classify.js";
import { readError } from "../../server/instagram/error-schema.js";
import { FailureCause, isReconnectCause } from "../../server/instagram/errors.js";
import { parseLosslessJson } from "../../server/lib/lossless-json.js";
import { fixture } from "./scripted-instagram.js";

interface Said {
  code: number | string;
  error_subcode?: number;
  message?: string;
  is_transient?: boolean;
  status?: number;
}

function verdictOn({ status = 400, ...error }: Said): Verdict {
  const said = readError({ error: { message: "Message describing the error", ...error } });
  return classify({ status, isJson: true, isHandshake: false, error: said });
}

function verdictOnHandshake(body: unknown, status = 400): Verdict {
  return classify({ status, isJson: true, isHandshake: true, error: readError(body) });
}

const UNSUPPORTED = "Unsupported request - method type: get";
const EXPIRED =
  "Error validating access token: Session has expired on Tuesday, 28-Sep-21 03:00:00 PDT. The current time is …";
const CHANGED = "The session has been invalidated because the user changed their password or Facebook has changed …";
const REMOVED = "Error validating access token: The user has not authorized application 990602627938098.";

describe("every row of the platform's table of errors has its cause", () => {
  test.each<[Said, string]>([
    [{ code: 190 }, "TOKEN_REVOKED"],
    [{ code: 190, message: "Cannot parse access token" }, "TOKEN_REVOKED"],
    [{ code: 190, message: EXPIRED }, "TOKEN_EXPIRED"],
    [{ code: 190, message: CHANGED }, "PASSWORD_CHANGED"],
    [{ code: 190, message: REMOVED }, "APP_REMOVED"],
    [{ code: "190" }, "TOKEN_REVOKED"],
    [{ code: 190, error_subcode: 458 }, "APP_REMOVED"],
    [{ code: 190, error_subcode: 459 }, "CHECKPOINT"],
    [{ code: 190, error_subcode: 460 }, "PASSWORD_CHANGED"],
    [{ code: 190, error_subcode: 463 }, "TOKEN_EXPIRED"],
    [{ code: 190, error_subcode: 464 }, "CHECKPOINT"],
    [{ code: 190, error_subcode: 463, message: CHANGED }, "TOKEN_EXPIRED"],
    [{ code: 190, error_subcode: 466 }, "TOKEN_REVOKED"],
    [{ code: 190, error_subcode: 467 }, "TOKEN_REVOKED"],
    [{ code: 190, error_subcode: 492 }, "TOKEN_REVOKED"],
    [{ code: 102 }, "TOKEN_REVOKED"],
    [{ code: 10 }, "PERMISSION_MISSING"],
    [{ code: 200 }, "PERMISSION_MISSING"],
    [{ code: 299 }, "PERMISSION_MISSING"],
    [{ code: 300 }, "INSTAGRAM_REJECTED"],
    [{ code: 3 }, "APP_MISCONFIGURED"],
    [{ code: 101 }, "APP_MISCONFIGURED"],
    [{ code: 100, message: UNSUPPORTED }, "PERMISSION_MISSING"],
    [{ code: 100, error_subcode: 33, message: "Unsupported request" }, "INSTAGRAM_REJECTED"],
    [{ code: 100, message: "Invalid parameter" }, "INSTAGRAM_REJECTED"],
    [{ code: 110, error_subcode: 2207013 }, "INSTAGRAM_REJECTED"],
    [{ code: 803 }, "INSTAGRAM_REJECTED"],
    [{ code: 2500 }, "INSTAGRAM_REJECTED"],
    [{ code: 1 }, "INSTAGRAM_UNAVAILABLE"],
    [{ code: 2, status: 500, is_transient: true }, "INSTAGRAM_UNAVAILABLE"],
    [{ code: 2 }, "INSTAGRAM_UNAVAILABLE"],
    [{ code: -1 }, "INSTAGRAM_UNAVAILABLE"],
    [{ code: -2 }, "INSTAGRAM_UNAVAILABLE"],
    [{ code: 4 }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 4, is_transient: true }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 4, error_subcode: 2207051 }, "INSTAGRAM_REJECTED"],
    [{ code: 17 }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 32 }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 613, error_subcode: 1996 }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 80000 }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 80002 }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 80014 }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 80015 }, "INSTAGRAM_REJECTED"],
    [{ code: 341 }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 368 }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 9, error_subcode: 2207042 }, "INSTAGRAM_REJECTED"],
    [{ code: 24, error_subcode: 2207006 }, "INSTAGRAM_REJECTED"],
    [{ code: 25, error_subcode: 2207050 }, "CHECKPOINT"],
    [{ code: 36000 }, "INSTAGRAM_REJECTED"],
    [{ code: 12345, is_transient: true }, "INSTAGRAM_UNAVAILABLE"],
  ])("%j → %s", (said, cause) => {
    expect(verdictOn(said).failureCause).toBe(cause);
  });
});

test("only what may pass by itself is transient", () => {
  const codes = [1, 2, 3, 4, 10, 17, 25, 100, 101, 102, 190, 200, 368, 613, 80002, -1, -2];
  expect(codes.filter((code) => verdictOn({ code }).isTransient)).toEqual([1, 2, -1, -2]);
});

test("only refusals that fit a lost permission are doubtful", () => {
  expect([10, 100, 190, 200, 250].filter((code) => verdictOn({ code }).isAmbiguous)).toEqual([10, 200, 250]);
  expect(verdictOn({ code: 100, message: UNSUPPORTED }).isAmbiguous).toBe(true);
});

test.each([
  [
    { status: 502, isJson: false },
    { failureCause: "INSTAGRAM_UNAVAILABLE", isTransient: true },
  ],
  [
    { status: 200, isJson: false },
    { failureCause: "INSTAGRAM_UNAVAILABLE", isTransient: true },
  ],
  [
    { status: 400, isJson: false },
    { failureCause: "INSTAGRAM_UNAVAILABLE", isTransient: true },
  ],
  [
    { status: 500, isJson: true },
    { failureCause: "INSTAGRAM_UNAVAILABLE", isTransient: true },
  ],
  [
    { status: 200, isJson: true },
    { failureCause: "INSTAGRAM_UNAVAILABLE", isTransient: true },
  ],
  [{ status: 404, isJson: true }, { failureCause: "INSTAGRAM_REJECTED" }],
  [{ status: 429, isJson: false }, { failureCause: "INSTAGRAM_RATE_LIMITED" }],
])("without an error to read, %j is judged by its status", (answer, verdict) => {
  for (const isHandshake of [true, false]) {
    expect(classify({ ...answer, isHandshake, error: null })).toEqual(verdict);
  }
});

describe("the words of the handshake's errors decide", () => {
  test.each([
    ["Matching code was not found or was already used", "CODE_REJECTED", undefined],
    ["This authorization code has been used", "CODE_REJECTED", undefined],
    ["Invalid authorization code", "CODE_REJECTED", undefined],
    [
      "Error validating verification code. Please make sure your redirect_uri is identical to the one you used …",
      "CODE_REJECTED",
      /redirect URI must be identical/,
    ],
    [
      "Invalid platform app",
      "APP_MISCONFIGURED",
      /^That is the Facebook app id; copy the Instagram app ID from API setup with Instagram login\.$/,
    ],
    ["Missing required field client_id", "APP_MISCONFIGURED", /Instagram app ID/],
    ["Error validating client secret.", "APP_MISCONFIGURED", /app secret/],
    ["Insufficient developer role", "NOT_A_TESTER", undefined],
    ["Something new", "INSTAGRAM_REJECTED", undefined],
  ])("%s → %s", (message, cause, nextStep) => {
    const spoken = verdictOnHandshake({ error_type: "OAuthException", code: 400, error_message: message });
    const enveloped = verdictOnHandshake({ error: { message, type: "OAuthException", code: 100 } });
    for (const verdict of [spoken, enveloped]) {
      expect(verdict.failureCause).toBe(cause);
      if (nextStep === undefined) expect(verdict.nextStep).toBeUndefined();
      else expect(verdict.nextStep).toMatch(nextStep);
    }
  });

  test("their `code` is the HTTP status, not a code of the Graph API", () => {
    const body = { error_type: "OAuthException", code: 200, error_message: "Something new" };
    expect(verdictOnHandshake(body).failureCause).toBe("INSTAGRAM_REJECTED");
  });

  test("a wrong app secret is no passing fault, though it comes with code 1", () => {
    const body = { error: { message: "Error validating client secret.", code: 1 } };
    expect(verdictOnHandshake(body).failureCause).toBe("APP_MISCONFIGURED");
  });

  test("an app id or secret that is wrong comes in the Graph envelope too", () => {
    expect(verdictOnHandshake({ error: { message: "?", code: 101 } }).failureCause).toBe("APP_MISCONFIGURED");
  });

  test("throttling is throttling there too", () => {
    const body = { error_type: "OAuthRateLimitException", code: 429, error_message: "Too many requests" };
    expect(verdictOnHandshake(body, 429).failureCause).toBe("INSTAGRAM_RATE_LIMITED");
  });
});

test.each([
  ["07_code_exchange_err_redirect_uri_mismatch", 400, "CODE_REJECTED"],
  ["08_code_exchange_err_missing_client_id", 400, "APP_MISCONFIGURED"],
  ["10_long_lived_err_190_session_expired", 400, "TOKEN_EXPIRED"],
  ["12_err_190_session_invalidated_no_subcode", 400, "PASSWORD_CHANGED"],
  ["13_err_190_doc_with_subcode_460", 400, "PASSWORD_CHANGED"],
  ["14_err_100_unsupported_request_method_get", 400, "PERMISSION_MISSING"],
  ["16_err_2_transient_http500", 500, "INSTAGRAM_UNAVAILABLE"],
  ["17_err_4_app_request_limit", 400, "INSTAGRAM_RATE_LIMITED"],
])("fixture %s at HTTP %i means %s", (name, status, cause) => {
  const error = readError(parseLosslessJson(fixture(name)));
  expect(classify({ status, isJson: true, isHandshake: true, error }).failureCause).toBe(cause);
});

test("an error is read whole from either dialect", () => {
  expect(readError(parseLosslessJson(fixture("13_err_190_doc_with_subcode_460")))).toEqual({
    dialect: "GRAPH",
    code: 190,
    subcode: 460,
    message: "Message describing the error",
    userMessage: "A title. A message",
    isTransient: false,
    traceId: "EJplcsCHuLu",
  });
  expect(readError(parseLosslessJson(fixture("08_code_exchange_err_missing_client_id")))).toEqual({
    dialect: "OAUTH",
    code: 400,
    subcode: null,
    message: "Missing required field client_id",
    userMessage: "",
    isTransient: false,
    traceId: null,
  });
});

test.each([[null], [[]], ["text"], [{ data: [] }], [{ error: null }]])("%j carries no error", (body) => {
  expect(readError(body)).toBeNull();
});

test.each([
  [{ error: {} }],
  [{ error: { code: {}, message: 3 } }],
  [{ error: "invalid_request" }],
  [{ error_type: 1 }],
])("%j carries an error, however odd", (body) => {
  expect(readError(body)).toMatchObject({ code: null, subcode: null });
});

test("only what the owner's new consent mends asks for a reconnection", () => {
  expect(Object.values(FailureCause).filter((cause) => !isReconnectCause(cause))).toEqual([
    "APP_MISCONFIGURED",
    "INSTAGRAM_RATE_LIMITED",
    "INSTAGRAM_UNAVAILABLE",
    "INSTAGRAM_REJECTED",
    "APP_BLOCKED",
  ]);
  expect(isReconnectCause("CODE_REJECTED")).toBe(false);
});

describe("a refusal that names the app is the app's, whatever the code and the status", () => {
  test.each([
    "API access deactivated. To reactivate, go to the app dashboard.",
    "API access blocked.",
    "API ACCESS DISABLED",
    "(#200) The app has been restricted",
    "Error validating application. Application has been deleted.",
    "Your developer account is suspended",
    "App not active: this app is no longer active",
    "API access has been revoked",
    "The application is in development mode",
  ])("%s", (message) => {
    for (const code of [10, 100, 101, 190, 200, 4711]) {
      for (const status of [200, 400, 403, 500])
        expect(verdictOn({ code, message, status })).toEqual({ failureCause: "APP_BLOCKED" });
    }
    expect(verdictOnHandshake({ error_type: "OAuthException", code: 400, error_message: message })).toEqual({
      failureCause: "APP_BLOCKED",
    });
  });

  test("as is one that validates the app, not the token", () => {
    const message = "Error validating application. Cannot get application info due to a system error.";
    expect(verdictOn({ code: 190, message })).toEqual({ failureCause: "APP_BLOCKED" });
    expect(verdictOn({ code: 101, message }).failureCause).toBe("APP_MISCONFIGURED");
    expect(verdictOn({ code: 190, error_subcode: 458, message }).failureCause).toBe("APP_REMOVED");
  });

  test("also in what Instagram says to people", () => {
    const said = { message: "Permissions error", code: 200, error_user_title: "App disabled" };
    expect(verdictOnHandshake({ error: said }).failureCause).toBe("APP_BLOCKED");
  });

  test.each<[Said, string]>([
    [{ code: 190, message: "Error validating access token: The user has deleted the application" }, "TOKEN_REVOKED"],
    [{ code: 190, message: "The account of this application's user is disabled" }, "TOKEN_REVOKED"],
    [{ code: 190, message: REMOVED }, "APP_REMOVED"],
    [{ code: 10, message: "(#10) Application does not have permission for this action" }, "PERMISSION_MISSING"],
    [{ code: 100, message: "The app asked for a media that was deleted" }, "INSTAGRAM_REJECTED"],
    [{ code: 4, message: "(#4) Application request limit reached; the app is blocked" }, "INSTAGRAM_RATE_LIMITED"],
    [{ code: 2, is_transient: true, message: "API access blocked" }, "INSTAGRAM_UNAVAILABLE"],
  ])("%j is not", (said, cause) => {
    expect(verdictOn(said).failureCause).toBe(cause);
  });
});
