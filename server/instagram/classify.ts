import { namesTheApp } from "./app-error.js";
import type { InstagramErrorBody } from "./error-schema.js";
import type { FailureCause, InstagramErrorCause } from "./errors.js";

export interface ErrorResponse {
  status: number;
  isJson: boolean;
  /** True for the exchange of a code or short-lived token: there the message counts too. */
  isHandshake: boolean;
  error: InstagramErrorBody | null;
  namesField?: boolean;
}

export interface Verdict {
  failureCause: InstagramErrorCause;
  isTransient?: boolean;
  isAmbiguous?: boolean;
  nextStep?: string;
}

/**
 * Classifies an error response. Uses the code, because nearly everything is HTTP 400 and `type` carries no information.
 * @see instagram-platform, section 7, "Order of checks"; the contract, "Tokens"
 */
export function classify({ status, isJson, isHandshake, error, namesField = false }: ErrorResponse): Verdict {
  if (error === null && status === 429) return { failureCause: "INSTAGRAM_RATE_LIMITED" };
  const code = error?.dialect === "GRAPH" ? error.code : null;
  const isPassing = error === null || error.isTransient || isThrottling(code, error.subcode);
  if (!isPassing && namesTheApp(error)) return APP_BLOCKED;
  const isUnspecific = code === null || TRANSIENT_CODES.has(code);
  if (namesField && isUnspecific && error?.isTransient === false) return { failureCause: "INSTAGRAM_REJECTED" };
  if (!isJson || status >= 500) return UNAVAILABLE;
  if (error === null) return status < 400 ? UNAVAILABLE : { failureCause: "INSTAGRAM_REJECTED" };
  const spoken = isHandshake ? byMessage(error.message) : null;
  if (isThrottling(code, error.subcode)) return { failureCause: "INSTAGRAM_RATE_LIMITED" };
  if (spoken?.failureCause === "APP_MISCONFIGURED") return spoken;
  if (error.isTransient || (code !== null && TRANSIENT_CODES.has(code))) return UNAVAILABLE;
  if (code === 190 || code === 102) return lostToken(error);
  if (spoken) return spoken;
  const verdict = byCode(code, error);
  if (verdict) return verdict;
  return { failureCause: status === 429 ? "INSTAGRAM_RATE_LIMITED" : "INSTAGRAM_REJECTED" };
}

const UNAVAILABLE: Verdict = { failureCause: "INSTAGRAM_UNAVAILABLE", isTransient: true };
const APP_BLOCKED: Verdict = { failureCause: "APP_BLOCKED" };
const TRANSIENT_CODES = new Set([1, 2, -1, -2]);
const THROTTLING_CODES = new Set([4, 17, 32, 341, 613]);
const SPAM_BLOCK = 2_207_051;

function isThrottling(code: number | null, subcode: number | null): boolean {
  if (code === null || (code === 4 && subcode === SPAM_BLOCK)) return false;
  return THROTTLING_CODES.has(code) || (code >= 80_000 && code <= 80_014);
}

function byCode(code: number | null, error: InstagramErrorBody): Verdict | null {
  if (code === null) return null;
  if (code === 25) return CHECKPOINT;
  if (code === 368) return POLICY_BLOCK;
  if (code === 3 || code === 101) return { failureCause: "APP_MISCONFIGURED" };
  const isUnsupported = code === 100 && error.subcode !== 33 && /unsupported request/i.test(error.message);
  const isForbidden = code === 10 || (code >= 200 && code <= 299);
  return isUnsupported || isForbidden ? { failureCause: "PERMISSION_MISSING", isAmbiguous: true } : null;
}

const CHECKPOINT: Verdict = {
  failureCause: "CHECKPOINT",
  nextStep: "Open Instagram as this account, do what it asks there, then connect the account again.",
};
const POLICY_BLOCK: Verdict = {
  failureCause: "INSTAGRAM_RATE_LIMITED",
  nextStep:
    "Instagram has blocked this for a while under its policies: wait a day, then look into the account's inbox.",
};

const SUBCODES: Readonly<Record<number, FailureCause>> = {
  458: "APP_REMOVED",
  459: "CHECKPOINT",
  460: "PASSWORD_CHANGED",
  463: "TOKEN_EXPIRED",
  464: "CHECKPOINT",
};

/** Without a subcode, which graph.instagram.com mostly omits, the message decides. */
function lostToken({ subcode, message }: InstagramErrorBody): Verdict {
  const known = subcode === null ? undefined : SUBCODES[subcode];
  if (known === "CHECKPOINT") return CHECKPOINT;
  if (known) return { failureCause: known };
  if (/session has expired/i.test(message)) return { failureCause: "TOKEN_EXPIRED" };
  if (/changed their password/i.test(message)) return { failureCause: "PASSWORD_CHANGED" };
  if (/not authorized application/i.test(message)) return { failureCause: "APP_REMOVED" };
  // For a deleted or disabled app, with any token.
  if (/^error validating application\b/i.test(message)) return APP_BLOCKED;
  return { failureCause: "TOKEN_REVOKED" };
}

/** The exchange's errors have no distinct code: the first matching message decides. */
const MESSAGES: readonly (Verdict & { pattern: RegExp })[] = [
  {
    pattern: /invalid platform app/i,
    failureCause: "APP_MISCONFIGURED",
    nextStep: "That is the Facebook app id; copy the Instagram app ID from API setup with Instagram login.",
  },
  {
    pattern: /required field client_id|invalid client_id/i,
    failureCause: "APP_MISCONFIGURED",
    nextStep: "No Instagram app has this id; copy the Instagram app ID from API setup with Instagram login.",
  },
  {
    pattern: /client[_ ]secret|app(?:lication)?[_ ]secret/i,
    failureCause: "APP_MISCONFIGURED",
    nextStep: "Copy the Instagram app secret from API setup with Instagram login; it is not the Facebook app's.",
  },
  {
    pattern: /developer role/i,
    failureCause: "NOT_A_TESTER",
  },
  {
    pattern: /redirect_uri/i,
    failureCause: "CODE_REJECTED",
    nextStep:
      "The redirect URI must be identical, to the last slash, when the handshake begins, when it ends, and in " +
      "API setup with Instagram login.",
  },
  { pattern: /(?:authorization|verification|matching) code/i, failureCause: "CODE_REJECTED" },
];

function byMessage(message: string): Verdict | null {
  const found = MESSAGES.find(({ pattern }) => pattern.test(message));
  if (!found) return null;
  const { pattern: _pattern, ...verdict } = found;
  return verdict;
}
