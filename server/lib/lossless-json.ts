import { parse } from "lossless-json";

/** Fewer digits fit into a number. Finds such digits in texts too, which only costs time. */
const LARGE_NUMBER = /(?:^|[[:,])\s*-?\d{16}/;

/**
 * Parses JSON without rounding: an integer beyond a number's range becomes a string of its digits. The last of
 * duplicate keys wins, as in JSON.parse, which parses whatever has no such number: it is several times faster.
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseLosslessJson(text: string): unknown {
  try {
    if (!LARGE_NUMBER.test(text)) return JSON.parse(text);
    return parse(text, null, { parseNumber: numberOrDigits, onDuplicateKey: ({ newValue }) => newValue });
  } catch {
    // Covers the RangeError of deep nesting too. The parser's own message quotes the text, which may be secret.
    throw new SyntaxError("not JSON");
  }
}

function numberOrDigits(literal: string): number | string {
  const number = Number(literal);
  return /^-?\d+$/.test(literal) && !Number.isSafeInteger(number) ? literal : number;
}
