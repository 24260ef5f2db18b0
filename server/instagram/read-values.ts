/*
 * The values of Instagram's answers, read by hand: a page has two thousand of them, and schemas took a fifth of a sync's
 * time. At Instagram, every field but an id is optional: a function returns null for an absent or unusable value.
 */

/** Removes what Postgres rejects (NUL) and what breaks UTF-8 (lone surrogates). */
export function cleanText(text: string): string {
  const clean = text.includes("\u0000") ? text.replaceAll("\u0000", "") : text;
  return LONE_SURROGATE.test(clean) ? clean.replace(LONE_SURROGATES, "\uFFFD") : clean;
}

const LONE_SURROGATE = /\p{Cs}/u;
const LONE_SURROGATES = /\p{Cs}/gu;

export function readText(value: unknown): string | null {
  return typeof value === "string" ? cleanText(value) || null : null;
}

const ID_MAX = 128;

/** An id as text; lossless JSON turns a bare integer into exact digits. */
export function readId(value: unknown): string | null {
  const text = typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? String(value) : readText(value);
  return text !== null && text.length <= ID_MAX ? text : null;
}

const INT_MAX = 2 ** 31 - 1;

/** Null for hidden or negative counts, and beyond GraphQL's Int. */
export function readCount(value: unknown): number | null {
  const count = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof count === "number" && Number.isInteger(count) && count >= 0 && count <= INT_MAX ? count : null;
}

export function readBoolean(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}

/** Unchanged, because any change breaks the signature. */
export function readUrl(value: unknown): string | null {
  const text = readText(value);
  return text !== null && isWebUrl(text) ? text : null;
}

/** Instagram writes `2019-09-26T22:36:43+0000`; null for anything but a full date and time, never 1970. */
export function readInstant(value: unknown): Date | null {
  const match = INSTANT.exec(readText(value) ?? "");
  if (!match) return null;
  const instant = new Date(match[2] ? `${match[1]}${match[2]}:${match[3]}` : `${match[1]}Z`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|([+-]\d\d):?(\d\d))$/;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWebUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  return /^https?:/i.test(text) || /^https?:$/.test(new URL(text).protocol);
}
