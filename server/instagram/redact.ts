import type { Secret } from "../lib/secret.js";
import { cleanText } from "./read-values.js";

const TEXT_MAX = 200;
/** More than is stored, but short enough for the patterns below, which are slow on very long words. */
const READ_MAX = 2_000;
const ADDRESS = /\bhttps?:\/\/\S+/gi;
const NAMED_SECRET = /\b(access_token|client_secret|appsecret_proof|code)=[^\s&"']+/gi;
const TOKEN_PREFIX = /\b(?:IG(?:AA|QV)|EAA)[\w-]{4,}/g;
/** Long, unbroken, with digits and letters: probably a token. Ids (digits only) stay readable. */
const TOKEN_LIKE = /(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{28,}/gi;

/** Instagram's text for logs and clients: short, without secrets and anything that resembles one. */
export function redact(text: string, secrets: readonly Secret[]): string {
  const bare = withoutSecrets(text, secrets)
    .slice(0, READ_MAX)
    .replace(ADDRESS, "[address]")
    .replace(NAMED_SECRET, "$1=[secret]")
    .replace(TOKEN_PREFIX, "[secret]")
    .replace(TOKEN_LIKE, "[secret]")
    .replace(/\s+/g, " ")
    .trim();
  return cleanText(bare.length > TEXT_MAX ? `${bare.slice(0, TEXT_MAX)}…` : bare);
}

export function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  return secrets
    .flatMap((secret) => [secret.reveal(), encodeURIComponent(secret.reveal())])
    .filter((value) => value !== "")
    .reduce((bare, value) => bare.replaceAll(value, "[secret]"), text);
}
