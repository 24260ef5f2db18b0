import { HOUR_MS } from "../../lib/clock.js";

/** For an address that does not say. */
const LIFE_MS = HOUR_MS;

/** When Instagram's signed address dies, from its `oe` (Unix seconds in hex); an hour after `now` where it does not say. */
export function signatureExpiry(source: string, now: Date): Date {
  const hex = new URL(source).searchParams.get("oe") ?? "";
  return /^[0-9a-f]{8}$/i.test(hex) ? new Date(Number.parseInt(hex, 16) * 1_000) : new Date(now.getTime() + LIFE_MS);
}
