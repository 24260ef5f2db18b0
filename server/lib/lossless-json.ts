import { parse } from "lossless-json";

/**
 * Parses JSON without rounding: an integer beyond a number's range becomes a string of its digits. The last of
 * duplicate keys wins, as in JSON.parse.
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseLosslessJson(text: string): unknown {
  try {
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
