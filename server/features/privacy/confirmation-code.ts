import { newKeys } from "../../lib/id.js";

/** Letters and digits, as Meta requires; unguessable. */
export function newCode(): string {
  return newKeys(1)[0] ?? "";
}

export function isCode(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}
