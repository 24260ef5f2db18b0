/** Both ends inclusive, from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/** One range, `UNSATISFIABLE`, or null for the whole body, also for invalid headers (RFC 9110, section 14.2). */
export function parseRange(header: string | undefined, bytes: number): ByteRange | "UNSATISFIABLE" | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  if (!match) return null;
  const [first = "", last = ""] = [match[1], match[2]];
  if (first === "" && last === "") return null;
  const start = first === "" ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (first !== "" && last !== "" && Number(last) < start) return null;
  return start >= bytes || (first === "" && Number(last) === 0) ? "UNSATISFIABLE" : { start, end };
}
