import { randomBytes } from "node:crypto";

/** A name in the store: the content's hash and a random part, so that names are never reused. */
export function newName(hash: string, size?: { width: number; type: string }): string {
  const parts = [hash, ...(size ? [String(size.width), size.type.replace(/^.*\//, "")] : [])];
  return [...parts, randomBytes(8).toString("hex")].join(".");
}
