import { ApiError } from "../../lib/errors.js";
import { Secret } from "../../lib/secret.js";

const TEXT_MAX = 10_000;
/** Instagram documents no length. */
const TOKEN = /^IG[A-Za-z0-9_-]{4,}$/;
/** Invisible characters of copied text: zero-width spaces, byte order marks, soft hyphens, direction marks. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/**
 * Extracts the access token from pasted text: bare, quoted, after `Bearer`, as a parameter, in an address, in JSON, or
 * broken over lines. Nothing else is ever sent on.
 * @throws {ApiError} BAD_USER_INPUT describing the text, never quoting it
 */
export function bareToken(text: string): Secret {
  if (text.length > TEXT_MAX) throw apiError("This is longer than any access token.");
  const plain = text
    .replace(UNSEEN, "")
    .replace(/\u00a0/g, " ")
    .trim();
  const named = namedValue(plain, "access_token|accessToken|token");
  const bare = stripped(named ?? plain);
  const other = onlyToken(plain);
  const isTwice = other !== null && bare === other.repeat(2);
  if (TOKEN.test(bare) && !isTwice) return new Secret(bare);
  if (other !== null) return new Secret(other);
  throw apiError(whatItIs(plain, bare));
}

/** Null if there may be parts of another. */
function onlyToken(text: string): string | null {
  const found = new Set(text.match(/(?<![A-Za-z0-9_-])IG[A-Za-z0-9_-]{38,}/g));
  const [token] = found;
  if (token === undefined || found.size > 1) return null;
  return /[A-Za-z0-9_-]{25}/.test(text.replaceAll(token, " ")) ? null : token;
}

function namedValue(text: string, names: string): string | null {
  const found = new RegExp(
    String.raw`(?:^|[?&#{\s,"'])(?:${names})["']?\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|([^&#,}]*))`,
    "i",
  ).exec(text);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? null : decoded(value);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function stripped(text: string): string {
  return text
    .replace(/^[\s"'`“”„‚‘’«»<(]*(?:authorization\s*:\s*)?(?:bearer[\s:]+)?/i, "")
    .replace(/\\[rn]|\s+/g, "")
    .replace(/["'`“”„‚‘’«»<>(),;.\\]/g, "");
}

function whatItIs(plain: string, bare: string): string {
  if (bare === "") return "There is no token.";
  if (/^EAA/.test(bare)) return "This is a Facebook token (EAA…): only one of Instagram login (IGAA…) works here.";
  if (/(?:^|[?&])code=/.test(plain) || /^AQ[\w-]{20,}/.test(bare))
    return "This is the code of a handshake, not a token: pass it to connectAccount.";
  if (/^https?:\/\//i.test(plain)) return "This is an address without an access token in it.";
  if (/^[\da-f]{32}$/i.test(bare)) return "This is an app secret, not an access token.";
  if (/^\d{5,20}\|/.test(bare)) return "This is an app's own token: an access token belongs to an account.";
  if (/^\d{5,20}$/.test(bare)) return "This is an id, such as the app's, not an access token.";
  if (/^IG/.test(bare)) return "This is only a part of an access token, or holds characters that none has.";
  return "This is no access token of Instagram's.";
}

function apiError(message: string): ApiError {
  return new ApiError("BAD_USER_INPUT", message, {
    argument: "accessToken",
    nextStep:
      "Paste the long-lived token alone; it begins with IG. Meta's dashboard makes one under API setup with Instagram login.",
  });
}
