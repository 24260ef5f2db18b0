import { parse } from "lossless-json";

/**
 * Parses JSON without rounding: an integer that a number cannot hold comes as its digits, in a string.
 * Of a key that comes twice the last one counts, as with JSON.parse.
 *
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseLosslessJson(text: string): unknown {
  try {
    return parse(text, null, { parseNumber: numberOrDigits, onDuplicateKey: ({ newValue }) => newValue });
  } catch {
    // Also for the RangeError of absurdly deep nesting; the parser's own message quotes the text, which may be secret.
    throw new SyntaxError("not JSON");
  }
}

function numberOrDigits(literal: string): number | string {
  const number = Number(literal);
  return /^-?\d+$/.test(literal) && !Number.isSafeInteger(number) ? literal : number;
}
