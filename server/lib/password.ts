import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { availableParallelism } from "node:os";
import { createSemaphore, QueueFullError } from "./concurrency.js";
import { ApiError } from "./errors.js";
import type { Secret } from "./secret.js";

export interface PasswordCost {
  N: number;
  r: number;
  p: number;
}

/** 32 MB and about 150 ms per check: OWASP's password storage cheat sheet recommends N = 2^15, r = 8, p = 3. */
export const PASSWORD_COST: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };
const KEY_LENGTH = 32;
/** A guesser must not exhaust memory or the last processor. */
const AT_ONCE_MAX = Math.max(1, Math.min(2, availableParallelism() - 1));
const WAITING_MAX = 50;

export async function hashPassword(password: Secret, cost: PasswordCost): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/**
 * True if the password matches. A null hash costs the same and returns false.
 * @throws {ApiError} SERVICE_UNAVAILABLE when too many checks wait
 */
export async function verifyPassword(password: Secret, hash: string | null, cost: PasswordCost): Promise<boolean> {
  const [scheme, N, r, p, salt = "", key = ""] = (hash ?? hashOfNobody(cost)).split("$");
  if (scheme !== "scrypt") throw new Error(`unknown password scheme ${scheme}`);
  const expected = Buffer.from(key, "base64url");
  const actual = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(actual, expected) && hash !== null;
}

function hashOfNobody({ N, r, p }: PasswordCost): string {
  return ["scrypt", N, r, p, "", Buffer.alloc(KEY_LENGTH).toString("base64url")].join("$");
}

const line = createSemaphore(AT_ONCE_MAX, WAITING_MAX);

async function derive(password: Secret, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  try {
    // Different keyboards then give the same password.
    return await line.pass(() => scryptAsync(password.reveal().normalize("NFKC"), salt, cost));
  } catch (error) {
    if (!(error instanceof QueueFullError)) throw error;
    throw new ApiError("SERVICE_UNAVAILABLE", "Too many sign-ins at once.", { retryAfterS: 5 });
  }
}

function scryptAsync(text: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 128 * 2 ** 20 };
    scrypt(text, salt, KEY_LENGTH, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
