import { z } from "zod";
import { isRecord, readCount, readId, readText, readUrl } from "./read-values.js";

export const optionalText = z.unknown().optional().transform(readText);

export const idText = z.unknown().transform((value, context) => {
  const id = readId(value);
  if (id !== null) return id;
  context.addIssue({ code: "custom", message: "no id" });
  return z.NEVER;
});

export const optionalId = z.unknown().optional().transform(readId);

export const optionalCount = z.unknown().optional().transform(readCount);

export const optionalUrl = z.unknown().optional().transform(readUrl);

/** The first of `data: [{…}]`, or the flat response itself: Instagram's documentation shows both for the same call. */
export function unwrap(body: unknown): unknown {
  if (!isRecord(body) || !("data" in body)) return body;
  return Array.isArray(body.data) ? body.data[0] : body.data;
}
