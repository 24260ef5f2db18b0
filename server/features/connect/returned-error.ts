import { classify } from "../../instagram/classify.js";
import type { InstagramErrorCause } from "../../instagram/errors.js";

/** The error in Instagram's redirect. `nextStep` is set if it can be more precise. */
export type ReturnedError = "REFUSED" | { cause: InstagramErrorCause; nextStep?: string };

/** Null without an error. `access_denied`: the person declined. Anyone can forge the parameters: never shown. */
export function returnedError(query: Readonly<Record<string, unknown>>): ReturnedError | null {
  const [error, reason, code] = [errorCodeOf(query.error), errorCodeOf(query.error_reason), textOf(query.error_code)];
  const message = `${textOf(query.error_message)} ${textOf(query.error_description)}`.trim();
  if (DENIED.test(error) || reason === "user_denied") return "REFUSED";
  if (error === "" && code === "" && message === "") return null;
  const known = KNOWN[error];
  if (known) return known;
  const body = { dialect: "OAUTH", code: null, subcode: null, message, userMessage: "", isTransient: false } as const;
  const verdict = classify({ status: 400, isJson: true, isHandshake: true, error: { ...body, traceId: null } });
  // No code exists yet that could be wrong.
  const cause = verdict.failureCause === "CODE_REJECTED" ? "APP_MISCONFIGURED" : verdict.failureCause;
  return verdict.nextStep === undefined ? { cause } : { cause, nextStep: verdict.nextStep };
}

/** Some of Meta's pages misspell it. */
const DENIED = /^acce+ss_denied$/;

const KNOWN: Readonly<Record<string, ReturnedError>> = {
  temporarily_unavailable: { cause: "INSTAGRAM_UNAVAILABLE" },
  server_error: { cause: "INSTAGRAM_UNAVAILABLE" },
  invalid_scope: {
    cause: "APP_MISCONFIGURED",
    nextStep:
      "Tell the operator of this server: the Meta app lacks the permission instagram_business_basic. It is added in Meta's " +
      "dashboard, under API setup with Instagram login.",
  },
  unauthorized_client: {
    cause: "APP_MISCONFIGURED",
    nextStep:
      "Tell the operator of this server: the Meta app may not use Instagram login. It is switched on in Meta's dashboard, " +
      "under API setup with Instagram login.",
  },
};

function errorCodeOf(value: unknown): string {
  return textOf(value)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}

function textOf(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first.slice(0, 500) : "";
}
