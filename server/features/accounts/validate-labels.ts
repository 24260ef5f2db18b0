import { ApiError } from "../../lib/errors.js";

const REFERENCE_MAX = 200;
const NOTE_MAX = 5_000;
const TAGS_MAX = 50;
const TAG_MAX = 100;

export function checkReference(text: string | null): string | null {
  return checkText("reference", text, REFERENCE_MAX);
}

export function checkNote(text: string | null): string | null {
  return checkText("note", text, NOTE_MAX);
}

export function checkTags(tags: readonly string[] | null, name = "tags"): string[] {
  const unique = new Set<string>();
  for (const tag of tags ?? []) {
    const text = checkText(name, tag, TAG_MAX);
    if (text !== null) unique.add(text);
  }
  if (unique.size <= TAGS_MAX) return [...unique];
  throw new ApiError("BAD_USER_INPUT", `\`${name}\` holds ${unique.size} tags; ${TAGS_MAX} are allowed.`, {
    argument: name,
  });
}

export function checkTagCount(count: number, argument: string): void {
  if (count <= TAGS_MAX) return;
  throw new ApiError("BAD_USER_INPUT", `An account would have ${count} tags; ${TAGS_MAX} are allowed.`, {
    argument,
    nextStep: "Remove other tags first.",
  });
}

export function checkText(name: string, text: string | null, lengthMax: number): string | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed.length > lengthMax) {
    throw new ApiError("BAD_USER_INPUT", `\`${name}\` has ${trimmed.length} characters; ${lengthMax} are allowed.`, {
      argument: name,
    });
  }
  if (trimmed.includes("\0"))
    throw new ApiError("BAD_USER_INPUT", `\`${name}\` holds a NUL character.`, { argument: name });
  return trimmed === "" ? null : trimmed;
}
