import type { MessageKey } from "../i18n/use-translate.js";

/** How many links the server creates at once. */
export const REFERENCES_MAX = 200;

/** The references of a pasted text, one a line; empty lines do not count. */
export function referencesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** An error of react-admin's where there is none or too many. */
export function validateReferences(
  text: string | null = "",
): { message: MessageKey; args: Record<string, number> } | undefined {
  const count = referencesIn(text ?? "").length;
  if (count === 0) return { message: "darkroom.links.no_reference", args: {} };
  if (count > REFERENCES_MAX) return { message: "darkroom.links.too_many", args: { count, max: REFERENCES_MAX } };
}
