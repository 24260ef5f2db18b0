/*
 * Decides which statements are prepared. Postgres stores each plan per connection, about 75 bytes per byte of text, and clients
 * choose the texts. So only short, frequent texts are prepared, few of them, with a limit in bytes.
 */

/** A text this frequent is prepared. */
const SEEN_MIN = 3;
const TEXT_MAX = 8_000;
export const PREPARED_MAX = 50;
/** Of all texts together: at most about 10 MB of plans on a connection. */
export const PREPARED_BYTES_MAX = 128_000;
/** Texts that are counted but not yet prepared. */
const COUNTED_MAX = 300;
/** A connection lives at most an hour; its prepared statements end with it. */
const RENEWED_EVERY_MS = 3_600_000;

interface Prepared {
  texts: Set<string>;
  bytes: number;
  seen: Map<string, number>;
  sinceMs: number;
}

const byPool = new WeakMap<object, Prepared>();

/** Whether to prepare this text; each call counts as one use. */
export function mayPrepare(pool: object, text: string): boolean {
  if (text.length > TEXT_MAX) return false;
  const known = preparedOf(pool);
  if (known.texts.has(text)) return true;
  if (known.texts.size >= PREPARED_MAX || known.bytes + text.length > PREPARED_BYTES_MAX) return false;
  const count = (known.seen.get(text) ?? 0) + 1;
  if (count < SEEN_MIN) {
    if (known.seen.size >= COUNTED_MAX) known.seen.clear();
    known.seen.set(text, count);
    return false;
  }
  known.seen.delete(text);
  known.texts.add(text);
  known.bytes += text.length;
  return true;
}

function preparedOf(pool: object): Prepared {
  const nowMs = performance.now();
  const known = byPool.get(pool);
  if (known && nowMs - known.sinceMs <= RENEWED_EVERY_MS) return known;
  const made: Prepared = { texts: new Set(), bytes: 0, seen: new Map(), sinceMs: nowMs };
  byPool.set(pool, made);
  return made;
}
