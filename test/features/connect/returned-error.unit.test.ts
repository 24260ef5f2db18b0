import { expect, test } from "vitest";
import { returnedError } from "../../../server/features/connect/returned-error.js";

test.each([
  [{}, null],
  [{ code: "AQ", state: "s" }, null],
  [{ error: "access_denied", error_reason: "user_denied" }, "REFUSED"],
  [{ error: ["access_denied", "x"] }, "REFUSED"],
  [{ error: "ACCESS_DENIED" }, "REFUSED"],
  [{ error: "acceess_denied" }, "REFUSED"],
  [{ error: "Access denied" }, "REFUSED"],
  [{ error_reason: "user_denied" }, "REFUSED"],
  [{ error: "Server_Error" }, "INSTAGRAM_UNAVAILABLE"],
  [{ error: "temporarily_unavailable" }, "INSTAGRAM_UNAVAILABLE"],
  [{ error: "server_error", error_description: "Oops" }, "INSTAGRAM_UNAVAILABLE"],
  [{ error: "invalid_scope" }, "APP_MISCONFIGURED"],
  [{ error: "unauthorized_client" }, "APP_MISCONFIGURED"],
  [{ error_code: "101", error_message: "Invalid platform app" }, "APP_MISCONFIGURED"],
  [{ error: "invalid_request", error_description: "Invalid redirect_uri" }, "APP_MISCONFIGURED"],
  [{ error: "x", error_description: "API access deactivated." }, "APP_BLOCKED"],
  [{ error_message: "Insufficient Developer Role" }, "NOT_A_TESTER"],
  [{ error: "something_new", error_description: "<script>" }, "INSTAGRAM_REJECTED"],
  [{ error_code: "1" }, "INSTAGRAM_REJECTED"],
])("%j → %s", (query, expected) => {
  const returned = returnedError(query);
  expect(typeof returned === "object" ? (returned?.cause ?? null) : returned).toBe(expected);
});
