import { ApiError, type ErrorCode } from "../lib/errors.js";
import { NEXT_STEPS } from "./cause-steps.js";
import { type BlockedCall, type FailureCause, InstagramError, type InstagramErrorCause } from "./errors.js";

export function toApiError(error: unknown): unknown {
  if (!(error instanceof InstagramError)) return error;
  const { code, subcode, traceId, retryAfterS } = error;
  const nextStep = stepOf(error);
  return new ApiError(CODES[error.failureCause], error.message, {
    instagram: { code, subcode, traceId },
    ...(nextStep === undefined ? {} : { nextStep }),
    ...(retryAfterS === null ? {} : { retryAfterS }),
    cause: error,
  });
}

export function isBlockedCall(error: unknown, scope?: BlockedCall["scope"]): boolean {
  const blocked = blockedCallOf(error);
  return blocked !== null && (scope === undefined || blocked.scope === scope);
}

export function blockedCallOf(error: unknown): BlockedCall | null {
  const failure = error instanceof ApiError ? error.cause : error;
  return failure instanceof InstagramError ? failure.blocked : null;
}

/** Causes that share an error code with others, so that the code's next step would be wrong. */
const OWN_STEP: ReadonlySet<string> = new Set(["ACCOUNT_UNAVAILABLE", "NOT_A_TESTER", "APP_BLOCKED"]);

function stepOf({ nextStep, failureCause }: InstagramError): string | undefined {
  return nextStep ?? (OWN_STEP.has(failureCause) ? NEXT_STEPS[failureCause as FailureCause] : undefined);
}

const CODES: Record<InstagramErrorCause, ErrorCode> = {
  TOKEN_EXPIRED: "RECONNECT_REQUIRED",
  TOKEN_REVOKED: "RECONNECT_REQUIRED",
  PASSWORD_CHANGED: "RECONNECT_REQUIRED",
  APP_REMOVED: "RECONNECT_REQUIRED",
  CHECKPOINT: "RECONNECT_REQUIRED",
  PERMISSION_MISSING: "PERMISSION_MISSING",
  ACCOUNT_NOT_PROFESSIONAL: "ACCOUNT_NOT_PROFESSIONAL",
  APP_MISCONFIGURED: "APP_MISCONFIGURED",
  INSTAGRAM_RATE_LIMITED: "INSTAGRAM_RATE_LIMITED",
  INSTAGRAM_UNAVAILABLE: "INSTAGRAM_UNAVAILABLE",
  INSTAGRAM_REJECTED: "INSTAGRAM_REJECTED",
  ACCOUNT_UNAVAILABLE: "RECONNECT_REQUIRED",
  NOT_A_TESTER: "PERMISSION_MISSING",
  APP_BLOCKED: "APP_MISCONFIGURED",
  CODE_REJECTED: "CODE_REJECTED",
};
