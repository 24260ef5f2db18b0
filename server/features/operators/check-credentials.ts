import { fold } from "../../lib/case-fold.js";
import { ApiError } from "../../lib/errors.js";
import type { Secret } from "../../lib/secret.js";

const EMAIL_MAX = 254;
const PASSWORD_MIN = 8;
/** Longer ones would only cost time: scrypt reads the whole password. */
const PASSWORD_MAX = 1_000;

export function foldEmail(email: string): string {
  return fold(email.trim());
}

/** @throws {ApiError} BAD_USER_INPUT for an invalid address */
export function checkEmail(email: string): string {
  const trimmed = email.trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it keeps out.
  if (trimmed.length <= EMAIL_MAX && /^[^\s@\u0000-\u001f]+@[^\s@\u0000-\u001f]+$/.test(trimmed)) return trimmed;
  throw new ApiError("BAD_USER_INPUT", "This is not an e-mail address.", {
    argument: "email",
    nextStep: "Write it as name@example.com.",
  });
}

/** @throws {ApiError} BAD_USER_INPUT when it is too short or too long */
export function checkPassword(password: Secret): Secret {
  const { length } = password.reveal();
  if (length >= PASSWORD_MIN && length <= PASSWORD_MAX) return password;
  throw new ApiError("BAD_USER_INPUT", `A password must have ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`, {
    argument: "password",
    nextStep: "Use several unrelated words.",
  });
}
