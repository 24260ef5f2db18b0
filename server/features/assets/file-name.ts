import { randomBytes } from "node:crypto";

/** A name for bytes in the store: what they are of, then what nobody used before, so that names are never used twice. */
export function newName(hash: string, size?: { width: number; type: string }): string {
  const parts = [hash, ...(size ? [String(size.width), size.type.replace(/^.*\//, "")] : [])];
  return [...parts, randomBytes(8).toString("hex")].join(".");
}
