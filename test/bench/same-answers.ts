import { isDeepStrictEqual } from "node:util";

/** Throws unless both responses have the same data. A cursor is each server's own. */
export function assertSame(ours: string, theirs: string, who: string): void {
  if (isDeepStrictEqual(withoutCursors(JSON.parse(ours)), withoutCursors(JSON.parse(theirs)))) return;
  throw new Error(`${who} gives another answer:\n${theirs.slice(0, 600)}\nDarkroom's is:\n${ours.slice(0, 600)}`);
}

/** Throws unless both have the same addresses and counts, whatever is around them. */
export function assertSameItems(ours: string, theirs: string, who: string): void {
  const [our, their] = [ours, theirs].map((body) => itemsOf(JSON.parse(body)).sort());
  if (our?.length && isDeepStrictEqual(our, their)) return;
  throw new Error(`${who} gives ${their?.length} items, Darkroom ${our?.length}:\n${theirs.slice(0, 600)}`);
}

const COMPARED = ["mediaUrl", "totalCount", "hasNextPage"];

function itemsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    COMPARED.includes(key) ? [`${key}: ${String(one)}`] : itemsOf(one),
  );
}

function withoutCursors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCursors);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, key === "endCursor" ? typeof one : withoutCursors(one)]),
  );
}
