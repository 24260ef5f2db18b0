import { newKeys } from "../../lib/id.js";

/** What opens a status page: letters and digits, as Meta demands, and unguessable. */
export function newCode(): string {
  return newKeys(1)[0] ?? "";
}

/** Whether a text can be one. */
export function isCode(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}
