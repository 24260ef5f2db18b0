/** How many links the server makes at once. */
export const REFERENCES_MAX = 200;

/** The references of a pasted text, one a line; empty lines do not count. */
export function referencesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What is wrong with a list of references, in words; null where nothing is. */
export function faultOfReferences(references: readonly string[]): string | null {
  if (references.length === 0) return "Paste at least one reference.";
  if (references.length <= REFERENCES_MAX) return null;
  return `These are ${references.length} references; ${REFERENCES_MAX} can be created at once. Split the list.`;
}
