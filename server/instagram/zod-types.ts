import { z } from "zod";

/** Removes what Postgres rejects (NUL) and what breaks UTF-8 (lone surrogates). */
export function cleanText(text: string): string {
  return text.replaceAll("\u0000", "").replace(/\p{Cs}/gu, "\uFFFD");
}

const someText = z.string().transform(cleanText);

/** Null for absent, empty or non-text values: at Instagram, every field but an id is optional. */
export const optionalText = someText
  .nullish()
  .catch(null)
  .transform((text) => text || null);

/** An id as text; lossless JSON turns a bare integer into exact digits. */
export const idText = z
  .union([z.string(), z.int().nonnegative().transform(String)])
  .transform(cleanText)
  .pipe(z.string().min(1).max(128));

export const optionalId = idText
  .nullish()
  .catch(null)
  .transform((id) => id ?? null);

/** Null for hidden or negative counts, and beyond GraphQL's Int. */
export const optionalCount = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.int32().nonnegative())
  .nullable()
  .catch(null);

export const optionalBoolean = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** Unchanged, because any change breaks the signature. */
export const optionalUrl = optionalText.transform((text) => (text !== null && isWebUrl(text) ? text : null));

/** Instagram writes `2019-09-26T22:36:43+0000`; null for anything but a full date and time, never 1970. */
export const optionalInstant = optionalText.transform((text) => (text === null ? null : readInstant(text)));

/** The first of `data: [{…}]`, or the flat response itself: Instagram's documentation shows both for the same call. */
export function unwrap(body: unknown): unknown {
  if (!isRecord(body) || !("data" in body)) return body;
  return Array.isArray(body.data) ? body.data[0] : body.data;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function readInstant(text: string): Date | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|([+-]\d\d):?(\d\d))$/.exec(text);
  if (!match) return null;
  const instant = new Date(match[2] ? `${match[1]}${match[2]}:${match[3]}` : `${match[1]}Z`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
