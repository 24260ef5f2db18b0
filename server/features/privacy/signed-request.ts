import { createHmac, timingSafeEqual } from "node:crypto";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../lib/clock.js";
import { hashOf } from "../../lib/id.js";
import { parseLosslessJson } from "../../lib/lossless-json.js";
import type { Secret } from "../../lib/secret.js";

export interface SignedRequest {
  userId: string;
  issuedAt: Date;
  /** The same for each replay; does not identify the person. */
  hash: string;
}

export type SignedRequestErrorCode =
  | "MISSING"
  | "OVERSIZED"
  | "MALFORMED"
  | "BAD_SIGNATURE"
  | "WRONG_ALGORITHM"
  | "STALE"
  | "FROM_THE_FUTURE";

/** Real ones have some 150 characters. */
const SIGNED_REQUEST_LENGTH_MAX = 4_000;
/** Meta delivers late and repeats for days; other code guards against replays. */
const AGE_MAX_MS = 3 * DAY_MS;
export const SKEW_MS = 5 * MINUTE_MS;

/**
 * Checks a `signed_request`: HMAC-SHA256 over the encoded payload by one of the app's secrets, newest first, in
 * constant time. Parses only a genuine payload.
 * @see Meta, "Data Deletion Request Callback"
 */
export function verifySignedRequest(
  text: unknown,
  { secrets, now }: { secrets: readonly Secret[]; now: Date },
): SignedRequest | SignedRequestErrorCode {
  if (text === undefined || text === "") return "MISSING";
  if (typeof text !== "string") return "MALFORMED";
  if (text.length > SIGNED_REQUEST_LENGTH_MAX) return "OVERSIZED";
  const [, signature = "", payload = ""] = FORM.exec(text) ?? [];
  if (payload === "") return "MALFORMED";
  const given = Buffer.from(signature, "base64url");
  if (!secrets.some((secret) => isSignedBy(secret, given, payload))) return "BAD_SIGNATURE";
  return readPayload(payload, now, hashOf(given.toString("hex")));
}

/** 43 characters are the 32 bytes of the signature. */
const FORM = /^([\w-]{43})=?\.([\w-]+)={0,2}$/;

function isSignedBy(secret: Secret, given: Buffer, payload: string): boolean {
  return timingSafeEqual(given, createHmac("sha256", secret.reveal()).update(payload).digest());
}

function readPayload(payload: string, now: Date, hash: string): SignedRequest | SignedRequestErrorCode {
  const { user_id, algorithm, issued_at } = parseObject(payload);
  if (typeof algorithm !== "string" || algorithm.toUpperCase() !== "HMAC-SHA256") return "WRONG_ALGORITHM";
  const userId = digitsOf(user_id);
  const seconds = digitsOf(issued_at);
  if (userId === null || seconds === null || seconds.length > 11) return "MALFORMED";
  const issuedAt = new Date(Number(seconds) * SECOND_MS);
  const ageMs = now.getTime() - issuedAt.getTime();
  if (ageMs > AGE_MAX_MS) return "STALE";
  if (ageMs < -SKEW_MS) return "FROM_THE_FUTURE";
  return { userId, issuedAt, hash };
}

function parseObject(payload: string): Record<string, unknown> {
  try {
    const value = parseLosslessJson(Buffer.from(payload, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Meta sends ids as strings or as numbers, some beyond 2^53. */
function digitsOf(value: unknown): string | null {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return /^\d{1,32}$/.test(text) ? text : null;
}

export function signRequest({ userId, issuedAt }: Pick<SignedRequest, "userId" | "issuedAt">, secret: Secret): string {
  const issued_at = Math.floor(issuedAt.getTime() / SECOND_MS);
  const json = JSON.stringify({ user_id: userId, algorithm: "HMAC-SHA256", issued_at });
  const payload = Buffer.from(json).toString("base64url");
  return `${createHmac("sha256", secret.reveal()).update(payload).digest("base64url")}.${payload}`;
}
