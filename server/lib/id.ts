import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Such as `acc_4fGk…`: a readable prefix and 96 random bits. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString("base64url")}`;
}

/** 256 random bits, for a URL or a cookie. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

const KEY_BYTES = 20;

export function newKeys(count: number): string[] {
  const random = randomBytes(count * KEY_BYTES);
  return Array.from({ length: count }, (_, n) => random.toString("hex", n * KEY_BYTES, (n + 1) * KEY_BYTES));
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

export function constantTimeEqual(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

/** Deterministic jitter: maps a text to a uniformly distributed number in [0, 1). */
export function hashToUnitInterval(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;
}
