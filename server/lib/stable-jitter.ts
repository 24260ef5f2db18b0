import { createHash } from "node:crypto";

/** Deterministic jitter: maps a text to a uniformly distributed number in [0, 1). */
export function hashToUnitInterval(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;
}
